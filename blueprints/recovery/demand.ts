import type { Manifest } from "../manifest/manifest";
import type { OwnScenario } from "./own/scenario";

export interface Objectives {
  readonly rtoSeconds: number;
  readonly rpoSeconds: number;
  /** Share of requests that are answered, 0 to 1. */
  readonly availability?: number;
}

/** What a manifest says beyond its resources. Every part is optional: a stranger's state comes without. */
export interface Demand {
  readonly objectives?: Objectives;
  readonly peakRps?: number;
  /** Share of requests that only read, 0 to 1. */
  readonly readRatio?: number;
  readonly routing?: "active-active" | "active-passive";
  readonly primary?: string;
  /** Requests a second that one unit of a service carries. */
  readonly unitRps?: Readonly<Record<string, number>>;
  /** How long people take to decide, where somebody measured it. */
  readonly decideSeconds?: number;
  /** Stores that each service reads and writes, by the service's name. */
  readonly uses?: Readonly<Record<string, Uses>>;
  /** What single services promise instead, by their names. */
  readonly services?: Readonly<Record<string, Partial<Objectives>>>;
  /** What 99 of 100 requests are answered within, in seconds. */
  readonly latencySeconds?: number;
  /** What somebody measured of load, instead of planning values. */
  readonly measured?: MeasuredLoad;
  /** Scenarios that people wrote down themselves. */
  readonly own?: readonly OwnScenario[];
}
export interface Uses {
  readonly reads: readonly string[];
  readonly writes: readonly string[];
}
export interface MeasuredLoad {
  /** Share of reads that a warm cache answers, 0 to 1. */
  readonly hitRate?: number;
  /** Things that a cache has to hold to be warm. */
  readonly hotKeys?: number;
  /** Tries that a client makes. */
  readonly clientTries?: number;
}

export const demandOf = ({ objectives, traffic, routing, regions, services }: Manifest): Demand => ({
  objectives: {
    rtoSeconds: objectives.rtoSeconds,
    rpoSeconds: objectives.rpoSeconds,
    availability: objectives.availability,
  },
  peakRps: traffic.peakRps,
  readRatio: traffic.readRatio,
  routing,
  primary: regions.primary,
  uses: Object.fromEntries(Object.entries(services).map(([name, { reads, writes }]) => [name, { reads, writes }])),
  services: Object.fromEntries(
    Object.entries(services).flatMap(([name, { objectives: own }]) => (own ? [[name, own] as const] : [])),
  ),
  latencySeconds: objectives.latencyP99Ms / 1000,
  unitRps: Object.fromEntries(Object.entries(services).map(([name, { capacityRps }]) => [name, capacityRps])),
});
