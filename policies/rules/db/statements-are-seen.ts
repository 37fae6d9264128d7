import { changed, withInputs } from "../../change-sample";
import { fail, pass, perTier, rule } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";

const compliant: Sample = {
  resources: [
    { type: TYPES.dbCluster, name: "orders", inputs: { engine: "aurora-postgresql" } },
    {
      type: TYPES.dbClusterInstance,
      name: "orders-0",
      inputs: { clusterIdentifier: ref("orders"), instanceClass: "db.r6g.large", performanceInsightsEnabled: true },
    },
  ],
};

/** Classes that are too small for it [docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PerfInsights.Overview.Engines.html]. */
const TOO_SMALL = /^db\.t\d+g?\.(micro|small)$/;

export const statementsAreSeen = rule({
  id: "db/statements-are-seen",
  title: "A database says which statements it spends its time on",
  scope: "stack",
  severity: perTier("none", "warning", "warning", "warning"),
  why: "When the database is slow, everybody sees that and nobody which statement it is: the incident lasts as long as the guessing.",
  source:
    "Amazon RDS User Guide, monitoring DB load with Performance Insights, https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PerfInsights.html",
  fix: "set performanceInsightsEnabled to true; seven days of it cost nothing",
  types: [TYPES.dbClusterInstance, TYPES.dbInstance, TYPES.dbCluster],
  elsewhere: [
    { tool: "checkov", id: "CKV_AWS_353" },
    { tool: "trivy", id: "AWS-0133" },
  ],
  example: { compliant, failing: changed(compliant, withInputs("orders-0", { performanceInsightsEnabled: false })) },
  subjects: (world) => world.all(TYPES.dbClusterInstance, TYPES.dbInstance),
  judge(instance, world) {
    if (TOO_SMALL.test(world.text(instance, "instanceClass") ?? "")) return undefined;
    if (world.flag(instance, "performanceInsightsEnabled") === true) return pass();
    const clusters =
      instance.type === TYPES.dbClusterInstance ? world.linked(instance, "clusterIdentifier", TYPES.dbCluster) : [];
    const byCluster = clusters.some(
      (cluster) =>
        world.flag(cluster, "performanceInsightsEnabled") === true || world.has(cluster, "databaseInsightsMode"),
    );
    return byCluster ? pass() : fail("does not say what it is busy with", { input: "performanceInsightsEnabled" });
  },
});
