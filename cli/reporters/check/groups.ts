import { groupBy } from "../../../blueprints/group-by";
import type { Finding } from "../../../policies/finding";

/** Findings that say the same of several resources, such as one default in three regions: shown once. */
export interface Group {
  readonly first: Finding;
  readonly findings: readonly Finding[];
}

export const groupsOf = (findings: readonly Finding[]): Group[] =>
  grouped(findings, ({ rule, status, message, level, source }) =>
    JSON.stringify([rule, status, message, level, source ?? null]),
  ).flatMap((all) => {
    const [first] = all;
    return first ? [{ first, findings: all }] : [];
  });

/** Findings of one rule and weight together, in the order of the first of each. */
export const byRule = (findings: readonly Finding[]): Finding[][] => [
  ...groupBy(findings, ({ rule, blocks }) => `${rule} ${blocks}`).values(),
];

/** One missing value can leave many rules without an answer: unknowns are grouped by what could not be seen. */
export const causesOf = (
  findings: readonly Finding[],
): { readonly cause: string; readonly findings: readonly Finding[] }[] =>
  [...groupBy(findings, ({ message }) => message)].map(([cause, all]) => ({ cause, findings: all }));

/** Items with one key together, as lists. */
export const grouped = <T>(items: readonly T[], keyOf: (item: T) => string): T[][] => [
  ...groupBy(items, keyOf).values(),
];

export const plural = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;
