import { aloneWith } from "../../recovery/by-service";
import type { Failure } from "../../recovery/failure";
import { placeOf } from "../../recovery/scenarios";
import type { Step } from "../../recovery/step";
import { timelineOf } from "../../recovery/timeline";
import { by, type Context, type Effect, secondsOf } from "./effect";

/** What takes no unit away: a share of each service's requests fails until it is over, and of what writes until a step later. */
export function requests(failure: Failure, context: Context): Effect {
  const { input, stations, topology } = context;
  const { atSeconds, forSeconds } = input;
  const services = [...new Set(stations.map(({ service }) => service))];
  const spells = services.flatMap((service) => spellsOf(failure, service, context));
  const disturbances = spells.map(({ service, share, seconds }) => ({
    fromSeconds: atSeconds,
    untilSeconds: atSeconds + Math.min(seconds, forSeconds),
    refused: by(
      stations.filter((each) => each.service === service),
      () => share,
    ),
  }));
  const over = Math.max(0, ...disturbances.map(({ untilSeconds }) => untilSeconds));
  const place = placeOf(failure, topology);
  const what = failure.kind === "own" ? failure.own.title : `${failure.kind}${place === "" ? "" : `: ${place}`}`;
  return {
    disturbances,
    events: [
      { atSeconds, what },
      ...(disturbances.length > 0 && Number.isFinite(over)
        ? [{ atSeconds: over, what: `over: ${failure.kind === "own" ? failure.own.id : failure.kind}` }]
        : []),
    ],
  };
}

interface Spell {
  readonly service: string;
  readonly share: number;
  readonly seconds: number;
}

/** Shares of a service's own requests that fail, and for how long; growth of what is left is the simulation's own. */
function spellsOf(failure: Failure, service: string, { topology, demand }: Context): readonly Spell[] {
  const alone = aloneWith(service, { topology, demand, failures: [failure] });
  if (alone.failures.length === 0) return [];
  return timelineOf(alone).responses.flatMap(({ steps, errors = 0, writeErrors = 0 }) => {
    const until = (some: readonly Step[]): number =>
      secondsOf(
        some,
        some.map(({ kind }) => kind),
      );
    return [
      { service, share: errors, seconds: until(steps.filter(({ writesOnly }) => !writesOnly)) },
      { service, share: writeErrors, seconds: until(steps) },
    ].filter(({ share, seconds }) => share > 0 && seconds > 0);
  });
}
