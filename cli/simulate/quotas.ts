import { QUOTA_IDS, QUOTAS, type QuotaId, type Quotas, quotaBasis, quotaValue } from "../../blueprints/capacity/quotas";
import { type Simulation, sumsOf } from "../../blueprints/capacity/simulate";
import type { Manifest } from "../../blueprints/manifest/manifest";
import type { Io } from "../command";

export interface QuotaFlags {
  readonly quotas?: boolean;
  readonly endpoint?: string;
}

/** Asks the account for its quotas in the manifest's regions, where the flag wants it; says on stderr what could not be read. */
export async function quotasOf(
  flags: QuotaFlags,
  { regions }: Pick<Manifest, "regions">,
  io: Pick<Io, "stderr">,
): Promise<Quotas | undefined> {
  if (flags.quotas !== true) return undefined;
  const [{ readQuotas }, { accountClients }] = await Promise.all([
    import("../../stacks/account/quota-values.js"),
    import("../../stacks/account/clients.js"),
  ]);
  const { endpoint } = flags;
  const read = await readQuotas([regions.primary, ...regions.secondaries], (region) =>
    accountClients({ region, ...(endpoint !== undefined && { endpoint }) }),
  );
  const silent = read.filter(({ value }) => value === undefined);
  if (silent.length > 0) {
    const [{ why = "" } = {}] = silent;
    io.stderr.write(
      `${silent.length} of ${read.length} quotas could not be read (${why}); AWS's defaults stand for them\n`,
    );
  }
  return read;
}

/** A quota as a result shows it: the account's own, the documented default, or not held against anything. */
export interface QuotaUsed {
  readonly id: QuotaId;
  readonly what: string;
  readonly region: string;
  readonly value?: number;
  readonly from: "account" | "default" | "not known";
  /** Why the account did not say. */
  readonly why?: string;
}

/** What quotas a simulation was held against, whether they were read or not. */
export const quotasUsed = (quotas: Quotas, regions: readonly string[]): readonly QuotaUsed[] =>
  QUOTA_IDS.flatMap((id) => {
    const { what = "", region: only } = QUOTAS.find((quota) => quota.id === id) ?? {};
    return (only === undefined ? regions : [only]).map((region): QuotaUsed => {
      const value = quotaValue(quotas, id, region);
      const why = quotas.find((each) => each.id === id && each.region === region)?.why;
      const own = quotaBasis(quotas, id, region).kind === "account";
      const from = value === undefined ? "not known" : own ? "account" : "default";
      return { id, what, region, ...(value !== undefined && { value }), from, ...(why !== undefined && { why }) };
    });
  });

/** Share of what is dropped, at the CDN too, whose reason is a default quota that nobody read; undefined where nothing is. */
export function defaultQuotaShare({ outcomes, edge }: Simulation, quotas: Quotas): number | undefined {
  const lost = sumsOf(outcomes).dropped + edge.refused;
  if (lost === 0) return undefined;
  const isDefault = (id: QuotaId, region: string): boolean => quotaBasis(quotas, id, region).kind !== "account";
  const own = outcomes.reduce(
    (sum, { drops, station: { granted, region } }) =>
      sum + (granted && isDefault(granted.quota, region) ? drops.quota : 0),
    0,
  );
  return (own + (isDefault("edge", "") ? edge.refused : 0)) / lost;
}
