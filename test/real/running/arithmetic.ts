import type { Range } from "../../../blueprints/recovery/range";

/** How far a measurement is from what was predicted, as a share of the measurement: 0.1 where 110 was said and 100 seen. */
export const errorOf = (predicted: number, measured: number): number => (predicted - measured) / measured;

/** @throws RangeError for no values: there is no middle of nothing */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low, high] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  if (low === undefined || high === undefined) throw new RangeError("no values");
  return (low + high) / 2;
}

/** Median of the errors' sizes: misses to both sides do not cancel out. */
export const medianError = (errors: readonly number[]): number => median(errors.map(Math.abs));

/** @param step how fine the measurement is, in seconds: what is nearer to an end than this cannot be told from it */
export const within = (seconds: number, { min, max }: Range, step = 0): boolean =>
  seconds >= min - step && seconds <= max + step;

/** One request of a client that asks again and again, in seconds since something. */
export interface Try {
  readonly at: number;
  readonly ok: boolean;
}

/**
 * Seconds from a strike until whoever asks is served again: when the first of those tries began after which none fails.
 * @returns undefined where the last try failed, and where none came after the strike
 */
export function recoveredAfter(strike: number, tries: readonly Try[]): number | undefined {
  const after = tries.filter(({ at }) => at >= strike).sort((a, b) => a.at - b.at);
  const lastBad = after.findLastIndex(({ ok }) => !ok);
  if (lastBad === -1) return after.length > 0 ? 0 : undefined;
  const good = after[lastBad + 1];
  return good && good.at - strike;
}

/** Columns under their heads, numbers as they are handed: for people. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, at) => Math.max(title.length, ...rows.map((row) => (row[at] ?? "").length)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join("  ")
      .trimEnd();
  return [head, ...rows].map(line).join("\n");
}

export const percentText = (share: number): string => `${(share * 100).toFixed(1)} %`;
