import { ScalekitError } from "../problems/problem";
import type { Topology } from "../topology/topology";
import { curvesByService, type ServiceCurve } from "./by-service";
import { capacityLeft } from "./capacity";
import type { Demand } from "./demand";
import type { Capacity, Failure, Loss, Situation } from "./failure";
import { isEndless, longer, NOTHING, type Range } from "./range";
import { largestRate } from "./rate";
import { type Saving, savingsOf } from "./savings";
import { placesOf, SCENARIOS, scenariosOf } from "./scenarios";
import { type Case, restOf, type ServiceProof, serviceProofs } from "./services";
import type { Step } from "./step";
import { type Timeline, timelineOf } from "./timeline";
import { errorsOverTime, failedSeconds, type UserPoint } from "./users";
import { type Verdict, verdictOf, worstOf } from "./verdict";

export interface Proof {
  /** `zone`, or `zone+writer`. */
  readonly id: string;
  readonly title: string;
  /** The worst place where it can strike. */
  readonly place: string;
  readonly rto: Range;
  readonly reads: Range;
  readonly rpo: Range;
  readonly verdict: Verdict;
  readonly rtoVerdict: Verdict;
  readonly rpoVerdict: Verdict;
  /** Services with objectives of their own; the environment's are for all others. */
  readonly services: readonly ServiceProof[];
  readonly path: readonly Step[];
  readonly losses: readonly Loss[];
  readonly savings: readonly Saving[];
  readonly capacity: readonly Capacity[];
  /** Share of requests that fail at the beginning, 0 to 1; undefined where it is not seen. */
  readonly errors?: number;
  /** Share of requests that fail over time, at typical times. */
  readonly users?: readonly UserPoint[];
  /** The same by service, of its own requests: those that suffer, where there are several. */
  readonly byService: readonly ServiceCurve[];
  /** What one costs, in seconds of all requests failing. */
  readonly failed?: Range;
  /** How often a year it may happen, alone, for the objective's availability; undefined where that is no question. */
  readonly largestRate?: number;
  /** Share of the typical time that rests on assumed numbers, 0 to 1; undefined where there is no time. */
  readonly assumedShare?: number;
  readonly notes: readonly string[];
}

export interface ProofSet {
  readonly proofs: readonly Proof[];
  /** Scenarios for which the topology has nothing. */
  readonly without: readonly string[];
}

/** Proves every scenario that a topology can suffer, or those that are named (`zone`, `zone+writer`). */
export function prove(topology: Topology, demand: Demand, ids?: readonly string[]): ProofSet {
  const wanted = ids ?? [...SCENARIOS, ...(demand.own ?? [])].map(({ id }) => id);
  const made = wanted.map((id) => ({ id, proof: proveOne(topology, demand, id) }));
  return {
    proofs: made.flatMap(({ proof }) => proof ?? []),
    without: made.flatMap(({ id, proof }) => (proof ? [] : [id])),
  };
}

/** Every step that a scenario may bring, wherever it strikes. */
export const everyStep = (topology: Topology, demand: Demand, id: string): readonly Step[] =>
  situationsOf(topology, demand, id).flatMap((situation) => timelineOf(situation).steps);

/** Each is a timeline of its own; the product of many places would not end. */
const MOST_WAYS = 10_000;

function situationsOf(topology: Topology, demand: Demand, id: string): readonly Situation[] {
  const places = (scenariosOf(id, demand) ?? []).map((scenario) => scenario.places(topology, demand));
  const ways = places.reduce((product, { length }) => product * length, 1);
  if (ways > MOST_WAYS)
    throw new ScalekitError({
      code: "SK9005",
      message: `${id} can strike in ${ways} ways, more than the ${MOST_WAYS} that are tried`,
      fix: "take fewer scenarios at once",
    });
  return together(places).map((failures) => ({ topology, demand, failures }));
}

/** Every place, or places together, where a scenario can strike, the worst first: what takes longest, loses or fails most. */
export const casesOf = (topology: Topology, demand: Demand, id: string): readonly Case[] =>
  situationsOf(topology, demand, id)
    .map((situation) => ({ situation, timeline: timelineOf(situation) }))
    .sort(
      (a, b) =>
        byTime(b.timeline.total, a.timeline.total) ||
        lostIn(b.timeline) - lostIn(a.timeline) ||
        failingIn(b.timeline) - failingIn(a.timeline),
    );

