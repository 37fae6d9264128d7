import { changed, withInputs } from "../../change-sample";
import { fail, pass, perTier, rule } from "../../rule";
import type { Sample } from "../../sample";
import { TYPES } from "../../types";

const compliant: Sample = {
  resources: [{ type: TYPES.replicationGroup, name: "sessions", inputs: { autoMinorVersionUpgrade: true } }],
};

export const takesPatches = rule({
  id: "cache/takes-patches",
  title: "A cache takes patches of its engine by itself",
  scope: "resource",
  severity: perTier("info", "warning", "warning", "warning"),
  why: "Fixes of the engine's security holes wait until somebody thinks of them. With a replica to fail over to, the update costs seconds in the maintenance window.",
  source:
    "AWS Security Hub, ElastiCache.2 (automatic minor version upgrades), https://docs.aws.amazon.com/securityhub/latest/userguide/elasticache-controls.html",
  fix: "leave autoMinorVersionUpgrade true",
  types: [TYPES.replicationGroup],
  elsewhere: [
    { tool: "security-hub", id: "ElastiCache.2" },
    { tool: "prowler", id: "elasticache_redis_cluster_auto_minor_version_upgrades" },
  ],
  example: { compliant, failing: changed(compliant, withInputs("sessions", { autoMinorVersionUpgrade: false })) },
  subjects: (world) => world.all(TYPES.replicationGroup),
  judge(group, world) {
    // Default true [docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html].
    if (world.flag(group, "autoMinorVersionUpgrade") !== false) return pass();
    return fail("takes no patches by itself", { input: "autoMinorVersionUpgrade" });
  },
});
