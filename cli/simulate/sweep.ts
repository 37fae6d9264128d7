import { sumsOf } from "../../blueprints/capacity/simulate";
import type { Curve } from "../../blueprints/capacity/traffic/curve";
import type { Manifest } from "../../blueprints/manifest/manifest";
import type { Problem } from "../../blueprints/problems/problem";
import type { Tier } from "../../blueprints/tiers/tier";
import { clock, DEFAULT_BOUNDS } from "../check/bounds";
import { type Planned, planSide, type SideInput, SynthCache } from "../check/side";
import { type Axis, type Point, pointsOf, settingsAt, textAt, tierAt } from "./axes";
import type { SweepRow } from "./result";
import { type SimulateOptions, simulatePlan } from "./simulate-plan";
import { asked } from "./traffic";

/** Dozens of plans are made and run; what takes longer than this would not end. */
const MOST_SECONDS = 300;

export interface SweepInput extends Omit<SideInput, "tier" | "text"> {
  readonly text: string;
  readonly environment: string;
  /** Where no axis names one. */
  readonly tier: Tier;
}

/**
 * The same traffic through every combination of tiers and settings.
 * @param curveOf the curve for a manifest: what a tier fills in, or a setting says, may change what is declared
 * @throws ScalekitError SK6004 where it takes too long, SK9007 where a path or all of its values do not fit the manifest
 */
export async function sweep(
  input: SweepInput,
  axes: readonly Axis[],
  curveOf: (manifest: Manifest) => Curve,
  options: SimulateOptions,
): Promise<readonly SweepRow[]> {
  const cache = new SynthCache();
  const checkpoint = clock({ ...DEFAULT_BOUNDS, seconds: MOST_SECONDS });
  for (const axis of axes) demandFits(axis, input);
  const rows: SweepRow[] = [];
  for (const point of pointsOf(axes)) rows.push(await rowOf(point));
  return rows;

  async function rowOf(point: Point): Promise<SweepRow> {
    const head = { tier: tierAt(point) ?? input.tier, settings: settingsAt(point) };
    const planned = plannedAt(point, input);
    if (!("plan" in planned))
      return { ...head, missing: planned[0]?.message ?? "the manifest is not valid with these values" };
    const resources = await cache.graphOf(planned, DEFAULT_BOUNDS, checkpoint);
    const { resolved } = planned;
    const { findLimit: _, ...rest } = options;
    const result = simulatePlan(resolved, { resources }, curveOf(resolved.manifest), rest);
    return { ...head, ...measuresOf(result) };
  }
}

const plannedAt = (point: Point, { text, ...input }: SweepInput): Planned | readonly Problem[] =>
  planSide({ ...input, text: textAt(text, point, input.environment), tier: tierAt(point) ?? input.tier });

/** A path of which no value fits is a typing error: it is told at once, with the manifest's own words. */
function demandFits({ path, values }: Axis, input: SweepInput): void {
  if (path === "tier") return;
  const tried = values.map((value) => plannedAt([{ path, value }], input));
  const [first] = tried.flatMap((each) => ("plan" in each ? [] : [each[0]]));
  if (!first || tried.some((each) => "plan" in each)) return;
  throw asked(`--sweep ${path}: ${first.message}`, first.expected ?? "a path of the manifest", first.fix);
}

function measuresOf({
  simulation,
  carried,
  cost,
}: ReturnType<typeof simulatePlan>): Omit<SweepRow, "tier" | "settings"> {
  const { dropped, came } = sumsOf(simulation.outcomes);
  const [limit] = simulation.limits;
  const units = simulation.outcomes.map((each) => each.units);
  return {
    carried,
    ...(limit && { ceilingRps: limit.rps, ceilingWhat: limit.what }),
    dropped: dropped + simulation.edge.refused,
    came,
    p99Seconds: Math.max(0, ...simulation.outcomes.map(({ latency }) => latency.p99Seconds)),
    units: {
      least: units.reduce((sum, { least }) => sum + least, 0),
      most: units.reduce((sum, { most }) => sum + most, 0),
    },
    cost,
  };
}
