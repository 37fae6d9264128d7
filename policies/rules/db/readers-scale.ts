import { changed, without } from "../../change-sample";
import { fail, pass, perTier, rule } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";

const compliant: Sample = {
  resources: [
    {
      type: TYPES.appScalingTarget,
      name: "replicas",
      inputs: { scalableDimension: "rds:cluster:ReadReplicaCount", minCapacity: 2, maxCapacity: 5 },
    },
    { type: TYPES.appScalingPolicy, name: "policy", inputs: { resourceId: ref("replicas") } },
  ],
};

export const readersScale = rule({
  id: "db/readers-scale",
  title: "Readers that may scale do: a policy moves them, upward from two",
  scope: "stack",
  severity: perTier("none", "info", "warning", "warning"),
  why: "A target without a policy or without room never adds a reader, and one that may shrink to a single reader leaves nobody to take over and read.",
  source:
    "Amazon Aurora User Guide, Auto Scaling with replicas, https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Integrating.AutoScaling.html",
  fix: "keep two readers at least, a maximum above that, and a policy of target tracking",
  types: [TYPES.appScalingTarget, TYPES.appScalingPolicy],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, without("policy")) },
  subjects: (world) =>
    world.all(TYPES.appScalingTarget).filter((one) => world.peek(one, "scalableDimension") === DIMENSION),
  judge(target, world) {
    const [least, most] = [world.number(target, "minCapacity") ?? 0, world.number(target, "maxCapacity") ?? 0];
    if (world.referrers(target, [TYPES.appScalingPolicy]).length === 0) return fail("is moved by no policy");
    if (most <= least) return fail(`has no room: from ${least} to ${most} readers`, { input: "maxCapacity" });
    if (least < 2) return fail(`may shrink to ${least} readers, where 2 are needed`, { input: "minCapacity" });
    return pass();
  },
});

const DIMENSION = "rds:cluster:ReadReplicaCount";
