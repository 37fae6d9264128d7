import { changed, withInputs } from "../../change-sample";
import { instancesOf, isAurora, isServerless, promotionTier, weaker } from "../../facts/db-members";
import { fail, pass, perTier, rule } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";

const instance = (index: number) => ({
  type: TYPES.dbClusterInstance,
  name: `orders-${index}`,
  inputs: { clusterIdentifier: ref("orders"), instanceClass: "db.r6g.xlarge", promotionTier: index },
});

const compliant: Sample = {
  resources: [
    { type: TYPES.dbCluster, name: "orders", inputs: { engine: "aurora-postgresql" } },
    instance(0),
    instance(1),
    instance(2),
  ],
};

export const failoverTargetAsStrong = rule({
  id: "db/failover-target-as-strong",
  title: "A reader that takes over first is as strong as the writer",
  scope: "stack",
  severity: perTier("none", "error", "error", "error"),
  why: "Aurora promotes by tier, not by size: a smaller reader becomes the writer and falls over under the load that the old one carried. A serverless reader above tier 1 may idle far below the writer at that moment.",
  source:
    "Aurora fault tolerance, https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html; Aurora Serverless v2 promotion tiers, https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.how-it-works.html",
  fix: "give readers at promotion tier 0 and 1 the largest class of the cluster, and move smaller ones behind them",
  types: [TYPES.dbCluster, TYPES.dbClusterInstance],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, withInputs("orders-1", { instanceClass: "db.r6g.large" })) },
  subjects: (world) => world.all(TYPES.dbCluster),
  judge(cluster, world) {
    if (!isAurora(cluster, world)) return undefined;
    const all = instancesOf(cluster, world).map((resource) => ({
      resource,
      name: world.text(resource, "instanceClass") ?? "",
      tier: promotionTier(resource, world),
    }));
    if (all.length < 2) return undefined;
    const first = all.filter(({ tier }) => tier <= 1);
    // Any of them may be the writer now: the strongest is the measure.
    const weak = first.filter(({ name }) => all.some((other) => weaker(name, other.name)));
    const [one] = weak;
    const strongest = all.find(({ name }) => one && weaker(one.name, name));
    if (one && strongest)
      return fail(`may hand writing to ${one.resource.name} (${one.name}), which is smaller than ${strongest.name}`, {
        related: [one.resource],
      });
    if (
      first.every(({ name }) => !isServerless(name)) &&
      all.some(({ name }) => isServerless(name)) &&
      first.length < 2
    )
      return fail("has only serverless readers above promotion tier 1, which may idle below the writer");
    return pass();
  },
});