function proveOne(topology: Topology, demand: Demand, id: string): Proof | undefined {
  const scenarios = scenariosOf(id, demand) ?? [];
  const cases = casesOf(topology, demand, id);
  const [worst] = cases;
  if (!worst) return undefined;
  return proofOf(id, scenarios.map(({ title }) => title).join(", and "), worst, cases);
}

const byTime = (a: Range, b: Range): number =>
  a.typical === b.typical ? (a.max === b.max ? 0 : a.max - b.max) : a.typical > b.typical ? 1 : -1;
const failingIn = ({ responses }: Timeline): number => responses.reduce((sum, { errors = 0 }) => sum + errors, 0);
const lostIn = (timeline: Timeline): number => lossOf(timeline).typical;
const lossOf = ({ responses }: Timeline): Range =>
  responses
    .flatMap(({ losses }) => losses)
    .map(({ time }) => time)
    .reduce(longer, NOTHING);

/** Every choice of one place of each scenario. */
function together(places: readonly (readonly Failure[])[]): readonly (readonly Failure[])[] {
  return places.reduce<readonly (readonly Failure[])[]>(
    (made, next) => made.flatMap((failures) => next.map((failure) => [...failures, failure])),
    places.length === 0 ? [] : [[]],
  );
}

function proofOf(id: string, title: string, { situation, timeline }: Case, cases: readonly Case[]): Proof {
  const { topology, demand, failures } = situation;
  const rpo = lossOf(timeline);
  const services = serviceProofs(cases, demand);
  const rest = restOf(cases, demand);
  const rtoVerdict = verdictOf(rest.rto, demand.objectives?.rtoSeconds);
  const rpoVerdict = verdictOf(rest.rpo, demand.objectives?.rpoSeconds);
  const users = errorsOverTime(situation, timeline);
  const failed = failedRange(situation, timeline);
  const assumed = assumedShare(timeline);
  const availability = demand.objectives?.availability;
  const rate = availability === undefined ? undefined : largestRate(availability, failed ?? timeline.total);
  return {
    id,
    title,
    place: placesOf(failures, topology),
    rto: timeline.total,
    reads: timeline.reads,
    rpo,
    verdict: worstOf([rtoVerdict, rpoVerdict, ...services.map(({ verdict }) => verdict)]),
    rtoVerdict,
    rpoVerdict,
    services,
    path: timeline.path,
    losses: timeline.responses.flatMap(({ losses }) => losses),
    savings: savingsOf(situation, timeline),
    capacity: capacityOf(situation, timeline),
    ...(users !== undefined && { errors: users[0]?.share ?? 0, users }),
    byService: curvesByService(situation),
    ...(failed !== undefined && { failed }),
    ...(rate !== undefined && { largestRate: rate }),
    ...(assumed !== undefined && { assumedShare: assumed }),
    notes: [...new Set(timeline.responses.flatMap(({ notes }) => notes))],
  };
}

/** What each service can carry, by units that are lost and by what else a failure does to it. */
function capacityOf(situation: Situation, { responses }: Timeline): readonly Capacity[] {
  const told = responses.flatMap(({ capacity = [] }) => capacity);
  return capacityLeft(situation).map((each) => {
    const all = [each, ...told.filter(({ service }) => service === each.service)];
    const needed = all.flatMap(({ neededRps }) => neededRps ?? []);
    return {
      ...each,
      ...(needed.length > 0 && { neededRps: Math.max(...needed) }),
      leftRps: Math.min(...all.map(({ leftRps }) => leftRps)),
      mostRps: Math.min(...all.map(({ mostRps }) => mostRps)),
    };
  });
}

function failedRange(situation: Situation, timeline: Timeline): Range | undefined {
  const at = (when: keyof Range): number | undefined => {
    const points = errorsOverTime(situation, timeline, when);
    return points && failedSeconds(points, timeline.total[when]);
  };
  const [min, typical, max] = [at("min"), at("typical"), at("max")];
  return min === undefined || typical === undefined || max === undefined ? undefined : { min, typical, max };
}

function assumedShare({ path, total }: Timeline): number | undefined {
  if (isEndless(total) || total.typical === 0) return undefined;
  const assumed = path.filter(({ basis }) => basis.kind === "assumed").reduce((sum, { time }) => sum + time.typical, 0);
  return assumed / total.typical;
}
