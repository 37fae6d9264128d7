import type { Failure } from "../../recovery/failure";
import { placeOf } from "../../recovery/scenarios";
import type { Station } from "../system";
import { by, type Context, type Effect, secondsOf, stepsOf } from "./effect";

export function writer(failure: Failure, context: Context): Effect {
  const { atSeconds } = context.input;
  const written = writes(failure, context, context.stations);
  return {
    disturbances: written.disturbances,
    events: [{ atSeconds, what: `${placeOf(failure, context.topology)} has lost its writer` }, ...written.events],
  };
}

/** Writes fail until a store's writer is back, where the failure takes one; reads go on where something answers them. */
export function writes(failure: Failure, context: Context, stations: readonly Station[]): Effect {
  const { topology, manifest, input } = context;
  const struck = topology.stores.filter((store) => {
    if (failure.kind === "writer" || failure.kind === "cache-node") return store.name === failure.store;
    const home = store.members.find(({ role }) => role === "writer")?.region;
    return (failure.kind === "region" || failure.kind === "zone") && home === failure.region && !store.writesEverywhere;
  });
  if (struck.length === 0) return { disturbances: [], events: [] };
  const steps = stepsOf(failure, context).filter(({ kind }) => kind !== "scale");
  const seconds = secondsOf(
    steps,
    steps.map(({ kind }) => kind),
  );
  const until = Math.min(input.atSeconds + seconds, input.atSeconds + input.forSeconds);
  const share = 1 - manifest.traffic.readRatio;
  const writing = stations.filter(({ service }) =>
    struck.some(({ name }) => manifest.services[service]?.writes.includes(name)),
  );
  if (writing.length === 0) return { disturbances: [], events: [] };
  return {
    disturbances: [{ fromSeconds: input.atSeconds, untilSeconds: until, refused: by(writing, () => share) }],
    events: Number.isFinite(seconds)
      ? [
          {
            atSeconds: input.atSeconds + seconds,
            what: `${struck.map(({ name }) => name).join(", ")} can be written again`,
          },
        ]
      : [
          {
            atSeconds: input.atSeconds,
            what: `${struck.map(({ name }) => name).join(", ")} cannot be written any more`,
          },
        ],
  };
}
