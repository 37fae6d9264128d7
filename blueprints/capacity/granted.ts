import sizing from "../facts/sizing.json";
import { groupBy } from "../group-by";
import { nodeSize } from "../manifest/derive";
import type { Manifest } from "../manifest/manifest";
import type { Pool, Topology } from "../topology/topology";
import { type Quotas, quotaValue } from "./quotas";
import type { Station } from "./system";

/** Virtual CPUs that one unit takes of the account's quota; 0 for what runs on none of EC2's, or is not seen. */
export function vcpusOf(pool: Pool, { services }: Pick<Manifest, "services">): number {
  if (pool.kind === "instances") return pool.instanceType === undefined ? 0 : nodeSize(pool.instanceType).cpu;
  const service = services[pool.service];
  // A pod takes its part of a node, and of a node only a share is left to pods.
  return pool.kind === "pods" && service?.runs === "kubernetes" ? service.cpuCores / sizing.nodeShare : 0;
}

/**
 * Units that quotas allow, by pool, where that is fewer than the pool may have: virtual CPUs in parts as large as what each
 * asks for at its most; what else runs in the account is not known. Functions always stand under a quota.
 */
export function grantedUnits(
  { pools }: Topology,
  manifest: Pick<Manifest, "services">,
  quotas: Quotas,
): ReadonlyMap<string, NonNullable<Station["granted"]>> {
  const found = new Map<string, NonNullable<Station["granted"]>>();
  for (const [region, own] of groupBy(pools, (pool) => pool.region)) {
    const functions = quotaValue(quotas, "functions", region);
    for (const { id, kind } of own)
      if (kind === "function" && functions !== undefined) found.set(id, { units: functions, quota: "functions" });
    const there = quotaValue(quotas, "vcpus", region);
    if (there === undefined) continue;
    const wanted = own.reduce((sum, pool) => sum + (pool.most ?? 0) * vcpusOf(pool, manifest), 0);
    if (wanted <= there) continue;
    for (const pool of own)
      if (vcpusOf(pool, manifest) > 0)
        found.set(pool.id, { units: Math.floor((there * (pool.most ?? 0)) / wanted), quota: "vcpus" });
  }
  return found;
}
