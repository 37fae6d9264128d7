import type { Range } from "./range";

/** A year of 365.25 days. */
export const YEAR = 31_557_600;

/**
 * How often a year something may happen for an availability to be met if nothing else fails: the time that the objective
 * leaves, by what each costs. No failure rate has a source, so this is told instead of an availability (DECISIONS 32).
 * @param failed seconds of all requests failing that each costs
 * @returns undefined where it costs nothing however often it happens; 0 where once is too often
 */
export const largestRate = (availability: number, { typical }: Range): number | undefined =>
  typical === 0 ? undefined : ((1 - availability) * YEAR) / typical;
