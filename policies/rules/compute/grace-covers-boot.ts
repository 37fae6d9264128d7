import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withInputs } from "../../change-sample";
import { bootSecondsOf } from "../../facts/declared-service";
import { policiesOf } from "../../facts/scaling";
import { balancedBy, healthTypesOf, isHeldAtLaunch } from "../../facts/scaling-targets";
import { fail, pass, perTier, rule, type Verdict } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import { together } from "../../world/together";
import { known, unseen } from "../../world/unseen";
import type { World } from "../../world/world";

const compliant: Sample = {
  declared: {
    services: {
      web: { runs: "instances", capacityRps: 250, minimum: 3, maximum: 9, bootSeconds: 90, reads: [], writes: [] },
    },
  },
  resources: [
    { type: TYPES.targetGroup, name: "targets", inputs: { healthCheck: { interval: 10, healthyThreshold: 2 } } },
    {
      type: TYPES.group,
      name: "web",
      part: "web",
      inputs: {
        healthCheckType: "ELB",
        healthCheckGracePeriod: 110,
        defaultInstanceWarmup: 90,
        targetGroupArns: [ref("targets")],
      },
    },
    {
      type: TYPES.scalingPolicy,
      name: "web-cpu",
      inputs: { autoscalingGroupName: ref("web"), policyType: "StepScaling" },
    },
  ],
};

/** Of the provider; the API's own is 0 [registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/autoscaling_group]. */
const DEFAULT_GRACE = 300;
/** Of a target group [registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lb_target_group]. */
const DEFAULT_PROBE = { interval: 30, healthy: 3 };

export const graceCoversBoot = rule({
  id: "compute/grace-covers-boot",
  title:
    "An instance has time to boot and to pass its health check before it is judged, and counts only once it is warm",
  scope: "stack",
  severity: perTier("none", "warning", "error", "error"),
  why: "With too short a grace period each new instance is ended while it still boots: the group replaces instances for ever and never grows, under load as well. Without a warm-up the idle time of booting instances pulls the average down and scaling out stops too early.",
  source:
    "EC2 Auto Scaling, health check grace period, https://docs.aws.amazon.com/autoscaling/ec2/userguide/health-check-grace-period.html, and default instance warmup, https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-default-instance-warmup.html",
  fix: "set healthCheckGracePeriod to the boot time plus interval x healthy threshold of the health check, and defaultInstanceWarmup to the boot time",
  types: [
    TYPES.group,
    TYPES.groupAttachment,
    TYPES.lifecycleHook,
    TYPES.scalingPolicy,
    TYPES.targetGroup,
    TYPES.classicLoadBalancer,
  ],
  elsewhere: [
    {
      tool: "cdk-nag",
      id: "AwsSolutions-AS2",
      note: "asks only that a grace period is written where the type of check is ELB",
    },
  ],
  example: { compliant, failing: changed(compliant, withInputs("web", { healthCheckGracePeriod: 60 })) },
  subjects: (world) => world.all(TYPES.group),
  judge(group, world) {
    return together([() => grace(group, world), () => warmUp(group, world)]);
  },
});

/** Only a health check that a booting program fails needs it. One that a hook holds back enters the group booted. */
function grace(group: GraphResource, world: World): Verdict | undefined {
  if (!healthTypesOf(group, world).some((type) => type !== "EC2" && type !== "EBS")) return undefined;
  if (isHeldAtLaunch(group, world)) return pass("grace");
  const given = world.number(group, "healthCheckGracePeriod") ?? DEFAULT_GRACE;
  const probes = Math.max(0, ...balancedBy(group, world).map((source) => probeSeconds(source, world)));
  const short = (needed: number, parts: string): Verdict =>
    fail(`is judged ${given} s after launch, but ${parts} take ${needed} s`, {
      key: "grace",
      input: "healthCheckGracePeriod",
      obeys: { healthCheckGracePeriod: needed },
    });
  if (given < probes) return short(probes, "its health checks alone");
  const boot = bootSecondsOf(group, world);
  return given >= boot + probes ? pass("grace") : short(boot + probes, "boot and health checks");
}

function probeSeconds(source: GraphResource, world: World): number {
  const at = (input: string): number | undefined => world.number(source, `healthCheck.${input}`);
  if (source.type === TYPES.targetGroup)
    return (at("interval") ?? DEFAULT_PROBE.interval) * (at("healthyThreshold") ?? DEFAULT_PROBE.healthy);
  const [interval, healthy] = [at("interval"), at("healthyThreshold")];
  if (interval === undefined || healthy === undefined) throw unseen(source, "healthCheck");
  return interval * healthy;
}

/** Matters where metrics of its instances move the group. */
function warmUp(group: GraphResource, world: World): Verdict | undefined {
  const policies = policiesOf(group, world);
  if (policies.length === 0) return undefined;
  const input = "defaultInstanceWarmup";
  const given = world.number(group, input);
  // -1 switches it off. A policy's own takes its place.
  if (given === undefined || given < 0) {
    if (policies.every((policy) => world.has(policy, "estimatedInstanceWarmup"))) return undefined;
    const boots = known(() => bootSecondsOf(group, world));
    return fail("has no defaultInstanceWarmup: metrics of instances that still boot count for its policies", {
      key: "warm-up",
      input,
      ...(boots && { obeys: { [input]: boots.value } }),
    });
  }
  const boot = isHeldAtLaunch(group, world) ? 0 : bootSecondsOf(group, world);
  if (given >= boot) return pass("warm-up");
  return fail(`counts instances as warm after ${given} s, before they have booted (${boot} s)`, {
    key: "warm-up",
    input,
    obeys: { [input]: boot },
  });
}
