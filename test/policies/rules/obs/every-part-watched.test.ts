import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore, without } from "../../../../policies/change-sample";
import { everyPartWatched } from "../../../../policies/rules/obs/every-part-watched";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const alarm = (inputs: object) => withMore({ type: TYPES.alarm, name: "more", inputs: { ...inputs } });
const queue = withMore({ type: TYPES.queue, name: "jobs", inputs: { name: "jobs" } });
const cache = withMore({ type: TYPES.replicationGroup, name: "cache", inputs: { replicationGroupId: "sessions" } });
const all = (query: string) => alarm({ metricQueries: [{ id: "q", expression: query }] });

describeRule(everyPartWatched, {
  rows: [
    ["no alarm on the entry", without("entry-errors"), "fail", /has no alarm/],
    [
      "only traffic",
      withInputs("entry-errors", { metricName: "RequestCount" }),
      "fail",
      /its traffic \(RequestCount\)/,
    ],
    [
      "traffic against a band",
      withInputs("entry-errors", { metricName: "RequestCount", thresholdMetricId: "band" }),
      "pass",
    ],
    ["a metric that is not known", withInputs("entry-errors", { metricName: UNKNOWN }), "unknown", /metricName/],
    [
      "an instance instead of its cluster",
      withInputs("orders-connections", { dimensions: { DBInstanceIdentifier: ref("orders-0") } }),
      "pass",
    ],
    ["a queue", queue, "fail"],
    [
      "a queue by its name",
      [queue, alarm({ metricName: "ApproximateAgeOfOldestMessage", dimensions: { QueueName: "jobs" } })],
      "pass",
    ],
    [
      "a queue's traffic",
      [queue, alarm({ metricName: "NumberOfMessagesSent", dimensions: { QueueName: "jobs" } })],
      "fail",
    ],
    [
      "another queue's alarm",
      [queue, alarm({ metricName: "ApproximateAgeOfOldestMessage", dimensions: { QueueName: "old" } })],
      "fail",
    ],
    ["all queues", [queue, all('SELECT MAX(ApproximateAgeOfOldestMessage) FROM SCHEMA("AWS/SQS", QueueName)')], "pass"],
    ["some queues", [queue, all("SELECT MAX(x) FROM SCHEMA(\"AWS/SQS\", QueueName) WHERE QueueName = 'old'")], "fail"],
    ["all caches", [queue, all('SELECT MAX(x) FROM "AWS/ElastiCache"')], "fail"],
    ["a dead-letter queue", [queue, withInputs("jobs", { redriveAllowPolicy: "{}" })], "pass"],
    [
      "a cache's node",
      [cache, alarm({ metricName: "EngineCPUUtilization", dimensions: { CacheClusterId: "sessions-001" } })],
      "pass",
    ],
    [
      "a shard's node",
      [cache, alarm({ metricName: "EngineCPUUtilization", dimensions: { CacheClusterId: "sessions-0001-002" } })],
      "pass",
    ],
    [
      "a node of another cache",
      [cache, alarm({ metricName: "EngineCPUUtilization", dimensions: { CacheClusterId: "sessions-old-001" } })],
      "fail",
    ],
    [
      "a metric in a query",
      [
        queue,
        alarm({
          metricQueries: [
            { metric: { metricName: "ApproximateAgeOfOldestMessage", dimensions: { QueueName: ref("jobs") } } },
          ],
        }),
      ],
      "pass",
    ],
    [
      "another service's monitors",
      [without("entry-errors"), withMore({ type: "datadog:index/monitor:Monitor", name: "m", inputs: {} })],
      "unknown",
      /what datadog watches/,
    ],
    [
      "nothing to watch",
      without("entry", "orders", "orders-0", "entry-errors", "orders-connections"),
      "does not apply",
    ],
  ],
});
