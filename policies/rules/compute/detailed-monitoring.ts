import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withInputs } from "../../change-sample";
import { acts, policiesOf } from "../../facts/scaling";
import { metricsOf } from "../../facts/scaling-metrics";
import { fail, pass, perTier, rule } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import { anyOf } from "../../world/any";
import type { World } from "../../world/world";

const compliant: Sample = {
  resources: [
    { type: TYPES.launchTemplate, name: "template", inputs: { monitoring: { enabled: true } } },
    { type: TYPES.group, name: "web", inputs: { minSize: 2, maxSize: 8, launchTemplate: { id: ref("template") } } },
    {
      type: TYPES.scalingPolicy,
      name: "cpu",
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

export const detailedMonitoring = rule({
  id: "compute/detailed-monitoring",
  title: "Instances that are scaled by their own metrics report them every minute",
  scope: "stack",
  severity: perTier("info", "warning", "warning", "warning"),
  why: "Basic metrics come every five minutes: the fleet learns of a peak when users have waited through it.",
  source:
    "Amazon EC2 Auto Scaling User Guide, configure monitoring for Auto Scaling instances, https://docs.aws.amazon.com/autoscaling/ec2/userguide/enable-as-instance-metrics.html: scaling on instance metrics with a 1-minute frequency is recommended",
  fix: "set monitoring.enabled of the launch template to true",
  types: [TYPES.launchTemplate, TYPES.group, TYPES.scalingPolicy],
  elsewhere: [
    { tool: "checkov", id: "CKV_AWS_126", note: "asks it of every instance" },
    { tool: "cdk-nag", id: "AwsSolutions-EC28", note: "asks it of every instance" },
    { tool: "prowler", id: "ec2_instance_detailed_monitoring_enabled", note: "asks it of every instance" },
  ],
  example: { compliant, failing: changed(compliant, withInputs("template", { monitoring: { enabled: false } })) },
  subjects: (world) => world.all(TYPES.launchTemplate),
  judge(template, world) {
    const groups = world.referrers(template, [TYPES.group]);
    if (!anyOf(groups, (group) => isScaledByInstances(group, world))) return undefined;
    // Default false in a template [docs.aws.amazon.com/AWSEC2/latest/APIReference/API_LaunchTemplatesMonitoringRequest.html].
    if (world.flag(template, "monitoring.enabled") === true) return pass();
    return fail("reports every five minutes what its fleet is scaled by", { input: "monitoring", related: groups });
  },
});

const isScaledByInstances = (group: GraphResource, world: World): boolean =>
  anyOf(policiesOf(group, world), (policy) =>
    acts(policy, world) ? metricsOf(policy, world).some((metric) => metric.startsWith("AWS/EC2 ")) : false,
  );
