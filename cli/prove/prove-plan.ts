import type { ResourceGraph } from "../../blueprints/graph/graph";
import type { Manifest } from "../../blueprints/manifest/manifest";
import { ScalekitError } from "../../blueprints/problems/problem";
import { judgeYears, type Years } from "../../blueprints/recovery/availability/judge";
import type { Rate } from "../../blueprints/recovery/availability/rates";
import { type Demand, demandOf } from "../../blueprints/recovery/demand";
import { type OffHours, offHours } from "../../blueprints/recovery/off-hours";
import type { Own } from "../../blueprints/recovery/own/read";
import { prove } from "../../blueprints/recovery/prove";
import { drawTopology } from "../../blueprints/topology/draw";
import type { Topology } from "../../blueprints/topology/topology";
import { type LoadedState, namesOf } from "../audit/state";
import type { ProveResult } from "./result";

export interface ProveOptions {
  /** `zone`, or several at once: `zone+writer`. All that apply where nothing is named. */
  readonly scenarios?: readonly string[];
  readonly accepted?: readonly string[];
  readonly strict?: boolean;
  /** How long people take to decide. */
  readonly decideSeconds?: number;
  /** Scenarios and measurements of the environment's own. */
  readonly own?: Own;
  /** How often things happen, for the availability of a year. */
  readonly years?: YearsInput;
}

export interface YearsInput extends Years {
  readonly rates: readonly Rate[];
  /** As the person named it. */
  readonly file: string;
}

/**
 * Proves what a manifest's programs register against its objectives.
 * @throws ScalekitError SK9006 where a rate cannot be used
 */
export function provePlan(manifest: Manifest, graph: ResourceGraph, options: ProveOptions = {}): ProveResult {
  // Its services are what serves: helpers such as an autoscaler are none of them.
  const topology = drawTopology(graph, { services: Object.keys(manifest.services) });
  return proved(topology, manifest, offHours(graph, manifest), options);
}

/**
 * Proves what was read of a system that exists, against the objectives of a manifest where there is one. Its resources need
 * not be named as the manifest's services are, so everything that serves counts.
 */
export function proveState({ gathered, resolved }: LoadedState, options: ProveOptions = {}): ProveResult {
  const { sources, skipped, unmapped } = gathered;
  const inputs = { sources, skipped, unmapped };
  const result = proved(drawTopology(gathered), resolved?.manifest, offHours(gathered, resolved?.manifest), options);
  return { ...result, inputs, project: resolved ? result.project : namesOf(inputs) };
}

function proved(
  topology: Topology,
  manifest: Manifest | undefined,
  hours: readonly OffHours[],
  options: ProveOptions,
): ProveResult {
  const { scenarios, accepted = [], strict = false } = options;
  const demand = demandWith(manifest, options);
  const years = options.years && yearsOf(topology, demand, options.years);
  return {
    ...prove(topology, demand, scenarios),
    ...(years && { years }),
    project: "",
    ...(manifest && headOf(manifest)),
    offHours: hours,
    topology: { regions: topology.regions, unseen: topology.unseen },
    accepted: [...new Set([...(manifest?.objectives.accept ?? []), ...taken(options), ...accepted])],
    strict,
  };
}

/** Own scenarios that their file calls risks that are taken. */
const taken = ({ own }: ProveOptions): readonly string[] =>
  (own?.scenarios ?? []).filter(({ accepted }) => accepted).map(({ id }) => id);

function headOf({ name, environment, tier, objectives }: Manifest) {
  const { rtoSeconds, rpoSeconds, availability } = objectives;
  return { project: name, environment, tier, objectives: { rtoSeconds, rpoSeconds, availability } };
}

/** Everything is proved that has a rate, whatever else was asked for; what the system has nothing of cannot fail. */
function yearsOf(topology: Topology, demand: Demand, { rates, file, runs, seed }: YearsInput): ProveResult["years"] {
  const singles = prove(topology, demand).proofs;
  const joined = rates.map(({ scenario }) => scenario).filter((id) => id.includes("+"));
  const proofs = [...singles, ...prove(topology, demand, [...new Set(joined)]).proofs];
  const judged = judgeYears(proofs, rates, file, demand.objectives?.availability, { runs, seed });
  if (!("mean" in judged)) {
    const [problem = { code: "SK9006", message: `${file} cannot be used`, fix: "see docs/recovery.md" }] = judged;
    throw new ScalekitError(problem);
  }
  return { ...judged, file };
}

/** What the manifest says, and what was said beside it. */
export function demandWith(
  manifest: Manifest | undefined,
  { own, decideSeconds = own?.decideSeconds }: ProveOptions,
): Demand {
  return {
    ...(manifest && demandOf(manifest)),
    ...(decideSeconds !== undefined && { decideSeconds }),
    ...(own && { own: own.scenarios, measured: own.measured }),
  };
}
