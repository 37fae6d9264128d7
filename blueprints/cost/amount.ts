import type { Band } from "./price-book";

/** What a month is when it is billed by the hour: 365 days / 12, as the AWS calculator has it. */
export const HOURS_A_MONTH = 730;
export const SECONDS_A_MONTH = HOURS_A_MONTH * 3600;

/** A number at three loads: no traffic at all, the steady rate, and the peak all month with every group at its maximum. */
export interface Range {
  readonly min: number;
  readonly expected: number;
  readonly max: number;
}

export const LOADS = ["min", "expected", "max"] as const;

export const fixed = (value: number): Range => ({ min: value, expected: value, max: value });

export const times = (range: Range, factor: number): Range => mapRange(range, (value) => value * factor);

export const product = (one: Range, other: Range): Range => ({
  min: one.min * other.min,
  expected: one.expected * other.expected,
  max: one.max * other.max,
});

export const mapRange = (range: Range, change: (value: number) => number): Range => ({
  min: change(range.min),
  expected: change(range.expected),
  max: change(range.max),
});

/** US dollars for a quantity: each band's price holds for what lies in the band. */
export function usdOf(quantity: number, bands: readonly Band[]): number {
  let below = 0;
  let usd = 0;
  for (const band of bands) {
    const upTo = band.upTo ?? Number.POSITIVE_INFINITY;
    usd += Math.max(0, Math.min(quantity, upTo) - below) * band.usd;
    below = upTo;
  }
  return money(usd);
}

const MICROS = 1e6;

/** Money is counted in whole millionths of a dollar, so that sums do not depend on their order. */
export const money = (usd: number): number => Math.round(usd * MICROS) / MICROS;

export function sum(ranges: Iterable<Range>): Range {
  const micros = { min: 0, expected: 0, max: 0 };
  for (const range of ranges) for (const load of LOADS) micros[load] += Math.round(range[load] * MICROS);
  return mapRange(micros, (value) => value / MICROS);
}
