import { changed, withInputs } from "../../change-sample";
import { instancesOf, weaker } from "../../facts/db-members";
import { globalSample } from "../../facts/global-sample";
import { globalDatabases, globalOf } from "../../facts/links";
import { fail, pass, perTier, rule } from "../../rule";
import { TYPES } from "../../types";

export const globalSecondaryAsStrong = rule({
  id: "db/global-secondary-as-strong",
  title: "A secondary cluster of a global database can carry what the primary carries",
  scope: "environment",
  severity: perTier("none", "none", "warning", "error"),
  why: "After a failover the secondary takes all writes. A smaller class falls over under them, on the day when there is nowhere else to go.",
  source:
    "Switchover and failover of Aurora global databases, https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-disaster-recovery.html",
  fix: "give the strongest instance of each secondary the primary's class, and the cluster the same serverless maximum",
  types: [TYPES.globalCluster, TYPES.dbCluster, TYPES.dbClusterInstance],
  elsewhere: [],
  example: {
    compliant: globalSample,
    failing: changed(globalSample, withInputs("orders-us-0", { instanceClass: "db.r6g.large" })),
  },
  subjects: (world) => globalDatabases(world).flatMap(({ secondaries }) => secondaries),
  judge(secondary, world) {
    const primary = globalOf(secondary, world)?.primary;
    if (!primary) return undefined;
    const path = "serverlessv2ScalingConfiguration.maxCapacity";
    const [wanted, maximum] = [world.number(primary, path), world.number(secondary, path)];
    if (wanted !== undefined && maximum !== undefined && maximum < wanted)
      return fail(`grows to ${maximum} capacity units where the primary grows to ${wanted}`, {
        input: "serverlessv2ScalingConfiguration",
      });
    const classes = (cluster: typeof secondary) =>
      instancesOf(cluster, world).map((one) => world.text(one, "instanceClass") ?? "");
    const here = classes(secondary);
    // One without instances has a rule of its own.
    if (here.length === 0) return undefined;
    const stronger = classes(primary).find((one) => here.every((other) => weaker(other, one)));
    if (stronger !== undefined) return fail(`has ${here.join(", ")} where the primary has ${stronger}`);
    return pass();
  },
});
