import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withInputs } from "../../change-sample";
import { acts, kindOfPolicy, policiesOf } from "../../facts/scaling";
import { fail, pass, perTier, rule } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import { anyOf } from "../../world/any";
import type { World } from "../../world/world";

const SCHEDULE = "aws:autoscaling/schedule:Schedule";

const policy = (name: string, predefinedMetricType: string) => ({
  type: TYPES.scalingPolicy,
  name,
  inputs: {
    autoscalingGroupName: ref("web"),
    policyType: "TargetTrackingScaling",
    targetTrackingConfiguration: { predefinedMetricSpecification: { predefinedMetricType }, targetValue: 50 },
  },
});

const compliant: Sample = {
  resources: [
    { type: TYPES.group, name: "web", inputs: { minSize: 3, maxSize: 9 } },
    policy("web-cpu", "ASGAverageCPUUtilization"),
    policy("web-network", "ASGAverageNetworkOut"),
  ],
};

export const groupAlsoShrinks = rule({
  id: "compute/group-also-shrinks",
  title: "What adds instances by a target also takes them away, or leaves it to a policy made for that",
  scope: "stack",
  severity: perTier("info", "warning", "warning", "warning"),
  why: "A fleet that never shrinks after a peak spends the budget on idle instances. Where only one of several targets may shrink it, it takes away what the others still need.",
  source:
    "Amazon EC2 Auto Scaling User Guide, target tracking scaling policies (multiple policies, disabling scale in), https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-scaling-target-tracking.html",
  fix: "leave disableScaleIn false, or add a step policy or a schedule that takes instances away",
  types: [TYPES.group, TYPES.scalingPolicy, SCHEDULE],
  elsewhere: [],
  example: {
    compliant,
    failing: changed(
      compliant,
      withInputs("web-cpu", {
        targetTrackingConfiguration: {
          predefinedMetricSpecification: { predefinedMetricType: "ASGAverageCPUUtilization" },
          targetValue: 50,
          disableScaleIn: true,
        },
      }),
    ),
  },
  subjects: (world) => world.all(TYPES.group),
  judge(group, world) {
    const policies = policiesOf(group, world).filter((one) => acts(one, world));
    const tracking = policies.filter((one) => kindOfPolicy(one, world) === "target tracking");
    if (tracking.length === 0) return undefined;
    const [stuck] = tracking.filter((one) => onlyAdds(one, world));
    if (!stuck) return pass();
    const others = policies.filter((one) => !tracking.includes(one));
    if (world.referrers(group, [SCHEDULE]).length > 0 || anyOf(others, (one) => takesAway(one, world))) return pass();
    const shrinking = tracking.find((one) => !onlyAdds(one, world));
    return fail(
      shrinking
        ? `is shrunk by ${shrinking.name} without regard to ${stuck.name}, whose scale-in is disabled`
        : `never shrinks: ${stuck.name} has its scale-in disabled, and nothing else takes instances away`,
      { related: [stuck] },
    );
  },
});

const onlyAdds = (policy: GraphResource, world: World): boolean =>
  world.flag(policy, "targetTrackingConfiguration.disableScaleIn") === true;

function takesAway(policy: GraphResource, world: World): boolean {
  if ((world.number(policy, "scalingAdjustment") ?? 0) < 0) return true;
  return world
    .list(policy, "stepAdjustments")
    .some((_, at) => (world.number(policy, `stepAdjustments[${at}].scalingAdjustment`) ?? 0) < 0);
}
