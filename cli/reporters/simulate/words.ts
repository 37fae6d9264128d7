import type { Broken } from "../../../blueprints/capacity/breaker";
import type { Basis } from "../../../blueprints/capacity/fact";
import type { Limit, LimitChange } from "../../../blueprints/capacity/limits";
import type { Outcome } from "../../../blueprints/capacity/outcome";
import { firstSaturated, sumsOf } from "../../../blueprints/capacity/simulate";
import { CAUSES, type Cause } from "../../../blueprints/capacity/system";
import { groupBy } from "../../../blueprints/group-by";
import type { SimulateResult, Traffic } from "../../simulate/result";
import { placeText } from "../origin";

export const number = (value: number): string => Math.round(value).toLocaleString("en-US");

/** `9,000`, `62`, `3.1`: small rates keep a digit. */
export const rate = (rps: number): string => (rps >= 20 ? number(rps) : String(Number(rps.toFixed(1))));

/** `85 ms`, `1.2 s`, `25 s`. */
export function duration(seconds: number): string {
  if (!Number.isFinite(seconds)) return "no end";
  if (seconds < 1) return `${Math.round(seconds * 1000)} ms`;
  return seconds < 10 ? `${Number(seconds.toFixed(1))} s` : `${number(seconds)} s`;
}

/** `24 h`, `10 min`, `45 s`, `3 days`. */
export function length(seconds: number): string {
  const told = (count: number, unit: string): string => `${Number(count.toFixed(1))} ${unit}`;
  if (seconds >= 2 * 86_400) return told(seconds / 86_400, "days");
  if (seconds >= 7200) return told(seconds / 3600, "h");
  return seconds >= 120 ? told(seconds / 60, "min") : told(seconds, "s");
}

/** When something was: the file's own time in UTC, or hours, minutes and seconds since the start. */
export function moment(seconds: number, { startsAt }: Pick<Traffic, "startsAt">): string {
  if (startsAt !== undefined && startsAt > 1e8)
    return new Date((startsAt + seconds) * 1000).toISOString().slice(0, 19).replace("T", " ");
  const two = (value: number): string => String(Math.floor(value)).padStart(2, "0");
  return `${two(seconds / 3600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}`;
}

export const percent = (share: number): string => {
  if (share === 0 || share >= 0.095) return `${Math.round(share * 100)} %`;
  return share < 0.0001 ? "under 0.01 %" : `${Number((share * 100).toPrecision(2))} %`;
};

export const CAUSE_WORDS: Readonly<Record<Cause, string>> = {
  detecting: "scaling has not noticed yet, or asks for no more",
  booting: "new units still start",
  full: "all units that are allowed run",
  quota: "a quota of the account allows no more",
  connections: "the database accepts no more connections",
  store: "a store carries no more",
  broken: "units that failed their health checks are out",
  shed: "they are shed first, for what matters more",
  scenario: "the scenario took what would serve",
};

/** Reasons of what was dropped, the most first. */
export const reasons = (drops: Readonly<Record<Cause, number>>): readonly string[] =>
  CAUSES.filter((cause) => drops[cause] > 0)
    .sort((a, b) => drops[b] - drops[a])
    .map((cause) => `${number(drops[cause])} because ${CAUSE_WORDS[cause]}`);

/** Of a service of the manifest. */
export const UNSEEN = "is not simulated: nothing that is there serves it";

/** What a line that was too long did to units, or would have done. */
export function brokenWords({ atSeconds, acted, most, taken, backAtSeconds }: Broken, traffic: Traffic): string {
  const at = moment(atSeconds, traffic);
  if (!acted)
    return `from ${at} on units that answer health checks with the workers that serve would be taken out (--overload breaks)`;
  const end =
    backAtSeconds === undefined
      ? "some are out at the end (checks that wait longer, or that others than the serving workers answer, would keep them in)"
      : `all are back at ${moment(backAtSeconds, traffic)}`;
  return `units fail their health checks from ${at} on: up to ${number(most)} are out at once, ${number(taken)} times one goes, ${end}`;
}

