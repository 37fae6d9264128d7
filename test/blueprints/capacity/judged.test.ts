import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Check } from "../../../blueprints/capacity/check";
import type { Outcome } from "../../../blueprints/capacity/outcome";
import { run } from "../../../blueprints/capacity/run";
import type { Disturbance, Station } from "../../../blueprints/capacity/system";
import capacity from "../../../blueprints/facts/capacity.json";
import recovery from "../../../blueprints/facts/recovery.json";
import { TARGET_UTILISATION } from "../../../blueprints/manifest/derive";
import judged from "./judged.json";
import { curve, FIXED, station } from "./systems";

jest.setTimeout(120_000);

type Case = (typeof judged.cases)[number];
interface Range {
  readonly min: number;
  readonly typical: number;
  readonly max: number;
}

const UNIT_RPS = 1000;
const patienceSeconds = capacity.numbers.patience.value;

function outcomeOf(
  one: Station,
  traffic: ReturnType<typeof curve>,
  disturbances: readonly Disturbance[] = [],
): Outcome {
  const breaks = one.check !== undefined;
  const [outcome] = run({ stations: [one], stores: [] }, traffic, { objectiveSeconds: 1, disturbances, breaks });
  if (!outcome) throw new Error("no outcome");
  return outcome;
}

const spread = (values: readonly number[], typical: number): Range => ({
  min: Math.min(...values),
  typical,
  max: Math.max(...values),
});

/** Health checks with the least, the usual or the most that a target group may be set to, before units that are replaced. */
const checkOf = (at: 0 | 1 | 2, backSeconds: number): Check => {
  const of = (name: "interval" | "unhealthyThreshold" | "timeout"): number =>
    recovery.ranges[`targets.${name}`][at] ?? 0;
  return {
    intervalSeconds: of("interval"),
    failures: of("unhealthyThreshold"),
    timeoutSeconds: of("timeout"),
    backSeconds,
    failsOpen: false,
  };
};

/** A pool that carries its usual peak, with what a target keeps back or nothing, under a multiple of it for an hour. */
function surge(
  each: { typicalPeakRps: number; times: number; breaks: boolean },
  of: (outcome: Outcome) => number,
): Range {
  const { min, typical, max } = recovery.times.launchInstance;
  const tried = (boot: number, utilisation: number, at: 0 | 1 | 2 = 1): number => {
    const least = Math.ceil(each.typicalPeakRps / UNIT_RPS / utilisation);
    const scaling = {
      ...FIXED(least),
      most: 100 * least,
      target: { rps: TARGET_UTILISATION * UNIT_RPS, utilisation: TARGET_UTILISATION },
      outPeriods: capacity.numbers.trackingOut.value,
      inPeriods: capacity.numbers.trackingIn.value,
      bootSeconds: boot,
    };
    const traffic = curve(7200, (t) => each.typicalPeakRps * (t < 600 ? 1 : each.times));
    const check = each.breaks && { check: checkOf(at, boot) };
    return of(outcomeOf(station({ scaling, unitRps: UNIT_RPS, patienceSeconds, ...check }), traffic)) - 600;
  };
  const checks = each.breaks ? ([0, 1, 2] as const) : ([1] as const);
  const ends = [min, max].flatMap((boot) =>
    checks.flatMap((at) => [tried(boot, 1, at), tried(boot, TARGET_UTILISATION, at)]),
  );
  return spread(ends, tried(typical, TARGET_UTILISATION));
}

/** One line that nobody works on until the longest wait is as long as it was, and that is gone when it was. */
function backlog({ lastsSeconds, longestSeconds }: { lastsSeconds: number; longestSeconds: number }): Range {
  const rps = 100;
  const unitRps = (rps * lastsSeconds) / (lastsSeconds - longestSeconds);
  const stopped = [{ fromSeconds: 0, untilSeconds: longestSeconds, unitsLeft: { web: 0 } }];
  const { meanWaitSeconds } = outcomeOf(
    station({ unitRps }),
    curve(lastsSeconds, () => rps),
    stopped,
  );
  return spread([meanWaitSeconds], meanWaitSeconds);
}

/**
 * Share that is answered where a part of the usual traffic grows so many times, whatever part it is: of all, or where that part
 * is shed first, of it or of the others.
 */
