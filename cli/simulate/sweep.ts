import { sumsOf } from "../../blueprints/capacity/simulate";
import type { Curve } from "../../blueprints/capacity/traffic/curve";
import type { Manifest } from "../../blueprints/manifest/manifest";
import { TIERS, type Tier } from "../../blueprints/tiers/tier";
import { clock, DEFAULT_BOUNDS } from "../check/bounds";
import { planSide, type SideInput, SynthCache } from "../check/side";
import type { SweepRow } from "./result";
import { type SimulateOptions, simulatePlan } from "./simulate-plan";

/**
 * The same traffic through every tier.
 * @param curveOf the curve for a manifest: what a tier fills in may change what is declared
 */
export async function sweep(
  input: Omit<SideInput, "tier">,
  curveOf: (manifest: Manifest) => Curve,
  options: SimulateOptions,
): Promise<readonly SweepRow[]> {
  const cache = new SynthCache();
  const checkpoint = clock(DEFAULT_BOUNDS);
  const rows: SweepRow[] = [];
  for (const tier of TIERS) rows.push(await rowOf(tier));
  return rows;

  async function rowOf(tier: Tier): Promise<SweepRow> {
    const planned = planSide({ ...input, tier });
    if (!("plan" in planned)) return { tier, missing: planned[0]?.message ?? "the manifest is not valid at this tier" };
    const resources = await cache.graphOf(planned, DEFAULT_BOUNDS, checkpoint);
    const { resolved } = planned;
    const { findLimit: _, ...rest } = options;
    const { simulation, carried, cost } = simulatePlan(resolved, { resources }, curveOf(resolved.manifest), rest);
    const { dropped, came } = sumsOf(simulation.outcomes);
    const [limit] = simulation.limits;
    const units = simulation.outcomes.map((each) => each.units);
    return {
      tier,
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
}
