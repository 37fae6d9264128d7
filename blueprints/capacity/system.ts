import type { Check } from "./check";
import type { FactName } from "./fact";
import type { QuotaId } from "./quotas";
import type { Scaling } from "./scaling";

/** What requests pass through, as plain data: every number that a run needs, and none of what they came from. */
export interface System {
  readonly stations: readonly Station[];
  /** Stores whose throughput is known; those that are not known limit nothing, and are told. */
  readonly stores: readonly StoreLimit[];
}

/** A pool of units with one line before it: a service in a region. */
export interface Station {
  readonly id: string;
  readonly service: string;
  readonly region: string;
  /** Share of the whole traffic, 0 to 1. All shares of a system together are 1. */
  readonly share: number;
  readonly scaling: Scaling;
  /** Requests a second that one unit carries when it is busy all the time. */
  readonly unitRps: number;
  /** Requests that one unit works on at once. */
  readonly serversPerUnit: number;
  /** How long a request waits until it is given up. */
  readonly patienceSeconds: number;
  /** Units beyond these find no connection. */
  readonly connected?: { readonly units: number; readonly store: string };
  /** Units that a quota of the account allows, where these are fewer than the pool may have: `scaling.most` is bounded by it. */
  readonly granted?: { readonly units: number; readonly quota: QuotaId };
  /** Health checks that wait behind the line; undefined where nothing asks, or something else answers. */
  readonly check?: Check;
  /** Share of its requests that it turns away first where it has no room for all, 0 to 1. */
  readonly sheds?: number;
  /** What each request asks of stores. */
  readonly uses: readonly { readonly store: string; readonly perRequest: number }[];
}

/** One instance of a store, or several alike, with what they carry together. */
export interface StoreLimit {
  readonly id: string;
  readonly rps: number;
  /** Readers that come and go with what is asked: `rps` is then what those carry that are always there. */
  readonly readers?: { readonly eachRps: number; readonly scaling: Scaling };
  /** The published figure that `rps` follows from; without it somebody measured it. */
  readonly documented?: FactName;
  /** Of a writer with copies: how far they lag behind it where it has little to do. */
  readonly lagSeconds?: number;
}

/** What is different for a time: a scenario in the middle of the traffic. */
export interface Disturbance {
  readonly fromSeconds: number;
  readonly untilSeconds: number;
  /** Other shares, by station. */
  readonly shares?: Readonly<Record<string, number>>;
  /** Share of what comes that fails at once, by station. */
  readonly refused?: Readonly<Record<string, number>>;
  /** Share of the units that is left, by station. */
  readonly unitsLeft?: Readonly<Record<string, number>>;
  /** Share of a store's throughput that is left. */
  readonly storesLeft?: Readonly<Record<string, number>>;
}

/** Why requests wait or are dropped. */
export const CAUSES = [
  "detecting",
  "booting",
  "full",
  "quota",
  "connections",
  "store",
  "broken",
  "shed",
  "scenario",
] as const;
export type Cause = (typeof CAUSES)[number];
