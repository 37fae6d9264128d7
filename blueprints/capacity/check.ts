import type { Pool } from "../topology/topology";

/** Health checks that a unit answers with the same workers as requests, so that they wait behind its part of the line. */
export interface Check {
  readonly intervalSeconds: number;
  /** In a row, until a unit is taken out. */
  readonly failures: number;
  readonly timeoutSeconds: number;
  /** From when a unit is taken out until it serves again: another boots, or it passes its checks once it has nothing to do. */
  readonly backSeconds: number;
  /** Where all are taken out, all get requests again: what a load balancer does, as long as its units are not ended. */
  readonly failsOpen: boolean;
}

/** Seconds. No cloud's check takes a day to find a unit that fails; one that a state says does takes nothing out within what is simulated, and no memory. */
const LONGEST_SECONDS = 86_400;

/**
 * The health check of a pool as its resources say it.
 * @param bootSeconds how long a unit boots that comes in the place of another
 * @returns undefined where nothing checks, where a number is not known or makes no check, and where something else than the workers answers
 */
export function checkOf({ probe, replaces = false }: Pool, bootSeconds: number): Check | undefined {
  if (!probe?.byWorkers) return undefined;
  const [interval, failures, timeout] = [probe.interval.value, probe.threshold.value, probe.timeout?.value];
  const passes = probe.passes?.value;
  if (interval === undefined || failures === undefined || timeout === undefined || passes === undefined)
    return undefined;
  const isCheck = interval > 0 && failures > 0 && timeout > 0 && passes > 0 && interval * failures <= LONGEST_SECONDS;
  if (!isCheck) return undefined;
  return {
    intervalSeconds: interval,
    failures,
    timeoutSeconds: timeout,
    backSeconds: replaces ? bootSeconds : passes * interval,
    failsOpen: probe.by === "balancer" && !replaces,
  };
}
