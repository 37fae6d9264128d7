import type { GraphResource } from "../../blueprints/graph/graph";
import { TYPES } from "../types";
import { UnseenValue } from "../world/unseen";
import type { World } from "../world/world";

export type PolicyKind = "target tracking" | "step" | "simple" | "predictive" | "other";

/** The only dimension of a service's target [docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html]. */
export const SERVICE_COUNT = "ecs:service:DesiredCount";

const KINDS: Readonly<Record<string, PolicyKind>> = {
  TargetTrackingScaling: "target tracking",
  StepScaling: "step",
  SimpleScaling: "simple",
  PredictiveScaling: "predictive",
};

/**
 * Absent, a group's policy is simple and any other is stepwise
 * [docs.aws.amazon.com/autoscaling/ec2/APIReference/API_PutScalingPolicy.html,
 * registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/appautoscaling_policy].
 */
export function kindOfPolicy(policy: GraphResource, world: World): PolicyKind {
  const absent = policy.type === TYPES.scalingPolicy ? "SimpleScaling" : "StepScaling";
  return KINDS[world.text(policy, "policyType") || absent] ?? "other";
}

/** False for a policy that is switched off, or that only writes down what it would have done. */
export function acts(policy: GraphResource, world: World): boolean {
  if (policy.type === TYPES.scalingPolicy && world.flag(policy, "enabled") === false) return false;
  if (kindOfPolicy(policy, world) !== "predictive") return true;
  const settings =
    policy.type === TYPES.scalingPolicy ? "predictiveScalingConfiguration" : "predictiveScalingPolicyConfiguration";
  return world.text(policy, `${settings}.mode`) === "ForecastAndScale";
}

/** Registered targets of a service: those that refer to it, and those that write its path out (`service/cluster/web`). */
export function targetsOfService(service: GraphResource, world: World): readonly GraphResource[] {
  const name = world.peek(service, "name");
  const named = world.all(TYPES.appScalingTarget).filter((target) => {
    const path = world.peek(target, "resourceId");
    return typeof name === "string" && typeof path === "string" && samePlace(target, service) && endsIn(path, name);
  });
  return [...new Set([...world.referrers(service, [TYPES.appScalingTarget], "resourceId"), ...named])];
}

const samePlace = (a: GraphResource, b: GraphResource): boolean => a.region === b.region;
const endsIn = (path: string, name: string): boolean => path.startsWith("service/") && path.endsWith(`/${name}`);

/** Policies of a group, or of a service's or another target. */
export function policiesOf(scaled: GraphResource, world: World): readonly GraphResource[] {
  if (scaled.type === TYPES.group) return world.referrers(scaled, [TYPES.scalingPolicy], "autoscalingGroupName");
  if (scaled.type === TYPES.ecsService) {
    const direct = world.referrers(scaled, [TYPES.appScalingPolicy], "resourceId");
    return [...new Set([...direct, ...targetsOfService(scaled, world).flatMap((target) => policiesOf(target, world))])];
  }
  const path = world.peek(scaled, "resourceId");
  const dimension = world.peek(scaled, "scalableDimension");
  const named = world
    .all(TYPES.appScalingPolicy)
    .filter(
      (policy) =>
        typeof path === "string" &&
        samePlace(policy, scaled) &&
        world.peek(policy, "resourceId") === path &&
        world.peek(policy, "scalableDimension") === dimension,
    );
  return [...new Set([...world.referrers(scaled, [TYPES.appScalingPolicy], "resourceId"), ...named])];
}

/**
 * Ends the judgement as unknown where a policy is there that names what it scales by a value whose origin isn't seen: it may
 * be this one.
 */
export function demandPlacedPolicies(scaled: GraphResource, world: World): void {
  const [type, input] =
    scaled.type === TYPES.group
      ? [TYPES.scalingPolicy, "autoscalingGroupName"]
      : [TYPES.appScalingPolicy, "resourceId"];
  for (const policy of world.all(type)) {
    if (policy.stack !== scaled.stack || typeof world.peek(policy, input) === "string") continue;
    if (world.linked(policy, input, scaled.type, TYPES.appScalingTarget, TYPES.group, TYPES.ecsService).length === 0)
      throw new UnseenValue(`${input} of ${policy.name}`, policy, input);
  }
}

/** True where a capacity provider moves the group by the tasks that wait. */
export function managedByCapacityProvider(group: GraphResource, world: World): boolean {
  const input = "autoScalingGroupProvider";
  return world
    .referrers(group, [TYPES.ecsCapacityProvider], input)
    .some((provider) => world.text(provider, `${input}.managedScaling.status`) === "ENABLED");
}
