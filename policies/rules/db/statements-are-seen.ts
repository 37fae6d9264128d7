import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withInputs } from "../../change-sample";
import { fail, pass, perTier, rule } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import { unseen } from "../../world/unseen";
import type { World } from "../../world/world";

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

/**
 * Classes that cannot have it, by engine. MySQL and MariaDB: the smallest burstable ones; Aurora MySQL: all of t2 and t3 as well;
 * PostgreSQL, Aurora's too, and SQL Server: none
 * [docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DatabaseInsights.Engines.html and
 * docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_DatabaseInsights.Engines.html, read on 2026-11-27].
 */
const UNFIT: readonly (readonly [engine: RegExp, classes: RegExp])[] = [
  [/^(mysql|mariadb)$/, /^db\.t(2|3|4g)\.(micro|small)$/],
  [/^aurora-mysql$|^aurora$/, /^db\.(t2|t3)\.|^db\.t4g\.(micro|small)$/],
];

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
    if (world.flag(instance, "performanceInsightsEnabled") === true) return pass();
    const clusters =
      instance.type === TYPES.dbClusterInstance ? world.linked(instance, "clusterIdentifier", TYPES.dbCluster) : [];
    if (cannotHave(instance, clusters, world)) return undefined;
    const byCluster = clusters.some(
      (cluster) =>
        world.flag(cluster, "performanceInsightsEnabled") === true || world.has(cluster, "databaseInsightsMode"),
    );
    return byCluster ? pass() : fail("does not say what it is busy with", { input: "performanceInsightsEnabled" });
  },
});

/** True where AWS offers it for no instance of the kind; a class that only some engines have it for needs the engine. */
function cannotHave(instance: GraphResource, clusters: readonly GraphResource[], world: World): boolean {
  const name = world.text(instance, "instanceClass") ?? "";
  if (!UNFIT.some(([, classes]) => classes.test(name))) return false;
  const engine = [instance, ...clusters].map((one) => world.text(one, "engine")).find((one) => one !== undefined);
  // A replica takes the engine of its source, which may not be shown.
  if (engine === undefined) throw unseen(instance, "engine");
  return UNFIT.some(([engines, classes]) => engines.test(engine) && classes.test(name));
}
