import { makePart, type PlanContext } from "../context";
import { clusterArn } from "../names";
import type { PartOf } from "../plan";

export function globalDatabasePart(plan: PlanContext, store: string): PartOf<"global-database"> {
  const { names, account, manifest, at, derived, fixed } = plan;
  const { primary } = manifest.regions;
  return makePart(
    "global-database",
    store,
    at(`data.${store}.global`),
    {
      globalClusterIdentifier: names.globalCluster(store),
      sourceClusterArn: clusterArn(primary, account, names.auroraCluster(store, primary)),
      deletionProtection: true,
    },
    {
      globalClusterIdentifier: derived("from project, environment and store", "name", `data.${store}`),
      sourceClusterArn: derived("ARN of the first writer, from account, region and name", "regions.primary", "account"),
      deletionProtection: fixed("data is never deleted by accident, at any tier"),
    },
  );
}
