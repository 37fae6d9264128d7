import type { Disturbance, Station } from "./system";

/** What comes to one station: what it takes in, and what fails before. */
export interface Stream {
  readonly accepted: Float64Array;
  /** All in all; retries that are refused too are added to it while it runs. */
  refused: number;
  /** In each step where a scenario refuses something. */
  readonly refusals?: Float64Array;
}

/**
 * Divides whole requests by shares, to the request: each station keeps what is left of a request for the next step, and the
 * last takes the rest.
 */
export function divide(
  arrivals: Float64Array,
  stations: readonly Station[],
  disturbances: readonly Disturbance[],
  stepSeconds: number,
): readonly Stream[] {
  if (disturbances.length > 0) return divided(arrivals, stations, disturbances, stepSeconds);
  const key = stations.map(({ share }) => share).join(" ");
  const made = known.get(arrivals);
  if (made?.key === key) return made.streams;
  const streams = divided(arrivals, stations, disturbances, stepSeconds);
  known.set(arrivals, { key, streams });
  return streams;
}

/** The last division of a curve: services that are tried with all of it one after the other have the same. */
const known = new WeakMap<Float64Array, { readonly key: string; readonly streams: readonly Stream[] }>();

function divided(
  arrivals: Float64Array,
  stations: readonly Station[],
  disturbances: readonly Disturbance[],
  stepSeconds: number,
): readonly Stream[] {
  const accepted = stations.map(() => new Float64Array(arrivals.length));
  const carry = new Float64Array(stations.length);
  let shares = sharesAt(0, stations, disturbances, stepSeconds);
  let last = lastOf(shares);
  const changes = changeSteps(disturbances, stepSeconds);
  for (let step = 0; step < arrivals.length; step++) {
    if (changes.has(step)) {
      shares = sharesAt(step, stations, disturbances, stepSeconds);
      last = lastOf(shares);
    }
    let rest = arrivals[step] as number;
    const all = rest;
    for (let at = 0; at < stations.length; at++) {
      const share = shares[at] as number;
      if (share === 0 && at !== last) continue;
      const exact = all * share + (carry[at] as number);
      const given = at === last ? rest : Math.min(rest, Math.floor(exact + 1e-9));
      carry[at] = exact - given;
      rest -= given;
      (accepted[at] as Float64Array)[step] = given;
    }
  }
  return stations.map((station, at) => refuse(accepted[at] as Float64Array, station, disturbances, stepSeconds));
}

/** Who takes the rest: the last that has a share. Where none has, the last of all. */
const lastOf = (shares: readonly number[]): number =>
  Math.max(
    shares.findLastIndex((share) => share > 0),
    shares.every((share) => share === 0) ? shares.length - 1 : -1,
  );

/** The station with the largest share comes last, so that rounding never hits one that gets nothing. */
export const inOrder = (stations: readonly Station[]): readonly Station[] =>
  [...stations].sort((a, b) => a.share - b.share || (a.id < b.id ? -1 : 1));

const within = ({ fromSeconds, untilSeconds }: Disturbance, second: number): boolean =>
  second >= fromSeconds && second < untilSeconds;

/** Share of what comes to a station that scenarios refuse at a moment. */
export const refusedShare = (disturbances: readonly Disturbance[], id: string, second: number): number =>
  disturbances.reduce((most, each) => (within(each, second) ? Math.max(most, each.refused?.[id] ?? 0) : most), 0);

/** Shares of a step, of which all are 1 together where there are any. */
export function sharesAt(
  step: number,
  stations: readonly Station[],
  disturbances: readonly Disturbance[],
  stepSeconds: number,
): readonly number[] {
  const now = disturbances.filter((each) => within(each, step * stepSeconds));
  const shares = stations.map(({ id, share }) =>
    now.reduce((current, { shares: other }) => other?.[id] ?? current, share),
  );
  const sum = shares.reduce((total, each) => total + each, 0);
  return sum > 0 ? shares.map((each) => each / sum) : shares;
}

function changeSteps(disturbances: readonly Disturbance[], stepSeconds: number): ReadonlySet<number> {
  const at = disturbances.flatMap(({ fromSeconds, untilSeconds }) => [fromSeconds, untilSeconds]);
  return new Set(at.map((second) => Math.ceil(second / stepSeconds)));
}

function refuse(
  accepted: Float64Array,
  { id }: Station,
  disturbances: readonly Disturbance[],
  stepSeconds: number,
): Stream {
  const own = disturbances.filter(({ refused }) => (refused?.[id] ?? 0) > 0);
  if (own.length === 0) return { accepted, refused: 0 };
  const refusals = new Float64Array(accepted.length);
  let [carry, sum] = [0, 0];
  for (let step = 0; step < accepted.length; step++) {
    const share = refusedShare(own, id, step * stepSeconds);
    if (share === 0) continue;
    const came = accepted[step] as number;
    const exact = came * share + carry;
    const lost = Math.min(came, Math.floor(exact + 1e-9));
    carry = exact - lost;
    refusals[step] = lost;
    accepted[step] = came - lost;
    sum += lost;
  }
  return { accepted, refused: sum, refusals };
}
