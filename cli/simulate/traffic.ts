import { resolve } from "node:path";
import { type Curve, timesCurve } from "../../blueprints/capacity/traffic/curve";
import {
  between,
  pointInTime,
  readSeries,
  type Series,
  seriesCurve,
  seriesPeak,
  seriesSeconds,
} from "../../blueprints/capacity/traffic/series";
import { type Shape, shaped, shapeSeconds } from "../../blueprints/capacity/traffic/shapes";
import type { Manifest } from "../../blueprints/manifest/manifest";
import { durationSeconds, requestsPerSecond } from "../../blueprints/manifest/units";
import { ScalekitError } from "../../blueprints/problems/problem";
import { readRegularFile } from "../../stacks/regular-file";

/** Flags that say what traffic comes. */
export interface TrafficFlags {
  readonly traffic?: string;
  readonly unit?: "count" | "rps";
  readonly from?: string;
  readonly until?: string;
  readonly peak?: string;
  readonly shape?: Shape;
  readonly times?: number;
  readonly months?: number;
  readonly step?: string;
}

/** Far above a year of minutes. */
const MOST_BYTES = 64 * 1024 * 1024;
/** Steps that a run may have. */
const MOST_STEPS = 2_000_000;
/** Steps that a run has of itself: a week of seconds. */
const OWN_STEPS = 604_800;
const STEPS = [1, 2, 5, 10, 15, 30, 60, 300, 900, 3600] as const;
const LARGEST = 10_000;

/** The curve that flags ask for. @throws ScalekitError SK9008, SK9007 */
export function curveFor(flags: TrafficFlags, manifest: Manifest, cwd: string): Curve {
  const growth = growthOf(flags, manifest);
  const times = flags.times ?? 1;
  if (!(times > 0 && times <= LARGEST))
    throw asked(`--times ${times} is no factor`, `a number above 0, up to ${LARGEST}`, "write for example --times 10");
  return flags.traffic === undefined
    ? shapedCurve(flags, manifest, growth * times)
    : fileCurve(flags, flags.traffic, manifest, growth * times, cwd);
}

function growthOf({ months }: TrafficFlags, { traffic }: Manifest): number {
  if (months === undefined) return 1;
  if (!(months >= 0 && months <= 120))
    throw asked(`--months ${months} is no number of months`, "0 to 120", "write for example --months 12");
  return (1 + traffic.growthPerMonth) ** months;
}

function shapedCurve(flags: TrafficFlags, { traffic }: Manifest, factor: number): Curve {
  if (flags.unit ?? flags.from ?? flags.until)
    throw asked("--unit, --from and --until are about a file", "--traffic FILE beside them", "add --traffic");
  const shape = flags.shape ?? "day";
  const peakRps = peakOfFlags(flags, traffic.peakRps) ?? traffic.peakRps;
  const step = stepFor(flags, shapeSeconds(shape));
  const curve = shaped(shape, { steadyRps: Math.min(traffic.steadyRps, peakRps), peakRps }, step);
  return factor === 1 ? curve : { ...timesCurve(curve, factor), about: `${curve.about}; ${told(factor)}` };
}

function fileCurve(flags: TrafficFlags, file: string, manifest: Manifest, factor: number, cwd: string): Curve {
  if (flags.shape !== undefined)
    throw asked("--traffic and --shape are two curves", "one of them", "leave one of them out");
  const series = narrowed(seriesFrom(file, flags.unit, cwd), flags, file);
  const peak = peakOfFlags(flags, manifest.traffic.peakRps);
  const highest = seriesPeak(series);
  if (peak !== undefined && highest === 0)
    throw unreadable(file, "it has no requests, so it cannot be scaled", "at least one request");
  const scale = (peak === undefined ? 1 : peak / highest) * factor;
  const about = `${file}${scale === 1 ? "" : `, ${told(scale)}`}`;
  return seriesCurve(series, stepFor(flags, seriesSeconds(series)), scale, about);
}

const told = (factor: number): string => `times ${Number(factor.toPrecision(4))}`;

function seriesFrom(file: string, unit: "count" | "rps" | undefined, cwd: string): Series {
  let text: string | undefined;
  try {
    text = readRegularFile(resolve(cwd, file), MOST_BYTES);
  } catch (error) {
    throw unreadable(file, (error as Error).message, "a file of traffic");
  }
  if (text === undefined) throw unreadable(file, "it is not there", "a file of traffic");
  const outcome = readSeries(text, unit);
  if (!outcome.ok) throw unreadable(file, outcome.message, outcome.expected);
  return outcome.value;
}

function narrowed(series: Series, { from, until }: TrafficFlags, file: string): Series {
  if (from === undefined && until === undefined) return series;
  const point = (name: string, text: string | undefined, otherwise: number): number => {
    if (text === undefined) return otherwise;
    const at = pointInTime(text);
    if (at === undefined)
      throw asked(
        `--${name} ${text.slice(0, 80)} is no time`,
        "1998-05-19 20:30 (UTC), or seconds",
        `write for example --${name} '1998-05-19 20:30'`,
      );
    return at;
  };
  const part = between(
    series,
    point("from", from, Number.NEGATIVE_INFINITY),
    point("until", until, Number.POSITIVE_INFINITY),
  );
  if (!part.ok) throw unreadable(file, part.message, part.expected);
  return part.value;
}

/** `manifest` is the declared peak. */
function peakOfFlags({ peak }: TrafficFlags, declared: number): number | undefined {
  if (peak === undefined) return undefined;
  if (peak === "manifest") return declared;
  const rps = requestsPerSecond(peak);
  if (rps === undefined || rps <= 0 || rps > 1e9)
    throw asked(
      `--peak ${peak.slice(0, 80)} is no rate`,
      "requests a second, or manifest",
      "write for example --peak 9000rps",
    );
  return rps;
}

function stepFor({ step }: TrafficFlags, seconds: number): number {
  const given = step === undefined ? undefined : durationSeconds(step);
  if (step !== undefined && (given === undefined || given < 1 || given > 3600 || !Number.isInteger(given)))
    throw asked(`--step ${step.slice(0, 80)} is no step`, "whole seconds, 1s to 1h", "write for example --step 10s");
  const own = given ?? STEPS.find((each) => seconds / each <= OWN_STEPS) ?? 3600;
  if (seconds / own > MOST_STEPS)
    throw asked(
      `${Math.ceil(seconds / own)} steps are too many`,
      `at most ${MOST_STEPS}`,
      "take a longer --step, or a part of the file with --from and --until",
    );
  return own;
}

const unreadable = (file: string, why: string, expected: string): ScalekitError =>
  new ScalekitError({
    code: "SK9008",
    message: `${file.slice(0, 200)}: ${why}`,
    expected,
    fix: "see docs/capacity.md for the forms that are read",
  });

/** A flag that cannot be taken as it was written. */
export const asked = (message: string, expected: string, fix: string): ScalekitError =>
  new ScalekitError({ code: "SK9007", message, expected, fix });
