import { clean } from "../../../blueprints/problems/format";
import type { ServiceCurve } from "../../../blueprints/recovery/by-service";
import { isEndless, type Range } from "../../../blueprints/recovery/range";
import type { ServiceProof } from "../../../blueprints/recovery/services";
import type { Step } from "../../../blueprints/recovery/step";
import type { UserPoint } from "../../../blueprints/recovery/users";
import type { Verdict } from "../../../blueprints/recovery/verdict";
import type { Setting } from "../../../blueprints/topology/topology";
import { namesOf } from "../../audit/state";
import type { PricedChoice, ProveResult } from "../../prove/result";
import { usd as dollars } from "../cost/numbers";

/** `28 s`, `1 min 38 s`, `18 min`, `14 h 32 min`. */
export function time(seconds: number): string {
  if (seconds === Number.POSITIVE_INFINITY) return "unbounded";
  const whole = Math.round(seconds);
  if (whole < 90) return `${whole} s`;
  const [minutes, rest] = [Math.floor(whole / 60), whole % 60];
  if (whole < 600 && rest > 0) return `${minutes} min ${rest} s`;
  const rounded = Math.round(whole / 60);
  if (rounded < 90) return `${rounded} min`;
  return rounded % 60 === 0 ? `${rounded / 60} h` : `${Math.floor(rounded / 60)} h ${rounded % 60} min`;
}

/** The typical time; with the range behind it where there is one. */
export function range(each: Range): string {
  if (isEndless(each) || each.min === each.max) return time(each.typical);
  return `${time(each.typical)} (${time(each.min)} to ${time(each.max)})`;
}

export const percent = (share: number): string =>
  share > 0 && share < 0.01 ? "under 1 %" : `${Math.round(share * 100)} %`;
/** `3,400`, `12`, `0.7`, `never`: how often a year. */
export function rate(each: number | undefined): string {
  if (each === undefined) return "any";
  if (each === 0) return "never";
  return each >= 10 ? number(each) : String(Number(each.toPrecision(each < 1 ? 1 : 2)));
}

export const number = (value: number): string => Math.round(value).toLocaleString("en-US");

/** Where a setting's value comes from. */
export function origin({ source, origin: by, resource }: Setting): string {
  if (source && "file" in source && source.line > 0) return `${source.file}:${source.line}`;
  if (source && "default" in source) return `${source.default}, tier ${source.tier}`;
  return by === "default" ? `default of the cloud for ${resource}` : resource;
}

/** `healthCheck.requestInterval` as people say it: `health check interval`. */
export const spoken = ({ setting }: Pick<Setting, "setting">): string => SPOKEN[setting] ?? setting;
const SPOKEN: Readonly<Record<string, string>> = {
  "healthCheck.requestInterval": "health check interval",
  "healthCheck.failureThreshold": "health check threshold",
  "healthCheck.limit": "probe limit",
  "alias.ttl": "TTL of an alias",
  "record.ttl": "TTL of the record",
  "cloudflareBalancer.ttl": "TTL of the load balancer",
  "monitor.interval": "monitor interval",
  "monitor.retries": "monitor retries",
  "monitor.timeout": "monitor timeout",
  "targets.interval": "target check interval",
  "targets.unhealthyThreshold": "target check threshold",
  "targets.timeout": "target check timeout",
  "targets.deregistrationDelay": "deregistration delay",
  "readiness.periodSeconds": "readiness period",
  "readiness.failureThreshold": "readiness threshold",
  "readiness.timeoutSeconds": "readiness timeout",
  "distribution.connectionAttempts": "tries of the CDN",
  "alarm.period": "alarm period",
  "alarm.evaluationPeriods": "alarm periods",
  "alarm.datapointsToAlarm": "alarm datapoints",
  "queue.visibilityTimeoutSeconds": "visibility timeout",
  "queue.maxReceiveCount": "receives",
  "queue.messageRetentionSeconds": "retention",
};

/** `shop production, tier global`, or what was read. */
export const headOf = ({ project, environment, tier, inputs }: ProveResult): string =>
  [
    [clean(project), ...(environment === undefined ? [] : [clean(environment)])].join(" "),
    ...(inputs && environment !== undefined ? [`as ${clean(namesOf(inputs))} has it`] : []),
    ...(tier === undefined || inputs ? [] : [`tier ${tier}`]),
  ].join(", ");

/** `40 % of requests fail until 5 min 58 s, 10 % until 18 min`: what users see, if it strikes at the peak. */
export function usersWords(users: readonly UserPoint[]): string {
  const spells = users.flatMap(({ share }, index) => {
    const until = users[index + 1]?.fromSeconds;
    if (share === 0) return [];
    return [{ share: percent(share), until: until === undefined ? "as long as it lasts" : `until ${time(until)}` }];
  });
  return spells
    .filter(({ until }, index) => until !== spells[index - 1]?.until)
    .map(({ share, until }, index) => (index === 0 ? `${share} of requests fail ${until}` : `${share} ${until}`))
    .join(", ");
}

/** `web: 40 % of its requests fail until 5 min 58 s`. */
export const curveWords = ({ service, users }: ServiceCurve): string =>
  `${clean(service)}: ${usersWords(users).replace("of requests", "of its requests")}`;

/** A service with objectives of its own: what it suffers, and whether that is what it promises. */
export function serviceWords({ service, objectives, rto, rpo, verdict }: ServiceProof): string {
  const { rtoSeconds, rpoSeconds } = objectives;
  const promised = [
    ...(rtoSeconds === undefined ? [] : [`back within ${time(rtoSeconds)}`]),
    ...(rpoSeconds === undefined ? [] : [`at most ${time(rpoSeconds)} lost`]),
  ].join(", ");
  const loses = rpo.max === 0 ? "loses nothing" : `may lose ${range(rpo)}`;
  return `${clean(service)} is back after ${range(rto)} and ${loses}; its own objectives (${promised}): ${VERDICTS[verdict]}`;
}

const VERDICTS: Readonly<Record<Verdict, string>> = {
  met: "met",
  risk: "at worst missed",
  missed: "missed",
  told: "none",
};

/** What a step's seconds rest on, in a few words. */
/** @param whole with where each setting is written */
export function basisWords({ basis }: Step, whole = false): string {
  const set = (each: Setting): string =>
    `${spoken(each)} ${each.value ?? "?"}${whole ? ` (${clean(origin(each))})` : ""}`;
  switch (basis.kind) {
    case "setting":
      return `set: ${basis.settings.map(set).join(", ")}`;
    case "documented":
      return "documented";
    case "assumed":
      return "assumed";
    case "measured":
      return `measured: ${basis.said}`;
    case "none":
      return "no end of its own";
  }
}

/** Choices that people see of those that suffice; the others stand in JSON. */
export const SHOWN_CHOICES = 3;

/** `meets the objectives with data.orders.replicas 0 → 1, for $190 a month more`. */
export function choiceWords({ changes, usd, unpriced }: PricedChoice): string {
  const what = changes.map(({ path, from, to }) => `${path} ${from} → ${to}`).join(", ");
  const more = unpriced > 0 ? " and more, since not all of it has a known price" : "";
  const price = Math.abs(usd) < 0.005 && more === "" ? "at no cost" : `for $${dollars(usd)} a month more${more}`;
  return `meets the objectives with ${what}, ${price}`;
}
