import type { Range } from "../range";
import { YEAR } from "../rate";
import { exponential, gamma, stream, triangular } from "./random";

/** One thing that fails now and then. */
export interface Cause {
  readonly id: string;
  /** Times a year. */
  readonly perYear: number;
  /** Where the rate was counted: so many, in seconds that were looked at. Few incidents make it uncertain. */
  readonly seen?: number;
  /** Seconds of all requests failing that one costs: a range, or one of these as often as each other. */
  readonly costs: Range | readonly number[];
}

export interface Availability {
  readonly runs: number;
  readonly seed: number;
  /** Share of requests that are answered in a year, 0 to 1: the mean of all simulated years. */
  readonly mean: number;
  /** Where the mean is with 95 % confidence. */
  readonly low: number;
  readonly high: number;
  /** One year in twenty is worse; half are; one in twenty is better. */
  readonly worst: number;
  readonly median: number;
  readonly best: number;
  /** Availability of each simulated year, from the worst to the best. */
  readonly years: readonly number[];
  /** Seconds of all requests failing a year that each cause costs, on average, the most first. */
  readonly causes: readonly { readonly id: string; readonly seconds: number }[];
}

/**
 * Simulates years: each cause strikes as a Poisson process, each time at a cost of its own. What overlaps is added up, so a
 * year is no better than it looks. The same seed gives the same years; a cause that strikes more often strikes at the same
 * moments and more, so no year gets better by it.
 */
export function simulate(causes: readonly Cause[], runs: number, seed: number): Availability {
  const spent = causes.map(() => 0);
  const years = Array.from({ length: runs }, (_, run) => {
    let failed = 0;
    causes.forEach((cause, index) => {
      const seconds = yearOf(cause, stream(seed, hash(cause.id), run));
      spent[index] = (spent[index] ?? 0) + seconds;
      failed += seconds;
    });
    return 1 - Math.min(1, failed / YEAR);
  }).sort((a, b) => a - b);
  const mean = years.reduce((sum, each) => sum + each, 0) / runs;
  const spread = Math.sqrt(years.reduce((sum, each) => sum + (each - mean) ** 2, 0) / Math.max(1, runs - 1));
  // 95 % of a normal distribution lie within 1.96 standard deviations of its mean.
  const margin = (1.96 * spread) / Math.sqrt(runs);
  const at = (share: number): number => years[Math.min(runs - 1, Math.floor(share * runs))] ?? 1;
  return {
    runs,
    seed,
    mean,
    low: Math.max(0, mean - margin),
    high: Math.min(1, mean + margin),
    worst: at(0.05),
    median: at(0.5),
    best: at(0.95),
    years,
    causes: causes
      .map(({ id }, index) => ({ id, seconds: (spent[index] ?? 0) / runs }))
      .sort((a, b) => b.seconds - a.seconds),
  };
}

function yearOf({ perYear, seen, costs }: Cause, next: () => number): number {
  // What was counted n times happens at a rate of about n in that time, give or take: a gamma variate of that mean.
  const rate = seen === undefined ? perYear : perYear * (gamma(seen, next) / seen);
  let failed = 0;
  if (rate <= 0) return failed;
  for (let time = exponential(next) / rate; time < 1; time += exponential(next) / rate) failed += costOf(costs, next());
  return failed;
}

function costOf(costs: Cause["costs"], quantile: number): number {
  if ("min" in costs) return triangular(costs.min, costs.typical, costs.max, quantile);
  return costs[Math.floor(quantile * costs.length)] ?? 0;
}

/** A cause's own stream follows from its name, so that another one changes nothing about it. */
function hash(text: string): number {
  let value = 0;
  for (const sign of text) value = (Math.imul(value, 31) + (sign.codePointAt(0) ?? 0)) | 0;
  return value;
}
