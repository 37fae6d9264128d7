import { type Simulation, simulate } from "../../blueprints/capacity/simulate";
import { totalOf } from "../../blueprints/capacity/traffic/curve";
import { shaped } from "../../blueprints/capacity/traffic/shapes";
import { type DeclaredTraffic, declaredTraffic } from "../../blueprints/cost/traffic";
import type { ResourceGraph } from "../../blueprints/graph/graph";
import type { Resolved } from "../../blueprints/manifest/manifest";
import { drawTopology } from "../../blueprints/topology/draw";

/** Where the expected usage came from, if a day was simulated for it. */
export interface SimulatedDay {
  readonly about: string;
  readonly requests: number;
  /** Groups whose instances follow from it. */
  readonly groups: number;
}

/** A day has no need of steps of a second: scaling looks once in ten at the most. */
const STEP_SECONDS = 10;

/** The declared traffic, with what groups run of instances on the declared day. Every day of a month is taken to be like it. */
export function simulatedTraffic(
  { manifest, sourceOf }: Resolved,
  graph: ResourceGraph,
): { readonly traffic: DeclaredTraffic; readonly day: SimulatedDay } {
  const topology = drawTopology(graph, { services: Object.keys(manifest.services) });
  const curve = shaped("day", manifest.traffic, STEP_SECONDS);
  const simulation = simulate({ topology, manifest, sourceOf }, curve);
  const units = simulation ? meanUnits(simulation) : {};
  return {
    traffic: { ...declaredTraffic(manifest), units },
    day: { about: curve.about, requests: totalOf(curve), groups: Object.keys(units).length },
  };
}

/** Instances that each group asks for on average, by the id of its resource: what is billed begins with the launch. */
export const meanUnits = ({ outcomes }: Pick<Simulation, "outcomes">): Readonly<Record<string, number>> =>
  Object.fromEntries(outcomes.map(({ station, units }) => [station.id, units.mean]));
