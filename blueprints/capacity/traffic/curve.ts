/** Traffic over time, in whole requests: what a run counts is exact. */
export interface Curve {
  readonly stepSeconds: number;
  /** Requests that arrive in each step. */
  readonly arrivals: Float64Array;
  /** A forecast from earlier days could know it: predictive scaling sees it coming. */
  readonly foreseeable: boolean;
  /** Where it comes from, in words. */
  readonly about: string;
  /** Steps of the file that were not there and count as none. */
  readonly gaps?: number;
  /** Unix time of the first step in seconds, where the file has times. */
  readonly startsAt?: number;
}

/** Requests a second at a time in seconds since the start. */
export type Rate = (second: number) => number;

/** Whole requests of a rate: each step takes the rate at its middle, and what is left of a request goes to the next. */
export function curveOf(
  rate: Rate,
  seconds: number,
  stepSeconds: number,
  more: Pick<Curve, "about" | "foreseeable">,
): Curve {
  const arrivals = new Float64Array(Math.max(1, Math.round(seconds / stepSeconds)));
  let sum = 0;
  let counted = 0;
  for (let step = 0; step < arrivals.length; step++) {
    sum += Math.max(0, rate((step + 0.5) * stepSeconds)) * stepSeconds;
    const until = Math.round(sum);
    arrivals[step] = until - counted;
    counted = until;
  }
  return { stepSeconds, arrivals, ...more };
}

/** So many times the traffic; the sum is the sum times the factor, rounded once. */
export function timesCurve(curve: Curve, factor: number): Curve {
  const arrivals = new Float64Array(curve.arrivals.length);
  let sum = 0;
  let counted = 0;
  for (let step = 0; step < arrivals.length; step++) {
    sum += curve.arrivals[step] as number;
    const until = Math.round(sum * factor);
    arrivals[step] = until - counted;
    counted = until;
  }
  return { ...curve, arrivals };
}

export const totalOf = ({ arrivals }: Curve): number => arrivals.reduce((sum, each) => sum + each, 0);

/** Requests a second in the busiest minute (or step, where that is longer): single steps are whole requests. */
export function peakOf({ arrivals, stepSeconds }: Curve): number {
  const width = Math.min(arrivals.length, Math.max(1, Math.round(60 / stepSeconds)));
  let sum = 0;
  let most = 0;
  for (let step = 0; step < arrivals.length; step++) {
    sum += arrivals[step] as number;
    if (step >= width) sum -= arrivals[step - width] as number;
    if (step >= width - 1) most = Math.max(most, sum);
  }
  return most / (width * stepSeconds);
}

export const secondsOf = ({ arrivals, stepSeconds }: Pick<Curve, "arrivals" | "stepSeconds">): number =>
  arrivals.length * stepSeconds;
