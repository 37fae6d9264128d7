import type { Sayings } from "../../blueprints/capacity/draw";
import type { Basis } from "../../blueprints/capacity/fact";
import { factWhat } from "../../blueprints/capacity/fact";
import type { Quotas } from "../../blueprints/capacity/quotas";
import type { RetryPolicy } from "../../blueprints/capacity/retries";
import { type Simulation, sumsOf } from "../../blueprints/capacity/simulate";
import type { Cause } from "../../blueprints/capacity/system";
import type { Resolved } from "../../blueprints/manifest/manifest";
import { defaultQuotaShare, quotasUsed } from "./quotas";
import type { Resting } from "./result";

/** What somebody said or read besides the manifest. */
interface Said {
  readonly sayings: Sayings;
  readonly hitRatio: number;
  readonly quotas: Quotas;
  readonly regions: readonly string[];
  readonly retries?: RetryPolicy;
  readonly breaks?: boolean;
}

/** What a result rests on, and how much of what was dropped has an assumed number as its reason. */
export function restingOf(simulation: Simulation, resolved: Resolved, said: Said): Resting {
  const { drops, dropped } = sumsOf(simulation.outcomes);
  const assumed = assumedCauses(simulation, resolved);
  const share = dropped === 0 ? undefined : assumed.reduce((sum, cause) => sum + drops[cause], 0) / dropped;
  const [lowest] = simulation.limits;
  const defaults = defaultQuotaShare(simulation, said.quotas);
  return {
    ...(share !== undefined && { assumedDrops: share }),
    ...(lowest && { ceiling: kindOf(lowest.basis) }),
    assumptions: assumptionsOf(simulation, resolved, said),
    ...(defaults !== undefined && { defaultQuotaDrops: defaults }),
    quotas: quotasUsed(said.quotas, said.regions),
  };
}

const kindOf = ({ kind }: Basis): string => kind;

/** Reasons whose number nobody set or published: how long a boot takes where the tier chose it, connections a unit keeps. */
function assumedCauses({ outcomes }: Simulation, { manifest, sourceOf }: Resolved): readonly Cause[] {
  const waits = [...new Set(outcomes.filter(({ drops }) => drops.booting > 0).map(({ station }) => station.service))];
  const written = waits.every((name) => {
    const service = manifest.services[name];
    return service?.runs === "instances" && "file" in sourceOf(`services.${name}.bootTime`);
  });
  return [...(written ? [] : ["booting" as const]), "connections", "scenario"];
}

/** What is assumed of units before which a line stands for longer than their health checks wait. */
function breaking(outcomes: Simulation["outcomes"], breaks: boolean): readonly string[] {
  if (breaks)
    return [
      "units answer health checks with the workers that serve, one after the other; what waited for a unit that is taken out waits for the others, and grace periods of new units are left out",
    ];
  return outcomes.some(({ broken }) => broken)
    ? [
        "units serve on, however long their line is; --overload breaks takes those out whose health checks wait too long",
      ]
    : [];
}

function assumptionsOf(
  { each, needs, outcomes, scenario, stores }: Simulation,
  { manifest, sourceOf }: Resolved,
  { sayings, hitRatio, quotas, retries, breaks = false }: Said,
): readonly string[] {
  const services = [...new Set(outcomes.map(({ station }) => station.service))];
  const instances = services.filter((name) => manifest.services[name]?.runs === "instances");
  const guessed = instances.filter((name) => !("file" in sourceOf(`services.${name}.bootTime`)));
  const timed = services.filter((name) => sayings.serviceSeconds?.[name] === undefined);
  return [
    "what a unit carries is the manifest's capacity; at it, the unit is taken to be busy all the time",
    ...(each ? ["each service is tried with all of the traffic, as the plan sizes them; --split says otherwise"] : []),
    ...(timed.length > 0
      ? [
          `a unit works on as many requests at once as it has virtual CPUs (${timed.join(", ")}), which decides how long one takes; --service-time says otherwise`,
        ]
      : []),
    "waits are those of the M/M/c queue: arrivals at random, times of service exponential, one line before all units",
    ...(guessed.length > 0
      ? [`how long an instance boots (${guessed.join(", ")}) is the tier's assumption; write bootTime`]
      : []),
    ...restingWords(services, manifest),
    ...(instances.length < services.length ? ["how long pods and nodes start is assumed"] : []),
    ...(outcomes.some(({ station }) => station.connected) ? [factWhat("connectionsPerUnit")] : []),
    ...(needs.length > 0
      ? ["stores that nobody measured are taken to carry everything; --measured says what one instance carries"]
      : []),
    ...(stores.some(({ readers }) => readers)
      ? ["readers that scaling adds to a database come after ten minutes, as documented for a new instance"]
      : []),
    ...(stores.some(({ lagSeconds }) => lagSeconds !== undefined)
      ? ["copies lag behind a writer as 1 / (1 - its use) times what is documented; no figure under load is published"]
      : []),
    ...breaking(outcomes, breaks),
    ...(sayings.shed
      ? [
          "what is shed first is turned away in the second in which units have no room for it, evenly over all of a service's requests, and does not come again",
        ]
      : []),
    ...(hitRatio === 0
      ? ["the traffic is what reaches the services, as in the manifest; --hit-ratio takes what the CDN answers away"]
      : []),
    ...(scenario ? ["a scenario's times are the typical ones of `scalekit prove`, which says what they rest on"] : []),
    quotas.length === 0
      ? "quotas are AWS's documented defaults, and on-demand virtual CPUs are held against none; --quotas reads the account's"
      : "nothing else in the account uses its quotas",
    retries
      ? `clients that are dropped come again ${retries.retries} times at the most, after waits of AWS's SDKs (${retries.baseSeconds} s, doubling, up to ${retries.capSeconds} s, with full jitter); scaling follows first tries`
      : "clients that are dropped do not try again; --retries says how often they do",
    "the network, the CDN and stores add no time of their own",
  ];
}

/** A simulated time is one in which services have instances. */
const restingWords = (services: readonly string[], { services: all }: Resolved["manifest"]): readonly string[] =>
  services.flatMap((name) => {
    const service = all[name];
    if (service?.runs !== "instances" || !service.schedule) return [];
    const { start, stop, timeZone } = service.schedule;
    return [
      `${name} has instances from "${start}" to "${stop}" (${timeZone}) only; this is a time in which it has them, and in the others all that comes is lost`,
    ];
  });
