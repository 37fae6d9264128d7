import type { Curve } from "./traffic/curve";

/** What the CDN did with the traffic of visitors. `came` = `answered` + `passed` + `refused`, to the request. */
export interface Edge {
  readonly came: number;
  /** Answered from the cache. */
  readonly answered: number;
  readonly passed: number;
  /** Beyond the quota. */
  readonly refused: number;
  /** The first step beyond the quota. */
  readonly over?: { readonly atSeconds: number; readonly demandRps: number };
}

/**
 * Takes away what a cache answers and what a quota refuses; whole requests, divided as everywhere.
 * @param hitRatio share that the cache answers, 0 to 1
 * @param quotaRps requests a second that the distribution takes; undefined for no limit that is known
 */
export function throughEdge(
  curve: Curve,
  hitRatio: number,
  quotaRps?: number,
): { readonly edge: Edge; readonly curve: Curve } {
  const { arrivals, stepSeconds } = curve;
  if (hitRatio === 0 && quotaRps === undefined) {
    const came = arrivals.reduce((sum, each) => sum + each, 0);
    return { edge: { came, answered: 0, passed: came, refused: 0 }, curve };
  }
  const most = quotaRps === undefined ? Number.POSITIVE_INFINITY : Math.floor(quotaRps * stepSeconds);
  const passed = new Float64Array(arrivals.length);
  const sums = { came: 0, taken: 0, passed: 0 };
  let over: Edge["over"];
  for (let step = 0; step < arrivals.length; step++) {
    const came = arrivals[step] as number;
    const taken = Math.min(came, most);
    if (taken < came) over ??= { atSeconds: step * stepSeconds, demandRps: came / stepSeconds };
    sums.came += came;
    sums.taken += taken;
    const until = Math.round(sums.taken * (1 - hitRatio));
    passed[step] = until - sums.passed;
    sums.passed = until;
  }
  return {
    edge: {
      came: sums.came,
      answered: sums.taken - sums.passed,
      passed: sums.passed,
      refused: sums.came - sums.taken,
      ...(over && { over }),
    },
    curve: { ...curve, arrivals: passed },
  };
}
