import type { Operator } from "./operators";
import type { Result } from "./run";
import type { Judged } from "./verdict";

const OPERATORS: readonly Operator[] = ["remove", "halve", "move", "flip", "unlink"];

const broke = (results: readonly Result[]): readonly Result[] => results.filter(({ verdict }) => verdict === "breaks");
const isCaught = ({ by }: Result): boolean => (by?.length ?? 0) > 0;

/** Share of the mutants that break something and are caught, 0 to 1. */
export function shareCaught(results: readonly Result[]): number {
  const all = broke(results);
  return all.length === 0 ? 1 : all.filter(isCaught).length / all.length;
}

/** The rule that compares regions: one region's mutant is caught by it, the same mutant in all regions is not. */
const COMPARES = "same/shape";

/** Share that is caught by what looks at one region alone. */
const shareAlone = (results: readonly Result[]): number =>
  shareCaught(
    results.map((result) => (result.by ? { ...result, by: result.by.filter((id) => id !== COMPARES) } : result)),
  );

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/** Figures by operator, then the kinds of which one was missed: Markdown. */
export function tableOf(results: readonly Result[], judged: ReadonlyMap<string, Judged>): string {
  const rows = OPERATORS.filter((operator) => results.some((result) => result.operator === operator)).map((operator) =>
    row(
      operator,
      results.filter((result) => result.operator === operator),
    ),
  );
  return [
    "| operator | tried | refused by provider or cloud | no change | harmless | break | caught | share | without comparing regions |",
    "| --- | --: | --: | --: | --: | --: | --: | --: | --: |",
    ...rows,
    row("all", results),
    "",
    ...missedLines(results, judged),
  ].join("\n");
}

function row(name: string, results: readonly Result[]): string {
  const count = (verdict: Result["verdict"]): number => results.filter((result) => result.verdict === verdict).length;
  const caught = broke(results).filter(isCaught).length;
  const shares = [percent(shareCaught(results)), percent(shareAlone(results))];
  const cells = [
    results.length,
    count("refused"),
    count("same"),
    count("harmless"),
    count("breaks"),
    caught,
    ...shares,
  ];
  return `| ${name} | ${cells.join(" | ")} |`;
}

function missedLines(results: readonly Result[], judged: ReadonlyMap<string, Judged>): string[] {
  const kinds = new Map<string, Result[]>();
  for (const result of broke(results)) kinds.set(result.key, [...(kinds.get(result.key) ?? []), result]);
  const missed = [...kinds]
    .map(([key, all]) => ({ key, all, missed: all.filter((result) => !isCaught(result)) }))
    .filter((kind) => kind.missed.length > 0)
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  if (missed.length === 0) return ["Nothing was missed."];
  return [
    `Missed, ${missed.length} of ${kinds.size} kinds that break something:`,
    "",
    ...missed.map(({ key, all, missed: some }) => {
      const where = [...new Set(some.map((result) => result.where))];
      const shown =
        where.length > 3 ? `${where.slice(0, 3).join(", ")} and ${where.length - 3} more` : where.join(", ");
      return `- \`${key}\` (${some.length} of ${all.length}: ${shown}). ${judged.get(key)?.breaks ?? ""}`;
    }),
  ];
}
