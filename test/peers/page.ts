import type { Explained, Pair } from "./compare";

const WORDS = { pass: "passes", fail: "fails", silent: "does not apply" } as const;
const SHOWN = 6;

/** docs/policies/peers.md: a table of all pairs, then each difference with its reason. */
export function pageOf(pairs: readonly Pair[], tools: string): string {
  const sorted = [...pairs].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const without = sorted.filter(({ fixtures }) => fixtures === 0);
  const compared = sorted.filter(({ fixtures }) => fixtures > 0);
  return [
    "# Our verdicts beside those of Checkov, cdk-nag and cfn-lint",
    "",
    "<!-- Written by `npm run peers`. Do not edit. -->",
    "",
    "Each rule that names an equal rule of a peer judges the fixtures of that peer's own tests, and each verdict is compared",
    "with what the peer itself says of the same resource. Ours is judged at the tier where it weighs most, mostly global. The",
    `peers were run, not their files' names trusted: ${tools}.`,
    "",
    "A pair is the same where both pass or both fail a resource. Unknown: our rule says that it cannot see a value (a",
    "parameter, something that only a run computes). Not ours: the peer finds nothing and our rule does not apply. Differences",
    "are explained below, one by one; `npm run peers` fails where a difference has no reason, or a reason explains nothing.",
    "",
    "| rule | equal rule | fixtures | same | different | unknown | not ours |",
    "|---|---|--:|--:|--:|--:|--:|",
    ...compared.map(rowOf),
    totalOf(compared),
    "",
    ...(without.length === 0
      ? []
      : [
          `No fixture that we read has a resource for ${without.map((pair) => `${pair.equal.tool} ${pair.equal.id} (\`${pair.rule.id}\`)`).join(", ")}.`,
          "",
        ]),
    "## Differences",
    "",
    ...compared.filter(({ differences }) => differences.length > 0).flatMap(differencesOf),
  ].join("\n");
}

const keyOf = ({ rule, equal }: Pair): string => `${rule.id} ${equal.tool} ${equal.id}`;

const rowOf = ({ rule, equal, fixtures, same, differences, unknown, silent }: Pair): string =>
  `| [\`${rule.id}\`](rules.md#${rule.id.replace("/", "")}) | ${equal.tool} ${equal.id} | ${[fixtures, same, differences.length, unknown, silent].join(" | ")} |`;

function totalOf(pairs: readonly Pair[]): string {
  const sum = (of: (pair: Pair) => number): number => pairs.reduce((total, pair) => total + of(pair), 0);
  return `| all | | | ${[sum(({ same }) => same), sum(({ differences }) => differences.length), sum(({ unknown }) => unknown), sum(({ silent }) => silent)].join(" | ")} |`;
}

function differencesOf({ rule, equal, differences }: Pair): string[] {
  const byReason = new Map<string, Explained[]>();
  for (const one of differences) {
    const key = one.reason ? JSON.stringify(one.reason) : JSON.stringify(one.difference);
    byReason.set(key, [...(byReason.get(key) ?? []), one]);
  }
  return [`### \`${rule.id}\` and ${equal.tool} ${equal.id}`, "", ...[...byReason.values()].map(lineOf), ""];
}

function lineOf(all: readonly Explained[]): string {
  const [{ difference, reason }] = all as readonly [Explained, ...Explained[]];
  const ours = `ours ${WORDS[difference.ours]}`;
  const theirs = difference.said.verdict === "fail" ? "theirs fails" : "theirs passes";
  const names = all.map(
    ({ difference: { said } }) => `${said.fixture.split("/").slice(-2).join("/")} ${said.resource}`,
  );
  const shown = names.slice(0, SHOWN).map((name) => `\`${name}\``);
  const more = names.length > SHOWN ? ` and ${names.length - SHOWN} more` : "";
  return `- ${all.length}: ${ours}, ${theirs}. ${reason?.why ?? `NO REASON (${difference.says.join("; ")})`} ${shown.join(", ")}${more}.`;
}
