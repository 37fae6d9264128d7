import type { Failure } from "../../recovery/failure";
import type { Station } from "../system";
import { by, type Context, type Effect, secondsOf, stepsOf } from "./effect";
import { writes } from "./writes";

/** Everything there fails until it is redirected; then the others share what came there. Writes wait for a new writer. */
export function region(lost: string, context: Context): Effect {
  const { input, stations } = context;
  const { atSeconds, forSeconds } = input;
  const until = atSeconds + forSeconds;
  const failure: Failure = { kind: "region", region: lost };
  const redirect = secondsOf(stepsOf(failure, context), ["detect", "redirect"]);
  const here = stations.filter((each) => each.region === lost);
  const there = stations.filter((each) => each.region !== lost);
  const gone = by(here, () => 0);
  const moved = atSeconds + redirect;
  const remaining = sharesWithout(lost, stations);
  const written = writes(failure, context, there);
  return {
    disturbances: [
      { fromSeconds: atSeconds, untilSeconds: until, unitsLeft: gone },
      {
        fromSeconds: atSeconds,
        untilSeconds: there.length > 0 ? Math.min(moved, until) : until,
        refused: by(here, () => 1),
      },
      ...(there.length > 0 && Number.isFinite(moved)
        ? [{ fromSeconds: moved, untilSeconds: until, shares: remaining }]
        : []),
      ...written.disturbances,
    ],
    events: [
      { atSeconds, what: `${lost} is gone` },
      ...(there.length > 0 && Number.isFinite(moved)
        ? [{ atSeconds: moved, what: "its traffic goes to the other regions" }]
        : []),
      ...written.events,
    ],
  };
}

/** Shares once a region is gone: what it had goes to the other stations of each service in proportion, or evenly to those that had none. */
function sharesWithout(lost: string, stations: readonly Station[]): Readonly<Record<string, number>> {
  const services = [...new Set(stations.map(({ service }) => service))];
  return Object.fromEntries(
    services.flatMap((service) => {
      const own = stations.filter((each) => each.service === service);
      const all = own.reduce((sum, { share }) => sum + share, 0);
      const left = own.filter((each) => each.region !== lost);
      const had = left.reduce((sum, { share }) => sum + share, 0);
      return own.map((each): [string, number] => {
        if (each.region === lost) return [each.id, 0];
        return [each.id, had > 0 ? (each.share / had) * all : all / left.length];
      });
    }),
  );
}
