import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore, without } from "../../../../policies/change-sample";
import { signalsWatched } from "../../../../policies/rules/obs/signals-watched";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const alarm = (name: string, metricName: string, dimensions: object) => ({
  type: TYPES.alarm,
  name,
  inputs: { metricName, dimensions },
});
const cluster = withMore(
  { type: TYPES.dbCluster, name: "orders", inputs: { engine: "aurora-mysql" } },
  { type: TYPES.dbClusterInstance, name: "orders-0", inputs: { clusterIdentifier: ref("orders") } },
  alarm("busy", "CPUUtilization", { DBClusterIdentifier: ref("orders") }),
);
const reader = withMore({
  type: TYPES.dbClusterInstance,
  name: "orders-1",
  inputs: { clusterIdentifier: ref("orders") },
});
const cache = withMore(
  { type: TYPES.replicationGroup, name: "sessions", inputs: { replicationGroupId: "sessions" } },
  alarm("busy", "EngineCPUUtilization", { ReplicationGroupId: ref("sessions") }),
);
const fleet = withMore(
  { type: TYPES.group, name: "web", inputs: { minSize: 2, maxSize: 9 } },
  { type: TYPES.scalingPolicy, name: "cpu", inputs: { autoscalingGroupName: ref("web") } },
);
const targets = withMore(
  { type: TYPES.targetGroup, name: "targets", inputs: { port: 8080 } },
  {
    type: TYPES.listenerRule,
    name: "all",
    inputs: { listenerArn: ref("https"), actions: [{ type: "forward", targetGroupArn: ref("targets") }] },
  },
);

describeRule(signalsWatched, {
  rows: [
    ["no alarm on refusals", without("refused"), "fail", /no alarm on errors of its own/],
    ["no alarm on errors", without("errors"), "fail", /no alarm on errors of its targets/],
    ["nothing that is watched at all", without("refused", "errors", "slow"), "does not apply"],
    ["an alarm that is not tied to it", withInputs("slow", { dimensions: { LoadBalancer: "app/other/0" } }), "fail"],
    ["a metric that is not known", withInputs("slow", { metricName: UNKNOWN }), "unknown"],
    [
      "by a query",
      withInputs("slow", {
        metricName: undefined,
        dimensions: undefined,
        metricQueries: [{ metric: { metricName: "TargetResponseTime", dimensions: { LoadBalancer: ref("entry") } } }],
      }),
      "pass",
    ],
    [
      "another monitor beside it",
      [without("slow"), withMore({ type: "datadog:index/monitor:Monitor", name: "slow" })],
      "unknown",
      /what datadog watches/,
    ],
    ["a network balancer", withInputs("entry", { loadBalancerType: "network" }), "does not apply"],
    ["a balancer without a listener", without("https"), "does not apply"],
    ["targets", targets, "fail", /no alarm on targets that fail/],
    [
      "targets that are watched",
      [targets, withMore(alarm("hosts", "UnHealthyHostCount", { TargetGroup: ref("targets") }))],
      "pass",
    ],
    ["a database of one instance", cluster, "pass"],
    ["a database with a reader", [cluster, reader], "fail", /no alarm on readers that lag/],
    [
      "a reader that is watched",
      [cluster, reader, withMore(alarm("lag", "AuroraReplicaLagMaximum", { DBClusterIdentifier: ref("orders") }))],
      "pass",
    ],
    ["a cache's memory", cache, "fail", /no alarm on full memory/],
    [
      "a cache that is watched",
      [cache, withMore(alarm("full", "DatabaseMemoryUsagePercentage", { ReplicationGroupId: ref("sessions") }))],
      "pass",
    ],
    ["a fleet that grows", fleet, "fail", /no alarm on having reached its maximum/],
    [
      "a fleet that is watched",
      [fleet, withMore(alarm("full", "GroupInServiceInstances", { AutoScalingGroupName: ref("web") }))],
      "pass",
    ],
  ],
});
