import type { Failure } from "../../recovery/failure";
import type { Station } from "../system";
import { by, type Context, type Effect, secondsOf, stepsOf } from "./effect";
import { writes } from "./writes";

/** A part of the units is gone: what was sent to them fails until they are noticed, and new ones take their time. */
export function zone(where: string, context: Context): Effect {
  const { input, stations, topology } = context;
  const { atSeconds } = input;
  const failure: Failure = { kind: "zone", region: where };
  const noticed = secondsOf(stepsOf(failure, context), ["detect"]);
  const here = stations.filter((each) => each.region === where);
  const zones = (station: Station): number => topology.pools.find(({ id }) => id === station.id)?.zones?.length ?? 1;
  const written = writes(failure, context, stations);
  return {
    disturbances: [
      { fromSeconds: atSeconds, untilSeconds: atSeconds + noticed, refused: by(here, (each) => 1 / zones(each)) },
      ...here.map((each) => ({
        fromSeconds: atSeconds,
        untilSeconds: atSeconds + noticed + each.scaling.bootSeconds,
        unitsLeft: { [each.id]: 1 - 1 / zones(each) },
      })),
      ...written.disturbances,
    ],
    events: [
      { atSeconds, what: `a zone of ${where} is gone` },
      { atSeconds: atSeconds + noticed, what: "its units get nothing more, and others are started" },
      ...written.events,
    ],
  };
}

export function instance(pool: string, context: Context): Effect {
  const { input, stations } = context;
  const { atSeconds } = input;
  const station = stations.find(({ id }) => id === pool);
  if (!station) return { disturbances: [], events: [] };
  const noticed = secondsOf(stepsOf({ kind: "instance", pool }, context), ["detect"]);
  const part = 1 / Math.max(1, station.scaling.least);
  return {
    disturbances: [
      { fromSeconds: atSeconds, untilSeconds: atSeconds + noticed, refused: { [pool]: part } },
      {
        fromSeconds: atSeconds,
        untilSeconds: atSeconds + noticed + station.scaling.bootSeconds,
        unitsLeft: { [pool]: 1 - part },
      },
    ],
    events: [
      { atSeconds, what: `a unit of ${station.service} in ${station.region} is gone` },
      { atSeconds: atSeconds + noticed, what: "it gets nothing more, and another is started" },
    ],
  };
}
