import type { Manifest } from "../manifest/manifest";
import type { Demand } from "../recovery/demand";
import type { Failure } from "../recovery/failure";
import { casesOf } from "../recovery/prove";
import { placesOf } from "../recovery/scenarios";
import type { Topology } from "../topology/topology";
import type { Context, Effect } from "./effects/effect";
import { region } from "./effects/region";
import { requests } from "./effects/requests";
import { instance, zone } from "./effects/units";
import { writer } from "./effects/writes";
import type { ScenarioInput, Struck } from "./struck";
import type { Station } from "./system";

/** Places where a scenario can strike, in words, the worst first. */
export const placesFor = (id: string, topology: Topology, demand: Demand): readonly string[] => [
  ...new Set(casesOf(topology, demand, id).map(({ situation }) => placesOf(situation.failures, topology))),
];

/** Times are the typical ones of `prove`. @returns undefined where the topology has no such place */
export function strike(
  input: ScenarioInput,
  topology: Topology,
  demand: Demand,
  manifest: Manifest,
  stations: readonly Station[],
): Struck | undefined {
  const cases = casesOf(topology, demand, input.id).map(({ situation: { failures } }) => ({
    failures,
    place: placesOf(failures, topology),
  }));
  const found = cases.find(({ place }) => input.place === undefined || place === input.place);
  if (!found) return undefined;
  const context: Context = { input, topology, demand, manifest, stations };
  const effects = found.failures.map((failure) => effectOf(failure, context));
  return {
    id: input.id,
    place: found.place,
    atSeconds: input.atSeconds,
    disturbances: effects.flatMap(({ disturbances }) => disturbances),
    events: effects.flatMap(({ events }) => events),
  };
}

function effectOf(failure: Failure, context: Context): Effect {
  switch (failure.kind) {
    case "region":
      return region(failure.region, context);
    case "zone":
      return zone(failure.region, context);
    case "instance":
      return instance(failure.pool, context);
    case "writer":
    case "cache-node":
      return writer(failure, context);
    default:
      return requests(failure, context);
  }
}
