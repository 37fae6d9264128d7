import type { Sayings } from "../../blueprints/capacity/draw";
import { findLimit } from "../../blueprints/capacity/find-limit";
import type { Quotas } from "../../blueprints/capacity/quotas";
import type { RetryPolicy } from "../../blueprints/capacity/retries";
import { placesFor } from "../../blueprints/capacity/scenario";
import { type Input, isCarried, type Simulation, simulate } from "../../blueprints/capacity/simulate";
import type { ScenarioInput } from "../../blueprints/capacity/struck";
import { type Curve, peakOf, secondsOf, totalOf } from "../../blueprints/capacity/traffic/curve";
import { SECONDS_A_MONTH, times } from "../../blueprints/cost/amount";
import { estimate } from "../../blueprints/cost/estimate";
import { totalOf as costOf } from "../../blueprints/cost/totals";
import { declaredTraffic } from "../../blueprints/cost/traffic";
import type { ResourceGraph } from "../../blueprints/graph/graph";
import type { Resolved } from "../../blueprints/manifest/manifest";
import type { Own } from "../../blueprints/recovery/own/read";
import { drawTopology } from "../../blueprints/topology/draw";
import { withShortNames } from "../../blueprints/topology/short-names";
import type { Topology } from "../../blueprints/topology/topology";
import { meanUnits } from "../cost/simulated";
import { demandWith } from "../prove/prove-plan";
import { demandNames } from "./names";
import { restingOf } from "./resting";
import type { SimulateResult } from "./result";
import { asked } from "./traffic";

export interface SimulateOptions {
  readonly sayings?: Sayings;
  readonly hitRatio?: number;
  readonly scenario?: ScenarioInput;
  /** Scenarios and measurements of the team's own. */
  readonly own?: Own;
  /** Also search the largest multiple of the curve that is carried. */
  readonly findLimit?: boolean;
  /** What the account allows; without it AWS's documented defaults. */
  readonly quotas?: Quotas;
  /** How clients try again; without it they do not. */
  readonly retries?: RetryPolicy;
  /** Units whose health checks fail under too much load are taken out; without it they are only watched. */
  readonly breaks?: boolean;
  /** The graph was read of what exists, with names of the tool that made it. */
  readonly exists?: boolean;
}

/**
 * Runs a curve through what a manifest's programs register.
 * @throws ScalekitError SK9007 where the scenario has no such place
 */
export function simulatePlan(
  resolved: Resolved,
  graph: ResourceGraph,
  curve: Curve,
  options: SimulateOptions = {},
): SimulateResult {
  const { manifest, sourceOf } = resolved;
  const services = Object.keys(manifest.services);
  const drawn = drawTopology(graph, options.exists ? {} : { services });
  const topology = options.exists ? withShortNames(drawn, services) : drawn;
  const { sayings = {}, hitRatio = 0, scenario, quotas = [], retries, breaks = false } = options;
  demandNames(sayings, topology);
  if (services.length > 0 && topology.pools.length === 0) throw nothingServes(services, drawn);
  const demand = demandWith(manifest, options.own ? { own: options.own } : {});
  const more = { ...(scenario && { scenario }), ...(retries && { retries }), breaks };
  const input: Input = { topology, manifest, sourceOf, sayings, hitRatio, quotas, demand, ...more };
  const simulated = (each: Curve): Simulation => {
    const made = simulate(input, each);
    if (made) return made;
    throw nowhere(input);
  };
  const simulation = simulated(curve);
  const found = options.findLimit ? findLimit(curve, simulated) : undefined;
  const { name, environment, tier, traffic, objectives } = manifest;
  const seconds = secondsOf(curve);
  const requests = totalOf(curve);
  return {
    project: name,
    environment,
    tier,
    traffic: {
      about: curve.about,
      seconds,
      stepSeconds: curve.stepSeconds,
      steps: curve.arrivals.length,
      requests,
      meanRps: requests / seconds,
      peakRps: peakOf(curve),
      hitRatio,
      ...(curve.startsAt !== undefined && { startsAt: curve.startsAt }),
      ...(curve.gaps !== undefined && { gaps: curve.gaps }),
      declared: { steadyRps: traffic.steadyRps, peakRps: traffic.peakRps, growthPerMonth: traffic.growthPerMonth },
    },
    ...(retries && { retries }),
    breaks,
    latencyP99Ms: objectives.latencyP99Ms,
    simulation,
    carried: isCarried(simulation),
    resting: restingOf(simulation, resolved, { sayings, hitRatio, quotas, regions: topology.regions, ...more }),
    ...costDuring(resolved, graph, curve, simulation),
    ...(found && { found }),
  };
}

/** Traffic that meets nothing would be carried by nobody. */
function nothingServes(services: readonly string[], { pools }: Topology) {
  const there = [...new Set(pools.map(({ service }) => service))].slice(0, MOST_PLACES);
  return asked(
    `nothing that is there serves ${services.join(", ")}, the manifest's services`,
    there.length > 0
      ? `one of ${there.join(", ")}`
      : "something that serves: a group, a deployment, a task, a function",
    "name the manifest's services (-f) as what serves them is named",
  );
}

/** Places of a message: one that lists hundreds is not read. */
const MOST_PLACES = 20;

function nowhere({ scenario, topology, demand = {} }: Input) {
  const places = scenario ? placesFor(scenario.id, topology, demand).slice(0, MOST_PLACES) : [];
  return asked(
    `nothing can suffer ${scenario?.id ?? "it"}${scenario?.place === undefined ? "" : ` at ${scenario.place.slice(0, 80)}`}`,
    places.length > 0 ? `one of ${places.join("; ")}` : "a plan that has something of the kind",
    places.length > 0 ? "take a --place of the list" : "take another --scenario",
  );
}

/**
 * A month's bill at this traffic, for as long as it lasts: at no traffic, at its mean with the instances that ran hour by hour,
 * and at its peak all along.
 */
function costDuring(
  { manifest }: Resolved,
  graph: ResourceGraph,
  curve: Curve,
  simulation: Simulation,
): Pick<SimulateResult, "cost" | "unpriced"> {
  const seconds = secondsOf(curve);
  const { came, passed } = simulation.edge;
  const passing = came === 0 ? 1 : passed / came;
  const rps = { min: 0, expected: (totalOf(curve) / seconds) * passing, max: peakOf(curve) * passing };
  const { items, unpriced } = estimate(graph, { ...declaredTraffic(manifest), rps, units: meanUnits(simulation) });
  return {
    cost: times(costOf(items), seconds / SECONDS_A_MONTH),
    unpriced: new Set(unpriced.map(({ resource }) => resource.id)).size,
  };
}
