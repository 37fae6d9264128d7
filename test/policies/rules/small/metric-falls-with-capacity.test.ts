import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore, without } from "../../../../policies/change-sample";
import { metricFallsWithCapacity } from "../../../../policies/rules/small/metric-falls-with-capacity";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const tracking = (customizedMetricSpecification: unknown) =>
  withInputs("web-cpu", { targetTrackingConfiguration: { customizedMetricSpecification, targetValue: 50 } });
const named = (namespace: string, metricName: string) => tracking({ namespace, metricName });
const query = (metricName: string) => ({
  id: "m",
  metricStat: { stat: "Sum", metric: { namespace: "AWS/SQS", metricName } },
});
const service = (settings: object) =>
  withMore({
    type: TYPES.appScalingPolicy,
    name: "tasks",
    inputs: { policyType: "TargetTrackingScaling", targetTrackingScalingPolicyConfiguration: settings },
  });

describeRule(metricFallsWithCapacity, {
  rows: [
    ["a total", named("AWS/ApplicationELB", "RequestCount"), "fail", /RequestCount, a total/],
    ["a latency", named("AWS/ApplicationELB", "TargetResponseTime"), "fail", /a latency/],
    ["a classic balancer's latency", named("AWS/ELB", "Latency"), "fail"],
    ["a backlog", named("AWS/SQS", "ApproximateNumberOfMessagesVisible"), "fail", /a backlog/],
    ["a backlog by a query", tracking({ metrics: [query("ApproximateNumberOfMessagesVisible")] }), "fail"],
    ["an expression", tracking({ metrics: [query("A"), { id: "e", expression: "m / n" }] }), "unknown", /expression/],
    ["a utilisation of its own", named("Shop", "MemoryUtilization"), "pass"],
    ["a backlog for each", named("Shop", "BacklogPerInstance"), "pass"],
    ["a metric nobody knows", named("Shop", "Happiness"), "unknown", /Shop Happiness of web-cpu/],
    ["a metric not known yet", tracking(UNKNOWN), "unknown"],
    ["a step policy", withInputs("web-cpu", { policyType: "StepScaling" }), "does not apply"],
    ["a policy that is off", withInputs("web-cpu", { enabled: false }), "does not apply"],
    [
      "a service by its tasks' CPU",
      [
        without("web-cpu"),
        service({ predefinedMetricSpecification: { predefinedMetricType: "ECSServiceAverageCPUUtilization" } }),
      ],
      "pass",
    ],
    [
      "a service by a total",
      service({ customizedMetricSpecification: { namespace: "AWS/ApplicationELB", metricName: "RequestCount" } }),
      "fail",
    ],
  ],
});
