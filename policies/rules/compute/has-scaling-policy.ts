import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, without } from "../../change-sample";
import {
  acts,
  demandPlacedPolicies,
  kindOfPolicy,
  managedByCapacityProvider,
  policiesOf,
  SERVICE_COUNT,
} from "../../facts/scaling";
import { metricsOf } from "../../facts/scaling-metrics";
import { fail, pass, perTier, rule, type Verdict } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import { anyOf } from "../../world/any";
import type { World } from "../../world/world";

const compliant: Sample = {
  resources: [
    { type: TYPES.group, name: "web", inputs: { minSize: 3, maxSize: 9 } },
    {
      type: TYPES.scalingPolicy,
      name: "web-cpu",
      inputs: {
        autoscalingGroupName: ref("web"),
        policyType: "TargetTrackingScaling",
        targetTrackingConfiguration: {
          predefinedMetricSpecification: { predefinedMetricType: "ASGAverageCPUUtilization" },
          targetValue: 50,
        },
      },
    },
  ],
};

export const hasScalingPolicy = rule({
  id: "compute/has-scaling-policy",
  title: "What may grow has one policy for each metric that makes it grow",
  scope: "stack",
  severity: perTier("none", "error", "error", "error"),
  why: "A maximum above the minimum changes nothing by itself: without a policy the group stays at its minimum through the peak. Two policies on one metric pull against each other: one adds what the other takes away.",
  source:
    "Well-Architected REL07-BP01, https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_adapt_to_changes_autoscale_adapt.html; one target tracking policy a metric: https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-scaling-target-tracking.html",
  fix: "add a target tracking policy on the metric that fills up first, or set the maximum to the minimum",
  types: [
    TYPES.group,
    TYPES.scalingPolicy,
    TYPES.appScalingTarget,
    TYPES.appScalingPolicy,
    TYPES.ecsService,
    TYPES.ecsCapacityProvider,
    TYPES.alarm,
  ],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, without("web-cpu")) },
  subjects: (world) =>
    [...world.all(TYPES.group), ...world.all(TYPES.appScalingTarget)].filter(
      (scaled) => scaled.type === TYPES.group || world.peek(scaled, "scalableDimension") === SERVICE_COUNT,
    ),
  judge(scaled, world) {
    const [low, high] = scaled.type === TYPES.group ? ["minSize", "maxSize"] : ["minCapacity", "maxCapacity"];
    const range = `${world.number(scaled, low) ?? 0} to ${world.number(scaled, high) ?? 0}`;
    if ((world.number(scaled, low) ?? 0) >= (world.number(scaled, high) ?? 0)) return undefined;
    // One at most is switched on and off by hand: a bastion.
    if ((world.number(scaled, high) ?? 0) <= 1) return undefined;
    if (scaled.type === TYPES.group && scaledElsewhere(scaled, world)) return undefined;
    const policies = policiesOf(scaled, world);
    if (!anyOf(policies, (policy) => acts(policy, world))) {
      demandPlacedPolicies(scaled, world);
      const what = policies.length === 0 ? "no policy" : "no policy that acts";
      return fail(`may have ${range} units but ${what} moves it`, { input: high, related: policies });
    }
    if (scaled.type === TYPES.group && world.texts(scaled, "suspendedProcesses").includes("AlarmNotification"))
      return fail("has policies, but suspendedProcesses keeps their alarms from it", { input: "suspendedProcesses" });
    return [pass(), ...doubled(policies, world)];
  },
});

/** A capacity provider or the cluster autoscaler moves it; the latter finds its groups by their tags. */
const scaledElsewhere = (group: GraphResource, world: World): boolean =>
  managedByCapacityProvider(group, world) ||
  world
    .list(group, "tags")
    .some((_, index) => world.peek(group, `tags[${index}].key`) === "k8s.io/cluster-autoscaler/enabled");

/** Policies that act on a metric that another one acts on. Step policies may share one: out by one, in by the other. */
function doubled(policies: readonly GraphResource[], world: World): readonly Verdict[] {
  const acting = policies.filter((policy) => acts(policy, world));
  const tracking = acting.filter((policy) => kindOfPolicy(policy, world) === "target tracking");
  return tracking.flatMap((policy, index) => {
    const others = [...tracking.slice(index + 1), ...acting.filter((other) => !tracking.includes(other))];
    const own = metricsOf(policy, world);
    return others.flatMap((other): Verdict[] => {
      if (kindOfPolicy(other, world) === "predictive") return [];
      const shared = metricsOf(other, world).find((metric) => own.includes(metric));
      if (shared === undefined) return [];
      return [
        fail(`is moved on ${shared} by two policies, ${policy.name} and ${other.name}`, {
          key: `${policy.name}+${other.name}`,
          fix: "keep one policy for the metric",
          related: [policy, other],
        }),
      ];
    });
  });
}
