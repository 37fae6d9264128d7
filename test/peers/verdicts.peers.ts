import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { RULES } from "../../policies/rules";
import { compared, type Pair } from "./compare";
import { absentIds } from "./ids";
import { installedPeers, type Peers } from "./install";
import { judged } from "./judge";
import { weSay } from "./ours";
import { pageOf } from "./page";
import type { Reasons } from "./reasons";

// `npm run peers`: SCALEKIT_PEER_FIXTURES names a folder with clones of bridgecrewio/checkov, cdklabs/cdk-nag and
// aws-cloudformation/cfn-lint, which are read and never copied. Writes docs/policies/peers.md.
const TOOLS = ["checkov", "cdk-nag", "cfn-lint"];
const root = process.env.SCALEKIT_PEER_FIXTURES ?? "";
const page = join(__dirname, "../../docs/policies/peers.md");
const reasons = JSON.parse(readFileSync(join(__dirname, "reasons.json"), "utf8")) as Reasons;
const equals = RULES.flatMap((rule) => rule.elsewhere.map((equal) => ({ rule, equal }))).filter(({ equal }) =>
  TOOLS.includes(equal.tool),
);

jest.setTimeout(30 * 60_000);

beforeAll(() => {
  const missing = TOOLS.filter((tool) => !existsSync(join(root, tool)));
  if (root === "" || missing.length > 0)
    throw new Error(
      `SCALEKIT_PEER_FIXTURES must name a folder with clones of the peers (${TOOLS.join(", ")}); ${root === "" ? "it is not set" : `${missing.join(", ")} is not in ${root}`}`,
    );
});

function pairsWith(peers: Peers): readonly Pair[] {
  const ids = equals.filter(({ equal }) => equal.tool === "checkov").map(({ equal }) => equal.id);
  const { fixtures, said } = judged(peers, root, join(__dirname, "rebuilt"), ids);
  const touched = new Set(said.map(({ fixture }) => fixture));
  const rules = [...new Set(equals.map(({ rule }) => rule))];
  const ours = new Map(
    fixtures
      .filter(({ path }) => touched.has(path))
      .flatMap((fixture) => {
        const verdicts = weSay(fixture, rules);
        return verdicts ? [[fixture.path, verdicts] as const] : [];
      }),
  );
  return equals.map(({ rule, equal }) => compared(rule, equal, said, ours, reasons));
}

/** What was run on what, for the page. */
function ranWith({ versions }: Peers): string {
  const commits = TOOLS.map((tool) => {
    const commit = execFileSync("git", ["-C", join(root, tool), "rev-parse", "--short=12", "HEAD"], {
      encoding: "utf8",
    });
    return `${tool} at ${commit.trim()}`;
  });
  return `${versions.join(", ")}; fixtures of ${commits.join(", ")}`;
}

test("each id under elsewhere is one that its project has", () => {
  expect(
    absentIds(
      root,
      equals.map(({ equal }) => equal),
    ),
  ).toEqual([]);
});

test("each difference from the peers' verdicts has its reason, and each reason a difference", () => {
  const peers = installedPeers();
  const pairs = pairsWith(peers);
  writeFileSync(page, pageOf(pairs, ranWith(peers)));
  const differences = pairs.flatMap((pair) => pair.differences);
  const used = new Set(differences.map(({ reason }) => reason));
  expect(differences.filter(({ reason }) => reason === undefined).map(({ difference }) => difference)).toEqual([]);
  expect(reasons.reasons.filter((reason) => !used.has(reason))).toEqual([]);
});
