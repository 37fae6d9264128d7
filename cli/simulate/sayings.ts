import type { Sayings } from "../../blueprints/capacity/draw";
import { SCENARIO_IDS } from "../../blueprints/capacity/scenario-ids";
import type { ScenarioInput } from "../../blueprints/capacity/struck";
import type { Manifest } from "../../blueprints/manifest/manifest";
import { durationSeconds, percent, requestsPerSecond } from "../../blueprints/manifest/units";
import { nearest } from "../../blueprints/problems/nearest";
import { demandKnown } from "../prove/known";
import { asked } from "./traffic";

/** Flags that say what the manifest does not. */
export interface SayingFlags {
  readonly split?: readonly string[];
  readonly mix?: readonly string[];
  readonly measured?: readonly string[];
  readonly skew?: readonly string[];
  readonly sends?: readonly string[];
  readonly work?: readonly string[];
  readonly workers?: readonly string[];
  readonly fails?: readonly string[];
  readonly shed?: readonly string[];
  readonly "service-time"?: readonly string[];
  readonly "hit-ratio"?: string;
  readonly scenario?: string;
  readonly place?: string;
  readonly at?: string;
  readonly for?: string;
}

/** @throws ScalekitError SK9007 */
export function sayingsOf(flags: SayingFlags, manifest: Manifest): Sayings {
  const services = Object.keys(manifest.services);
  const regions = [manifest.regions.primary, ...manifest.regions.secondaries];
  const stores = [...Object.keys(manifest.data), ...(manifest.sessions ? ["sessions"] : [])];
  const split = pairs("split", flags.split, services, percent, "web=70%");
  const mix = pairs("mix", flags.mix, regions, percent, `${regions[0]}=60%`);
  const measured = pairs("measured", flags.measured, stores, requestsPerSecond, "orders=4000rps");
  const skew = pairs("skew", flags.skew, undefined, percent, "sessions=10%");
  const sends = pairs("sends", flags.sends, undefined, perRequest, "jobs=20%");
  const work = pairs("work", flags.work, undefined, durationSeconds, "jobs=120ms");
  const workers = pairs("workers", flags.workers, undefined, count, "jobs=40");
  const fails = pairs("fails", flags.fails, undefined, percent, "jobs=5%");
  const shed = pairs("shed", flags.shed, services, percent, "web=30%");
  const times = pairs("service-time", flags["service-time"], services, durationSeconds, "web=120ms");
  return {
    ...(split && { split: whole("split", split) }),
    ...(mix && { mix: whole("mix", mix) }),
    ...(measured && { measured }),
    ...(skew && { skew: noMoreThanAll("skew", skew) }),
    ...(sends && { sends }),
    ...(work && { workSeconds: work }),
    ...(workers && { workers }),
    ...(shed && { shed: noMoreThanAll("shed", shed) }),
    ...(fails && { fails: noMoreThanAll("fails", fails) }),
    ...(times && { serviceSeconds: times }),
  };
}

/** Messages of a request: `20%` of requests send one, `3` are sent by each. */
const perRequest = (text: string): number | undefined =>
  percent(text) ?? (/^\d+(\.\d+)?$/.test(text) ? Number(text) : undefined);

const count = (text: string): number | undefined => (/^\d{1,7}$/.test(text) ? Number(text) : undefined);

/** `a=1,b=2`, once or several times. @param names those that there are; undefined where they are looked up later */
function pairs(
  flag: string,
  texts: readonly string[] | undefined,
  names: readonly string[] | undefined,
  read: (text: string) => number | undefined,
  example: string,
): Readonly<Record<string, number>> | undefined {
  if (texts === undefined) return undefined;
  const found = new Map<string, number>();
  for (const text of texts.flatMap((each) => each.split(","))) {
    const [name = "", value = ""] = text.split("=").map((part) => part.trim());
    if (names && !names.includes(name)) {
      const near = nearest(name, names);
      throw asked(
        `--${flag} names ${name.slice(0, 80) || "nothing"}, which the manifest does not have`,
        names.length > 0 ? `one of ${names.join(", ")}` : "nothing: the manifest has none",
        near === undefined ? `write for example --${flag} ${example}` : `did you mean ${near}?`,
      );
    }
    const number = read(value);
    if (number === undefined || number < 0)
      throw asked(
        `--${flag} ${text.slice(0, 80)} has no value that fits`,
        `NAME=VALUE such as ${example}`,
        `write for example --${flag} ${example}`,
      );
    found.set(name, number);
  }
  return Object.fromEntries(found);
}

/** Shares of different things, each of which is at the most all of it. */
function noMoreThanAll(flag: string, shares: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  const beyond = Object.entries(shares).find(([, share]) => share > 1);
  if (beyond)
    throw asked(`--${flag} ${beyond[0]} is more than all of it`, "0% to 100%", `write --${flag} ${beyond[0]}=10%`);
  return shares;
}

/** Shares that are meant to be all there is. */
function whole(flag: string, shares: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  const sum = Object.values(shares).reduce((total, each) => total + each, 0);
  if (Math.abs(sum - 1) > 1e-6)
    throw asked(
      `the shares of --${flag} are ${Number((sum * 100).toFixed(2))} % together`,
      "100 %",
      "name all of them, with shares that add up",
    );
  return Object.fromEntries(Object.entries(shares).map(([name, share]) => [name, share / sum]));
}

/** @throws ScalekitError SK9007 */
export function hitRatioOf({ "hit-ratio": text }: SayingFlags): number {
  if (text === undefined) return 0;
  const share = percent(text);
  if (share === undefined || share < 0 || share > 0.9999)
    throw asked(`--hit-ratio ${text.slice(0, 80)} is no share`, "0% to 99.99%", "write for example --hit-ratio 30%");
  return share;
}

/**
 * @param seconds how long the traffic lasts
 * @param own names of scenarios that the team wrote down itself
 * @throws ScalekitError SK9005, SK9007
 */
export function scenarioOf(
  flags: SayingFlags,
  seconds: number,
  own: readonly string[] = [],
): ScenarioInput | undefined {
  const { scenario, place, at, for: length } = flags;
  if (scenario === undefined) {
    if (place ?? at ?? length)
      throw asked(
        "--place, --at and --for are about a scenario",
        `--scenario ${SCENARIO_IDS.join(" or ")}`,
        "add --scenario",
      );
    return undefined;
  }
  const atSeconds = at === undefined ? seconds / 2 : timeOf("at", at);
  if (atSeconds >= seconds)
    throw asked(`--at ${at} is after the end of the traffic`, `less than ${seconds} s`, "take an earlier time");
  return {
    id: demandKnown(scenario, [...SCENARIO_IDS, ...own], "simulate"),
    ...(place !== undefined && { place }),
    atSeconds,
    forSeconds: length === undefined ? Number.POSITIVE_INFINITY : timeOf("for", length),
  };
}

function timeOf(flag: string, text: string): number {
  const seconds = durationSeconds(text);
  if (seconds !== undefined) return seconds;
  throw asked(`--${flag} ${text.slice(0, 80)} is no time`, "a number with a unit", `write for example --${flag} 12h`);
}
