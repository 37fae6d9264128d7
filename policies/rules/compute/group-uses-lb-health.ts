import { changed, withInputs } from "../../change-sample";
import { hasSource, healthTypesOf, watchersOf } from "../../facts/scaling-targets";
import { fail, pass, perTier, rule } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";

const compliant: Sample = {
  resources: [
    { type: TYPES.targetGroup, name: "targets", inputs: { port: 8080, protocol: "HTTP" } },
    {
      type: TYPES.group,
      name: "web",
      inputs: { minSize: 3, maxSize: 9, healthCheckType: "ELB", targetGroupArns: [ref("targets")] },
    },
  ],
};

export const groupUsesLbHealth = rule({
  id: "compute/group-uses-lb-health",
  title: "A scaling group behind a load balancer replaces instances that fail its health check",
  scope: "stack",
  severity: perTier("warning", "error", "error", "error"),
  why: "EC2's own check sees a dead machine, not a dead program. An instance whose process hangs gets no more requests but is never replaced: capacity drains away, instance by instance, until the rest is overloaded.",
  source:
    "AWS Security Hub control AutoScaling.1, https://docs.aws.amazon.com/securityhub/latest/userguide/autoscaling-controls.html#autoscaling-1",
  fix: "set healthCheckType to ELB, with a grace period that covers the boot",
  types: [
    TYPES.group,
    TYPES.groupAttachment,
    TYPES.trafficSourceAttachment,
    TYPES.targetGroup,
    TYPES.classicLoadBalancer,
  ],
  elsewhere: [
    { tool: "security-hub", id: "AutoScaling.1" },
    { tool: "checkov", id: "CKV2_AWS_15", note: "sees groups with an attachment resource only" },
    { tool: "prowler", id: "autoscaling_group_elb_health_check_enabled" },
  ],
  example: { compliant, failing: changed(compliant, withInputs("web", { healthCheckType: "EC2" })) },
  subjects: (world) => world.all(TYPES.group).filter((group) => hasSource(group, world)),
  judge(group, world) {
    const watchers = watchersOf(group, world);
    const types = healthTypesOf(group, world);
    const missing = watchers.filter((watcher) => !types.includes(watcher));
    if (missing.length === 0) return pass();
    const sender = missing.includes("ELB") ? "a load balancer" : "VPC Lattice";
    return fail(
      `gets requests from ${sender} but is checked by ${types.join(", ")} only, without ${missing.join(", ")}`,
      {
        input: "healthCheckType",
      },
    );
  },
});
