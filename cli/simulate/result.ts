import type { Found } from "../../blueprints/capacity/find-limit";
import type { RetryPolicy } from "../../blueprints/capacity/retries";
import type { Simulation } from "../../blueprints/capacity/simulate";
import type { Range } from "../../blueprints/cost/amount";
import type { Tier } from "../../blueprints/tiers/tier";
import type { Point } from "./axes";
import type { QuotaUsed } from "./quotas";

/** What a simulation found, in the form that all reporters read. */
export interface SimulateResult {
  readonly project: string;
  readonly environment: string;
  readonly tier: Tier;
  readonly traffic: Traffic;
  /** With --retries: what comes and is dropped are then tries. */
  readonly retries?: RetryPolicy;
  /** True where units whose health checks fail under too much load were taken out. */
  readonly breaks: boolean;
  /** Longest response that 99 % may take, in milliseconds. */
  readonly latencyP99Ms: number;
  readonly simulation: Simulation;
  readonly carried: boolean;
  readonly resting: Resting;
  /** US dollars for the simulated time: without traffic, at its mean, at its peak all along. */
  readonly cost: Range;
  /** Resources that are not in the cost, because no price of them is known. */
  readonly unpriced: number;
  /** With --find-limit. */
  readonly found?: Found;
  /** With --sweep. */
  readonly sweep?: readonly SweepRow[];
}

export interface Traffic {
  readonly about: string;
  readonly seconds: number;
  readonly stepSeconds: number;
  readonly steps: number;
  readonly requests: number;
  readonly meanRps: number;
  /** In the busiest minute. */
  readonly peakRps: number;
  readonly hitRatio: number;
  readonly startsAt?: number;
  readonly gaps?: number;
  readonly declared: { readonly steadyRps: number; readonly peakRps: number; readonly growthPerMonth: number };
}

/** What the result rests on. */
export interface Resting {
  /** Share of the dropped requests whose reason is an assumed number, 0 to 1; undefined where nothing was dropped. */
  readonly assumedDrops?: number;
  /** Whether the lowest limit is a setting, documented, measured or assumed. */
  readonly ceiling?: string;
  readonly assumptions: readonly string[];
  /** Share of what is dropped whose reason is a default quota of AWS that nobody read; undefined where nothing was dropped. */
  readonly defaultQuotaDrops?: number;
  readonly quotas: readonly QuotaUsed[];
}

/** One tier, and values of the manifest, in the comparison. */
export interface SweepRow {
  readonly tier: Tier;
  /** What is written otherwise than in the manifest; empty where only tiers are compared. */
  readonly settings: Point;
  /** Why there is nothing to say. */
  readonly missing?: string;
  readonly carried?: boolean;
  readonly ceilingRps?: number;
  readonly ceilingWhat?: string;
  readonly dropped?: number;
  readonly came?: number;
  readonly p99Seconds?: number;
  readonly units?: { readonly least: number; readonly most: number };
  readonly cost?: Range;
}
