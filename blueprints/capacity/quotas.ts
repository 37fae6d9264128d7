import facts from "../facts/quotas.json";
import { type Basis, type FactName, factBasis, factValue } from "./fact";

/** Quotas of an account that end what a design carries. */
export const QUOTA_IDS = ["edge", "targets", "functions", "vcpus"] as const;
export type QuotaId = (typeof QUOTA_IDS)[number];

/** How the Service Quotas API knows a quota: by its code, or by its documented name where no code is published. */
export interface Quota {
  readonly id: QuotaId;
  readonly service: string;
  readonly code?: string;
  readonly name?: string;
  /** The one region that answers for a service without regions. */
  readonly region?: string;
  readonly what: string;
}

export const QUOTAS: readonly Quota[] = facts.capacity.map(({ id, ...rest }) => ({ ...rest, id: id as QuotaId }));

/** What the account said of one quota in one region; without a value, why it said nothing. */
export interface QuotaReading {
  readonly id: QuotaId;
  readonly region: string;
  readonly value?: number;
  readonly why?: string;
}

/** Readings of an account; empty where nobody asked. */
export type Quotas = readonly QuotaReading[];

/** A new account's five virtual CPUs are raised as it grows, so that no default of them stands for anybody's. */
const DEFAULTS: Readonly<Partial<Record<QuotaId, FactName>>> = {
  edge: "edgeRequests",
  targets: "targetsPerBalancer",
  functions: "functionConcurrency",
};

/** The account's own value, else the documented default; undefined where there is neither. */
export function quotaValue(quotas: Quotas, id: QuotaId, region: string): number | undefined {
  const fallback = DEFAULTS[id];
  return ownValue(quotas, id, region) ?? (fallback === undefined ? undefined : factValue(fallback));
}

export function quotaBasis(quotas: Quotas, id: QuotaId, region: string): Basis {
  const fallback = DEFAULTS[id];
  return fallback === undefined || ownValue(quotas, id, region) !== undefined
    ? { kind: "account" }
    : factBasis(fallback);
}

function ownValue(quotas: Quotas, id: QuotaId, region: string): number | undefined {
  const { region: only } = QUOTAS.find((quota) => quota.id === id) ?? {};
  return quotas.find((each) => each.id === id && each.region === (only ?? region))?.value;
}
