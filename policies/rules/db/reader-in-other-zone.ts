import { changed, without } from "../../change-sample";
import { instancesOf, isAurora, promotionTier } from "../../facts/db-members";
import { fail, pass, perTier, rule } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";

const instance = (index: number, inputs: Readonly<Record<string, unknown>> = {}) => ({
  type: TYPES.dbClusterInstance,
  name: `orders-${index}`,
  inputs: { clusterIdentifier: ref("orders"), instanceClass: "db.r6g.large", promotionTier: index, ...inputs },
});

const compliant: Sample = {
  resources: [
    { type: TYPES.dbCluster, name: "orders", inputs: { engine: "aurora-postgresql" } },
    instance(0),
    instance(1),
  ],
};

export const readerInOtherZone = rule({
  id: "db/reader-in-other-zone",
  title: "An Aurora cluster has a reader in another zone that may take over",
  scope: "stack",
  severity: perTier("info", "error", "error", "error"),
  why: "With a reader in another zone the writer's loss is a failover of under a minute; without one Aurora makes a new instance first, which takes ten minutes or fails while the zone is down.",
  source:
    "AWS Security Hub control RDS.15, https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-15; Aurora fault tolerance, https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html",
  fix: "add a reader at promotion tier 0 or 1, and leave its zone to Aurora or choose another than the writer's",
  types: [TYPES.dbCluster, TYPES.dbClusterInstance],
  elsewhere: [
    { tool: "security-hub", id: "RDS.15" },
    { tool: "prowler", id: "rds_cluster_multi_az" },
  ],
  example: { compliant, failing: changed(compliant, without("orders-1")) },
  subjects: (world) => world.all(TYPES.dbCluster),
  judge(cluster, world) {
    if (!isAurora(cluster, world)) return undefined;
    if (world.text(cluster, "engineMode") === "serverless") return undefined;
    const instances = instancesOf(cluster, world);
    // A cluster without instances serves nothing; a secondary like that has a rule of its own.
    if (instances.length === 0) return undefined;
    if (instances.length === 1) return fail("has one instance and no reader to take over", { related: instances });
    const ready = instances.filter((one) => promotionTier(one, world) <= 1);
    if (ready.length < 2)
      return fail("has no reader at promotion tier 0 or 1 besides the writer", { related: instances });
    // Aurora spreads instances over the subnet group's zones where none is chosen.
    if (ready.some((one) => !world.has(one, "availabilityZone"))) return pass();
    const zones = new Set(ready.map((one) => world.text(one, "availabilityZone")));
    if (zones.size > 1) return pass();
    return fail(`has all instances that may write in ${[...zones].join()}`, { related: ready });
  },
  repair: ({ part }) => (part === undefined ? undefined : { path: `data.${part}.replicas`, value: 1 }),
});