export function basisWords(basis: Basis): string {
  switch (basis.kind) {
    case "setting":
      return basis.at === undefined ? `set: ${basis.path}` : `set: ${placeText(basis.at)}`;
    case "documented":
      return "documented";
    case "assumed":
      return "assumed";
    case "account":
      return "this account's quota";
    case "measured":
      return "measured by you";
  }
}

const changeWords = ({ path, from, to }: LimitChange): string => `${path} ${from} → ${to}`;

export const lift = ({ change, advice }: Limit): string | undefined =>
  change ? `lifted by ${changeWords(change)}` : advice;

/** Stations of a service, in the order of services. */
export const byService = (outcomes: readonly Outcome[]): readonly (readonly [string, readonly Outcome[]])[] => [
  ...groupBy(outcomes, ({ station }) => station.service),
];

/** Months of the declared growth until the peak reaches a rate; undefined where it never does. */
export function monthsUntil(rps: number, { declared }: Traffic): number | undefined {
  const { peakRps, growthPerMonth } = declared;
  return growthPerMonth <= 0 || rps <= peakRps ? undefined : Math.log(rps / peakRps) / Math.log(1 + growthPerMonth);
}

type Judged = Pick<SimulateResult, "simulation" | "carried" | "latencyP99Ms" | "traffic">;

/** What happened, in one sentence. Where each service was tried with all of the traffic, of the one that fares worst. */
export function verdict({ simulation, carried, latencyP99Ms, traffic }: Judged): string {
  const { outcomes, each, edge, channels } = simulation;
  const [name, own] = worstOf(outcomes, each);
  const { dropped, queued, drops, retried, gaveUp, pending } = sumsOf(own);
  const but = drops.scenario > 0 ? ` but ${number(drops.scenario)} that the scenario refuses` : "";
  if (carried) return `all of it is served${but}, 99 % within ${latencyP99Ms} ms in every minute`;
  const lost = dropped - drops.scenario + edge.refused;
  const messages = channels.outcomes.reduce((sum, { refused, expired }) => sum + refused + expired, 0);
  const late = own.reduce((most, { latency }) => Math.max(most, latency.minutesOver), 0);
  const first = firstSaturated(outcomes);
  const told = [
    ...(lost > 0 ? [`${number(lost)} ${retried > 0 ? "tries" : "requests"} are dropped`] : []),
    ...(gaveUp > 0 ? [`${number(gaveUp)} clients give up`] : []),
    ...(pending > 0 ? [`${number(pending)} wait to try again at the end`] : []),
    ...(queued > 0 ? [`${number(queued)} still wait at the end`] : []),
    ...(messages > 0 ? [`${number(messages)} messages are lost`] : []),
    ...(late > 0
      ? [`more than 1 % take longer than ${latencyP99Ms} ms in ${late} ${late === 1 ? "minute" : "minutes"}`]
      : []),
  ];
  const who = name === undefined ? "" : `${name}: `;
  const where = first
    ? `; ${first.station.service} in ${first.station.region} is full first, at ${moment(first.saturation?.atSeconds ?? 0, traffic)}`
    : "";
  return `${who}${told.join(", ")}${where}`;
}

/** All outcomes, or those of the service that loses most. */
function worstOf(outcomes: readonly Outcome[], each: boolean): readonly [string | undefined, readonly Outcome[]] {
  if (!each) return [undefined, outcomes];
  const badness = ([, own]: readonly [string, readonly Outcome[]]): readonly number[] => {
    const { dropped, queued } = sumsOf(own);
    return [dropped + queued, own.reduce((sum, { latency }) => sum + latency.minutesOver, 0)];
  };
  const [worst] = [...byService(outcomes)].sort((a, b) => {
    const [[lost = 0, late = 0], [otherLost = 0, otherLate = 0]] = [badness(a), badness(b)];
    return otherLost - lost || otherLate - late;
  });
  return worst ?? [undefined, outcomes];
}
