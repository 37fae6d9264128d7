import { type Simulation, simulate } from "../../blueprints/capacity/simulate";
import { totalOf } from "../../blueprints/capacity/traffic/curve";
import { shaped } from "../../blueprints/capacity/traffic/shapes";
import { meanNodes } from "../../blueprints/cost/nodes";
import { type DeclaredTraffic, declaredTraffic } from "../../blueprints/cost/traffic";
import type { ResourceGraph } from "../../blueprints/graph/graph";
import { TYPES } from "../../blueprints/graph/types";
import type { Resolved } from "../../blueprints/manifest/manifest";
import { drawTopology } from "../../blueprints/topology/draw";
import { sayingsOf } from "../simulate/sayings";

/** Where the expected usage came from, if a day was simulated for it. */
export interface SimulatedDay {
  readonly about: string;
  readonly requests: number;
  /** Groups of instances and of nodes, and clusters with readers of scaling, whose sizes follow from it. */
  readonly groups: number;
}

/** A day has no need of steps of a second: scaling looks once in ten at the most. */
const STEP_SECONDS = 10;

/**
 * The declared traffic, with what groups run of instances, nodes and readers on the declared day. Every day of a month is taken to be like it.
 * @param measured what one instance of a store carries, as flags say it; readers of others follow from nothing
 * @throws ScalekitError SK9007 where a flag cannot be read
 */
export function simulatedTraffic(
  { manifest, sourceOf }: Resolved,
  graph: ResourceGraph,
  measured: readonly string[] = [],
): { readonly traffic: DeclaredTraffic; readonly day: SimulatedDay } {
  const topology = drawTopology(graph, { services: Object.keys(manifest.services) });
  const curve = shaped("day", manifest.traffic, STEP_SECONDS);
  const sayings = sayingsOf(measured.length > 0 ? { measured } : {}, manifest);
  const simulation = simulate({ topology, manifest, sourceOf, sayings }, curve);
  const units = simulation
    ? {
        ...meanUnits(simulation),
        ...meanNodes(simulation.outcomes, manifest, graph),
        ...meanReaders(simulation, graph),
      }
    : {};
  const billed = new Set(graph.resources.filter(({ type }) => BILLED.includes(type)).map(({ id }) => id));
  return {
    traffic: { ...declaredTraffic(manifest), units },
    day: {
      about: curve.about,
      requests: totalOf(curve),
      groups: Object.keys(units).filter((id) => billed.has(id)).length,
    },
  };
}

const TARGET = "aws:appautoscaling/target:Target";
const BILLED: readonly string[] = [TYPES.group, TYPES.eksNodeGroup, TARGET];

type Units = Readonly<Record<string, number>>;

/** Instances that each group asks for on average, by the id of its resource: what is billed begins with the launch. */
export const meanUnits = ({ outcomes }: Pick<Simulation, "outcomes">): Units =>
  Object.fromEntries(outcomes.map(({ station, units }) => [station.id, units.mean]));

/** Readers that were there on average, by the resource that scales them: of stores that somebody measured. */
const meanReaders = ({ stores }: Pick<Simulation, "stores">, { resources }: ResourceGraph): Units =>
  Object.fromEntries(
    resources
      .filter(({ type }) => type === TARGET)
      .flatMap(({ id, part, region }) => {
        const mean = stores.find((store) => store.id === `${part} readers, ${region}`)?.readers?.mean;
        return mean === undefined ? [] : [[id, mean]];
      }),
  );
