import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore, without } from "../../../../policies/change-sample";
import { hasScalingPolicy } from "../../../../policies/rules/compute/has-scaling-policy";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const alone = without("web-cpu");
const tracked = (predefinedMetricType: string) => ({
  policyType: "TargetTrackingScaling",
  targetTrackingConfiguration: { predefinedMetricSpecification: { predefinedMetricType }, targetValue: 50 },
});
const policy = (name: string, inputs: object) =>
  withMore({ type: TYPES.scalingPolicy, name, inputs: { autoscalingGroupName: ref("web"), ...inputs } });
const alarm = (metricName: string) =>
  withMore({
    type: TYPES.alarm,
    name: "alarm",
    inputs: { metricName, namespace: "AWS/EC2", alarmActions: [ref("web-step")] },
  });
const provider = (status?: string) =>
  withMore({
    type: TYPES.ecsCapacityProvider,
    name: "provider",
    inputs: {
      autoScalingGroupProvider: {
        autoScalingGroupArn: ref("web"),
        ...(status !== undefined && { managedScaling: { status } }),
      },
    },
  });
const target = withMore({
  type: TYPES.appScalingTarget,
  name: "tasks",
  inputs: {
    minCapacity: 2,
    maxCapacity: 8,
    resourceId: "service/main/api",
    scalableDimension: "ecs:service:DesiredCount",
  },
});
const taskPolicy = (resourceId: unknown) =>
  withMore({
    type: TYPES.appScalingPolicy,
    name: "tasks-cpu",
    inputs: { resourceId, scalableDimension: "ecs:service:DesiredCount", policyType: "TargetTrackingScaling" },
  });

describeRule(hasScalingPolicy, {
  rows: [
    ["one at most", [alone, withInputs("web", { minSize: 0, maxSize: 1 })], "does not apply"],
    ["no policy", alone, "fail", /3 to 9 units but no policy moves it/],
    ["a fixed size", [alone, withInputs("web", { maxSize: 3 })], "does not apply"],
    ["a policy that is off", withInputs("web-cpu", { enabled: false }), "fail", /no policy that acts/],
    [
      "a forecast that only watches",
      [
        alone,
        policy("p", { policyType: "PredictiveScaling", predictiveScalingConfiguration: { mode: "ForecastOnly" } }),
      ],
      "fail",
    ],
    [
      "a forecast that scales",
      [
        alone,
        policy("p", { policyType: "PredictiveScaling", predictiveScalingConfiguration: { mode: "ForecastAndScale" } }),
      ],
      "pass",
    ],
    ["a simple policy, the default kind", [alone, policy("p", { scalingAdjustment: 1 })], "pass"],
    [
      "alarms kept away",
      withInputs("web", { suspendedProcesses: ["AlarmNotification"] }),
      "fail",
      /suspendedProcesses/,
    ],
    ["another process suspended", withInputs("web", { suspendedProcesses: ["AZRebalance"] }), "pass"],
    ["two metrics", policy("out", tracked("ASGAverageNetworkOut")), "pass"],
    [
      "one metric twice",
      policy("again", tracked("ASGAverageCPUUtilization")),
      "fail",
      /AWS\/EC2 CPUUtilization by two/,
    ],
    ["steps on the same metric", [policy("web-step", { policyType: "StepScaling" }), alarm("CPUUtilization")], "fail"],
    ["steps on another metric", [policy("web-step", { policyType: "StepScaling" }), alarm("NetworkIn")], "pass"],
    ["a capacity provider scales it", [alone, provider("ENABLED")], "does not apply"],
    ["a capacity provider that doesn't", [alone, provider("DISABLED")], "fail"],
    [
      "the cluster autoscaler scales it",
      [alone, withInputs("web", { tags: [{ key: "k8s.io/cluster-autoscaler/enabled", value: "true" }] })],
      "does not apply",
    ],
    ["a policy for an unseen group", withInputs("web-cpu", { autoscalingGroupName: UNKNOWN }), "unknown", /GroupName/],
    ["sizes not known", [alone, withInputs("web", { minSize: UNKNOWN })], "unknown"],
    ["a service's target without a policy", target, "fail", /2 to 8/],
    ["a service's target with one", [target, taskPolicy(ref("tasks"))], "pass"],
    ["a service's target named by its path", [target, taskPolicy("service/main/api")], "pass"],
    ["another service's policy", [target, taskPolicy("service/main/web")], "fail"],
    ["a policy that is on or off, not known", withInputs("web-cpu", { enabled: UNKNOWN }), "unknown"],
  ],
});
