import { changed, without } from "../../change-sample";
import { instancesOf } from "../../facts/db-members";
import { globalSample } from "../../facts/global-sample";
import { globalDatabases } from "../../facts/links";
import { fail, pass, perTier, rule } from "../../rule";
import { TYPES } from "../../types";

export const globalSecondaryNotHeadless = rule({
  id: "db/global-secondary-not-headless",
  title: "A secondary cluster of a global database has an instance",
  scope: "environment",
  severity: perTier("none", "none", "warning", "error"),
  why: "A cluster without instances can't be promoted: on the day the region goes an instance must be made first, by a control plane that everybody else asks too.",
  source:
    "Headless clusters of Aurora global databases, https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-attach.console.headless.html",
  fix: "give each secondary cluster at least one instance",
  types: [TYPES.globalCluster, TYPES.dbCluster, TYPES.dbClusterInstance],
  elsewhere: [],
  example: { compliant: globalSample, failing: changed(globalSample, without("orders-us-0")) },
  subjects: (world) => globalDatabases(world).flatMap(({ secondaries }) => secondaries),
  judge(cluster, world) {
    if (instancesOf(cluster, world).length > 0) return pass();
    return fail(`has no instance in ${cluster.region ?? "its region"} and can't take over`);
  },
  repair: ({ part }) => (part === undefined ? undefined : { path: `data.${part}.secondaryReplicas`, value: 1 }),
});
