import { nearest } from "../problems/nearest";
import { type Problem, ScalekitError } from "../problems/problem";
import type { Topology } from "../topology/topology";
import type { Demand } from "./demand";
import type { Failure } from "./failure";
import type { OwnScenario, Strike } from "./own/scenario";
import { SCENARIO_IDS, type ScenarioId } from "./scenario-ids";

/** A thing that may fail, and every place of a topology where it can. */
export interface Scenario {
  readonly id: string;
  readonly title: string;
  /** None: the topology has nothing of the kind. */
  readonly places: (topology: Topology, demand: Demand) => readonly Failure[];
}

const units =
  (kind: "process" | "instance") =>
  ({ pools }: Topology): readonly Failure[] =>
    pools.filter((pool) => pool.kind !== "function").map(({ id }) => ({ kind, pool: id }));

const services = ({ pools }: Topology): readonly string[] => [...new Set(pools.map(({ service }) => service))];

const BUILT_IN: Readonly<Record<ScenarioId, Omit<Scenario, "id">>> = {
  process: { title: "a process hangs or dies", places: units("process") },
  instance: { title: "an instance or pod is lost", places: units("instance") },
  zone: { title: "a zone is lost", places: ({ regions }) => regions.map((region) => ({ kind: "zone", region })) },
  "cache-node": {
    title: "a cache's primary node is lost",
    places: ({ stores }) =>
      stores.filter(({ kind }) => kind === "cache").map(({ name }) => ({ kind: "cache-node", store: name })),
  },
  writer: {
    title: "a database's writer is lost",
    places: ({ stores }) =>
      stores
        .filter(({ kind }) => kind === "aurora" || kind === "rds")
        .map(({ name }) => ({ kind: "writer", store: name })),
  },
  region: {
    title: "a region is lost",
    places: ({ regions }) => regions.map((region) => ({ kind: "region", region })),
  },
  cdn: {
    title: "the CDN's provider fails",
    places: ({ distributions }) => (distributions.length > 0 ? [{ kind: "cdn" }] : []),
  },
  dns: {
    title: "the DNS control plane fails",
    places: ({ entries }) => (entries.some(({ by }) => by === "route53") ? [{ kind: "dns" }] : []),
  },
  dependency: {
    title: "something that a service calls fails or slows down",
    places: (topology, demand) =>
      services(topology).flatMap((service) =>
        targetsOf(service, demand).flatMap((target) =>
          [true, false].map((slow): Failure => ({ kind: "dependency", service, target, slow })),
        ),
      ),
  },
  deployment: {
    title: "a bad version is rolled out",
    places: (topology) => services(topology).map((service) => ({ kind: "deployment", service })),
  },
  poison: {
    title: "a message fails every time",
    places: ({ queues }) => queues.map(({ name }) => ({ kind: "poison", queue: name })),
  },
  cell: {
    title: "a cell is lost",
    places: ({ pools }) =>
      [...new Set(pools.flatMap(({ cell }) => cell ?? []))].map((cell) => ({ kind: "cell", cell })),
  },
  "cold-cache": {
    title: "a cache is empty after a failover or a restart",
    places: ({ stores, distributions }) =>
      [...stores.filter(({ kind }) => kind === "cache"), ...distributions].map(({ name }) => ({
        kind: "cold-cache",
        cache: name,
      })),
  },
  "retry-storm": {
    title: "clients try again and multiply the load",
    places: (topology) => services(topology).map((service) => ({ kind: "retry-storm", service })),
  },
};

export const SCENARIOS: readonly Scenario[] = SCENARIO_IDS.map((id) => ({ id, ...BUILT_IN[id] }));

/** What a service that declares nothing calls. */
export const ANYTHING = "something";

function targetsOf(service: string, { uses }: Demand): readonly string[] {
  const { reads = [], writes = [] } = uses?.[service] ?? {};
  const named = [...new Set([...writes, ...reads])];
  return named.length > 0 ? named : [ANYTHING];
}

/** Where a failure strikes, in words. */
export function placeOf(failure: Failure, { pools }: Topology): string {
  switch (failure.kind) {
    case "process":
    case "instance": {
      const pool = pools.find(({ id }) => id === failure.pool);
      return pool ? `${pool.service}, ${pool.region}` : failure.pool;
    }
    case "zone":
    case "region":
      return failure.region;
    case "cache-node":
    case "writer":
      return failure.store;
    case "deployment":
      return failure.service;
    case "poison":
      return failure.queue;
    case "cell":
      return failure.cell;
    case "dependency":
      return `${failure.service}: ${failure.target} ${failure.slow ? "is slow" : "fails"}`;
    case "cold-cache":
      return failure.cache;
    case "retry-storm":
      return failure.service;
    case "own":
      return "";
    default:
      return "";
  }
}

/** Where several strike together, in words. */
export const placesOf = (failures: readonly Failure[], topology: Topology): string =>
  failures
    .map((failure) => placeOf(failure, topology))
    .filter((place) => place !== "")
    .join(" and ");

/** Scenarios of an id such as `zone+writer`, or of a name of one's own; undefined where one is not known. */
export function scenariosOf(id: string, { own = [] }: Demand = {}): readonly Scenario[] | undefined {
  const parts = id.split("+").map((part) => {
    const built = SCENARIOS.find((each) => each.id === part);
    const written = own.find((each) => each.id === part);
    return built ? [built] : written && ownScenarios(written);
  });
  return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
}

/** What is its own, and each of the built-in ones that strike with it, at its place. */
function ownScenarios(own: OwnScenario): readonly Scenario[] {
  const itself: Scenario = { id: own.id, title: own.title, places: () => [{ kind: "own", own }] };
  return [
    itself,
    ...own.fails.map(({ scenario, place, at }): Scenario => {
      const places = (topology: Topology, demand: Demand): readonly Failure[] => {
        const all = BUILT_IN[scenario].places(topology, demand);
        if (place === undefined || all.length === 0) return all;
        const there = all.filter((failure) => placeOf(failure, topology) === place);
        if (there.length > 0) return there;
        throw new ScalekitError(
          noSuchPlace(
            scenario,
            place,
            all.map((failure) => placeOf(failure, topology)),
            at,
          ),
        );
      };
      return { id: scenario, title: BUILT_IN[scenario].title, places };
    }),
  ];
}

function noSuchPlace(scenario: string, place: string, there: readonly string[], at: Strike["at"]): Problem {
  const near = nearest(place, there);
  return {
    code: "SK9006",
    message: `${scenario} cannot strike at ${place}`,
    ...(at && { at }),
    expected: `one of ${[...new Set(there)].slice(0, 20).join("; ")}`,
    ...(near !== undefined && { nearest: near }),
    fix: near === undefined ? "write one of these after the @" : `write ${scenario}@${near}`,
  };
}
