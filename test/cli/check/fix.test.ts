import { parse } from "yaml";
import { explain } from "../../../blueprints/explain/explain";
import { check } from "../../../cli/check/check";
import { fixText } from "../../../cli/check/fix";
import { RULES } from "../../../policies/rules";
import { graphOf } from "../../../policies/sample";
import { known } from "../../../policies/world/unseen";
import { World } from "../../../policies/world/world";

jest.setTimeout(120_000);

const BLOCK = `# who pays: team-ledger
name: tiny
tier: growth
regions: { primary: eu-west-1 }
domain: tiny.example.com
services:
    web: # four spaces
        runs: instances
        image: { ssm: /aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64 }
        capacity: 250rps
        writes: [ledger]
data:
    ledger:
        engine: postgres
        multiAz: false   # cheap
        backups: 1d # too few
`;
/** Parts of a plan that have a name of their own. */
const PARTS: Readonly<Record<string, string>> = {
  "aws:ec2/subnet:Subnet": "network",
  "aws:cloudfront/distribution:Distribution": "cdn",
};
const data = BLOCK.indexOf("data:");
/** The same manifest as people write it; `kept` must stand in what comes out, byte for byte. */
const FORMS: Readonly<Record<string, { readonly text: string; readonly kept: readonly string[] }>> = {
  "in blocks": {
    text: BLOCK,
    kept: ["# who pays", "    web: # four spaces", "multiAz: true   # cheap", "backups: 7d # too few"],
  },
  "with the line ends of Windows": {
    text: BLOCK.replaceAll("\n", "\r\n"),
    kept: ["multiAz: true   # cheap\r\n", "# four spaces\r\n"],
  },
  "in braces": {
    text: `${BLOCK.slice(0, data)}data: { ledger: { engine: postgres, multiAz: false, backups: 1d } } # one line\n`,
    kept: ["data: { ledger: { engine: postgres, multiAz: true, backups: 7d } } # one line"],
  },
  "as JSON": { text: JSON.stringify(parse(BLOCK), null, 2), kept: ['"multiAz": true', '"name": "tiny"'] },
  "in an overlay": {
    text: `${BLOCK.replace("multiAz: false", "multiAz: true")}environments: { production: { data: { ledger: { multiAz: false } } }, staging: {} }\n`,
    kept: ["production: { data: { ledger: { multiAz: true"],
  },
};

const judged = async (text: string) => {
  const manifest = { path: "/nowhere/scalekit.yaml", shown: "scalekit.yaml", text };
  const outcome = await check({ manifest, lock: () => ({}), environment: "production", today: "2026-01-01" });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome;
};
const rulesOf = ({ result }: Awaited<ReturnType<typeof judged>>) => result.report.findings.map(({ rule }) => rule);

test.each(Object.entries(FORMS))(
  "a manifest %s keeps its form, is put right, and a second time nothing is left to do",
  async (_, { text, kept }) => {
    const before = await judged(text);
    expect(rulesOf(before)).toEqual(expect.arrayContaining(["db/multi-az"]));
    const fixed = fixText(before, text).text ?? "";
    for (const piece of kept) expect(fixed).toContain(piece);
    expect(fixed.includes("\r")).toBe(text.includes("\r"));
    const after = await judged(fixed);
    expect(rulesOf(after)).not.toContain("db/multi-az");
    const blocking = ({ result }: typeof after) => result.report.findings.filter(({ blocks }) => blocks).length;
    expect(blocking(after)).toBeLessThan(blocking(before));
    expect(fixText(after, fixed)).toEqual({ lines: [] });
  },
);

test("what is repeated by an alias is not written, and said", async () => {
  const text =
    `${BLOCK.slice(0, data)}data:\n    ledger: &store { engine: postgres, multiAz: false, backups: 7d }\n    audit: *store\n`.replace(
      "[ledger]",
      "[ledger, audit]",
    );
  const { text: fixed, lines } = fixText(await judged(text), text);
  expect(fixed === undefined || parse(fixed).data.audit.multiAz === false).toBe(true);
  expect(lines).toContainEqual(expect.stringMatching(/^not fixed db\/multi-az/));
});

test("a repair that the rest of the manifest refuses is not written, and said", async () => {
  const outcome = await judged(BLOCK);
  const repaired = outcome.rules.map((rule) =>
    rule.id === "db/multi-az" ? { ...rule, repair: () => ({ path: "data.ledger.multiAz", value: "often" }) } : rule,
  );
  const { text, lines } = fixText({ ...outcome, rules: repaired }, BLOCK);
  expect(text).toContain("multiAz: false");
  expect(lines).toContainEqual(expect.stringMatching(/^not fixed db\/multi-az: with data\.ledger\.multiAz: "often"/));
});

test("each repair that a rule knows is a setting of the manifest", () => {
  const paths = RULES.flatMap((rule) => {
    const { failing } = rule.example;
    const resources = graphOf(failing).resources.map((resource) => ({
      ...resource,
      part: PARTS[resource.type] ?? "ledger",
    }));
    const world = new World({ resources }, "global", failing.declared);
    return resources.flatMap((resource) => known(() => rule.repair?.(resource, world))?.value ?? []);
  });
  expect(paths.length).toBeGreaterThan(3);
  for (const { path } of paths) expect([path, explain(path).found]).toEqual([path, true]);
});