function mixture({ times, sheds }: { times: number; sheds: string | undefined }): Range {
  const tried = (part: number, utilisation: number): number => {
    const traffic = curve(3600, () => 1000 * (1 - part + times * part));
    const share = (times * part) / (1 - part + times * part);
    const shedding = sheds === undefined ? {} : { sheds: share };
    const outcome = outcomeOf(station({ unitRps: 1000 / utilisation, patienceSeconds, ...shedding }), traffic);
    const { served, came, dropped, shed = { may: 0, shed: 0 } } = outcome;
    if (sheds === undefined) return served / came;
    if (sheds === "those") return 1 - shed.shed / shed.may;
    return 1 - (dropped - shed.shed) / (came - shed.may);
  };
  const ends = [0.1, 0.9].flatMap((part) => [tried(part, 1), tried(part, TARGET_UTILISATION)]);
  return spread(ends, tried(0.5, TARGET_UTILISATION));
}

function predicted({ system, asked }: Case): Range {
  const { kind, typicalPeakRps = 0, times = 0, lastsSeconds = 0, longestSeconds = 0, breaks = false, sheds } = system;
  if (kind === "backlog") return backlog({ lastsSeconds, longestSeconds });
  if (kind === "mixture") return mixture({ times, sheds });
  return surge({ typicalPeakRps, times, breaks }, ({ saturation }) =>
    asked.includes("full") ? (saturation?.atSeconds ?? 0) : (saturation?.drainedAtSeconds ?? Number.POSITIVE_INFINITY),
  );
}

/** A hit: what was seen and the model's range have something in common. */
function verdict({ seen }: Case, { min, max }: Range): "hit" | "miss" {
  const [least = 0, most = least] = seen;
  return most >= min && least <= max ? "hit" : "miss";
}

const words = (value: number, unit: string): string => {
  if (unit === "share") return `${Math.round(value * 1000) / 10} %`;
  if (!Number.isFinite(value)) return "no end";
  return value < 120 ? `${Math.round(value)} s` : `${Math.round(value / 60)} min`;
};

const range = (least: number, most: number, unit: string): string =>
  words(least, unit) === words(most, unit) ? words(least, unit) : `${words(least, unit)} to ${words(most, unit)}`;

function table(): string {
  const rows = judged.cases.map((each) => {
    const found = predicted(each);
    const [least = 0, most = least] = each.seen;
    const said = `${words(found.typical, each.unit)}${found.min === found.max ? "" : ` (${range(found.min, found.max, each.unit)})`}`;
    return `| [${each.id}](${each.source}) | ${each.asked} | ${range(least, most, each.unit)} | ${said} | ${verdict(each, found)} | ${each.why} |`;
  });
  const hits = judged.cases.filter((each) => verdict(each, predicted(each)) === "hit").length;
  return [
    `${hits} of ${judged.cases.length} are within the range.`,
    "",
    "| what happened | asked | seen | the model says | | because |",
    "|---|---|---|---|---|---|",
    ...rows,
  ].join("\n");
}

const MARKED = /(<!-- judged -->\n)([\s\S]*?)(\n<!-- \/judged -->)/;

test("docs/capacity.md publishes what the model says of each case, hits and misses", () => {
  const file = join(__dirname, "../../../docs/capacity.md");
  const page = readFileSync(file, "utf8");
  // `UPDATE_GOLDEN=1` writes it anew: read the difference before it is committed.
  if (process.env.UPDATE_GOLDEN)
    writeFileSync(
      file,
      page.replace(MARKED, (_all, open: string, _old: string, close: string) => `${open}${table()}${close}`),
    );
  expect(MARKED.exec(readFileSync(file, "utf8"))?.[2]).toBe(table());
});

test("no number of the model comes from a source that it is judged by", () => {
  const text = JSON.stringify([capacity, recovery]);
  for (const { source } of judged.cases) expect(text).not.toContain(source);
});

test("there are misses, and a miss is seen as one on either side", () => {
  const [first] = judged.cases;
  if (!first) throw new Error("no case");
  const verdicts = [
    [20, 40],
    [5, 10],
    [50, 60],
    [35, 90],
  ].map((seen) => verdict({ ...first, seen } as Case, { min: 20, typical: 30, max: 40 }));
  expect(verdicts).toEqual(["hit", "miss", "miss", "hit"]);
  expect(judged.cases.some((each) => verdict(each, predicted(each)) === "miss")).toBe(true);
});
