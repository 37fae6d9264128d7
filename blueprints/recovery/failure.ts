import facts from "../facts/recovery.json";
import type { Topology } from "../topology/topology";
import type { Demand } from "./demand";
import type { OwnScenario } from "./own/scenario";
import type { Range } from "./range";
import type { Plane, Step } from "./step";

/** One thing that fails. */
export type Failure =
  | { readonly kind: "process" | "instance"; readonly pool: string }
  | { readonly kind: "zone"; readonly region: string }
  | { readonly kind: "cache-node" | "writer"; readonly store: string }
  | { readonly kind: "region"; readonly region: string }
  | { readonly kind: "cdn" }
  | { readonly kind: "dns" }
  | { readonly kind: "deployment"; readonly service: string }
  | { readonly kind: "poison"; readonly queue: string }
  | { readonly kind: "cell"; readonly cell: string }
  /** What a service calls fails, or answers so slowly that it holds the service's workers. */
  | { readonly kind: "dependency"; readonly service: string; readonly target: string; readonly slow: boolean }
  | { readonly kind: "cold-cache"; readonly cache: string }
  | { readonly kind: "retry-storm"; readonly service: string }
  | { readonly kind: "own"; readonly own: OwnScenario };

/** What failures meet: the topology, what is declared, and everything that fails at once. */
export interface Situation {
  readonly topology: Topology;
  readonly demand: Demand;
  readonly failures: readonly Failure[];
}

/** What follows from one failure. */
export interface Response {
  readonly steps: readonly Step[];
  /** What may be lost, by store. */
  readonly losses: readonly Loss[];
  /** Share of requests that fail, reads and writes alike, until reads are answered, 0 to 1; undefined where it is not seen. */
  readonly errors?: number;
  /** Share of requests that fail until all steps are over, since they write, 0 to 1. */
  readonly writeErrors?: number;
  /** During this step the share falls evenly, as a cache fills. */
  readonly fadesIn?: string;
  /** What the failure leaves of a service that has lost no unit. */
  readonly capacity?: readonly Capacity[];
  readonly notes: readonly string[];
}

/** What one service can still carry at the declared peak. */
export interface Capacity {
  readonly service: string;
  readonly peakRps: number;
  /** What asks at the peak, where that is more than the peak: retries. */
  readonly neededRps?: number;
  /** What runs when the failure strikes at the peak. */
  readonly beforeRps: number;
  /** What stays of it. */
  readonly leftRps: number;
  /** What there may be once everything that is left has grown to its limit. */
  readonly mostRps: number;
}

export interface Loss {
  readonly store: string;
  readonly what: string;
  readonly time: Range;
  readonly assumed: boolean;
}

export const lostRegions = ({ failures }: Situation): ReadonlySet<string> =>
  new Set(failures.flatMap((each) => (each.kind === "region" ? [each.region] : [])));

/** True where a zone of the region is gone as well. */
export const losesZone = ({ failures }: Situation, region: string): boolean =>
  failures.some((each) => each.kind === "zone" && each.region === region);

/** True where a control plane cannot be asked: its region is gone, or it is what failed. */
export function isTaken({ service, region }: Plane, situation: Situation): boolean {
  const planes: Readonly<Record<string, string>> = facts.planes.globalPlanes;
  const home = planes[service] ?? region;
  if (lostRegions(situation).has(home)) return true;
  const fails = (kind: Failure["kind"]): boolean => situation.failures.some((each) => each.kind === kind);
  return (service === "route53" && fails("dns")) || (service === "cloudfront" && fails("cdn"));
}
