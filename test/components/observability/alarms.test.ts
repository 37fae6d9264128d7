import facts from "../../../blueprints/facts/alarms.json";
import { Alarms } from "../../../components/observability/alarms";
import type { AlarmsComponentArgs } from "../../../components/observability/alarms-args";
import { describeWithOracle } from "../../support/oracle";
import { named, ofType } from "../support/find";
import { type Registered, registerIn } from "../support/monitor";
import { refusedByProvider } from "../support/oracle";

const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const TOPIC = "arn:aws:sns:eu-west-1:123456789012:alarms";
const KEY_ARN = "arn:aws:kms:eu-west-1:123456789012:key/1";

const promised = { errorPercent: 0.72, errorCount: 300, latencyP99Ms: 300, lagSeconds: 30 };
const region: AlarmsComponentArgs = {
  ...promised,
  keyArn: KEY_ARN,
  entry: { loadBalancerArnSuffix: "app/entry/1" },
  targets: [{ name: "web", arnSuffix: "targetgroup/web/1" }],
  groups: [{ name: "web", groupName: "web-group", maximum: 12 }],
  clusters: [{ name: "orders", clusterIdentifier: "shop-orders", instances: 2, receives: true }],
  instances: [{ name: "reports", identifier: "shop-reports", storageGiB: 100 }],
  caches: [{ name: "sessions", replicationGroupId: "shop-sessions", nodes: 2, receives: true }],
};
const build = (more: Partial<AlarmsComponentArgs> = {}, from = region): Promise<Registered[]> =>
  registerIn(() => new Alarms("alarms", { ...from, ...more }), {
    outputs: { "aws:sns/topic:Topic": { arn: TOPIC } },
  });
const bare = (more: Partial<AlarmsComponentArgs>): Promise<Registered[]> => build(more, promised);
const alarms = (resources: readonly Registered[]): string[] => ofType(resources, ALARM).map(({ name }) => name);

test("every alarm tells the topic when it starts and when it is over, and says what no data means", async () => {
  const made = ofType(await build(), ALARM);
  expect(made).toHaveLength(13);
  for (const { inputs } of made) {
    expect(inputs).toMatchObject({ alarmActions: [TOPIC], okActions: [TOPIC] });
    expect(["breaching", "notBreaching", "ignore"]).toContain(inputs.treatMissingData);
    expect(String(inputs.alarmDescription)).not.toMatch(/undefined|NaN|\[object/);
  }
});

test("the topic is encrypted with the region's key; without one it is not, as AWS's own would silence alarms", async () => {
  expect(named(await build(), "alarms-topic").inputs.kmsMasterKeyId).toBe(KEY_ARN);
  expect(named(await bare({}), "alarms-topic").inputs).not.toHaveProperty("kmsMasterKeyId");
});

test("whoever the manifest names is subscribed, else nobody", async () => {
  expect(named(await bare({ email: "ops@example.com" }), "alarms-email").inputs).toMatchObject({
    topic: TOPIC,
    protocol: "email",
    endpoint: "ops@example.com",
  });
  expect(ofType(await bare({}), "aws:sns/topicSubscription:TopicSubscription")).toEqual([]);
});

test("what is not there is not watched", async () => {
  expect(alarms(await bare({}))).toEqual([]);
});

test("errors count as a share of requests once there are enough to say so", async () => {
  const { inputs } = named(await build(), "alarms-errors");
  expect(inputs).toMatchObject({ threshold: 0.72, comparisonOperator: "GreaterThanThreshold" });
  expect(inputs.metricQueries).toMatchObject([
    { expression: "IF(errors >= 10, 100 * errors / requests, 0)", returnData: true },
    { id: "errors", metric: { metricName: "HTTPCode_Target_5XX_Count", dimensions: { LoadBalancer: "app/entry/1" } } },
    { id: "requests", metric: { metricName: "RequestCount", stat: "Sum" } },
  ]);
});

test("the slowest hundredth is held against the objective", async () => {
  expect(named(await build(), "alarms-slow").inputs).toMatchObject({
    metricName: "TargetResponseTime",
    extendedStatistic: "p99",
    threshold: 0.3,
    evaluateLowSampleCountPercentiles: "ignore",
  });
});

test("a service without any target is an outage, not a gap in the data", async () => {
  expect(named(await build(), "alarms-web-unhealthy").inputs).toMatchObject({
    treatMissingData: "breaching",
    dimensions: { LoadBalancer: "app/entry/1", TargetGroup: "targetgroup/web/1" },
  });
});

test("a service that rests by schedule has no target then, and nobody is woken", async () => {
  const resources = await build({ targets: [{ name: "web", arnSuffix: "targetgroup/web/1", rests: true }] });
  expect(named(resources, "alarms-web-unhealthy").inputs).toMatchObject({ treatMissingData: "notBreaching" });
});

test("lag between regions is told while less is missing than may be lost", async () => {
  const resources = await build();
  expect(named(resources, "alarms-orders-region-lag").inputs).toMatchObject({
    namespace: "AWS/RDS",
    metricName: "AuroraGlobalDBRPOLag",
    dimensions: { DBClusterIdentifier: "shop-orders" },
    threshold: 30_000,
  });
  expect(named(resources, "alarms-sessions-region-lag").inputs).toMatchObject({
    threshold: 30,
    metricQueries: [{ expression: "MAX([m1, m2])" }, { id: "m1" }, { id: "m2" }],
  });
});

test.each<[string, Partial<AlarmsComponentArgs>, string[]]>([
  [
    "a writer with no reader",
    { clusters: [{ name: "a", clusterIdentifier: "a", instances: 1, receives: false }] },
    ["alarms-a-busy"],
  ],
  [
    "a cache that stands alone",
    { caches: [{ name: "s", replicationGroupId: "s", nodes: 1, receives: false }] },
    ["alarms-s-busy", "alarms-s-memory"],
  ],
])("%s has no alarm on a lag", async (_, watched, names) => {
  expect(alarms(await bare(watched))).toEqual(names);
});

test("a cache is watched node by node, by the names that ElastiCache gives them", async () => {
  const { metricQueries } = named(await build(), "alarms-sessions-memory").inputs;
  expect(metricQueries).toMatchObject([
    {},
    { metric: { dimensions: { CacheClusterId: "shop-sessions-001" } } },
    { metric: { dimensions: { CacheClusterId: "shop-sessions-002" } } },
  ]);
});

test("the CDN's alarm names the metrics' one region", async () => {
  expect(named(await bare({ distribution: { id: "E1" } }), "alarms-errors").inputs).toMatchObject({
    namespace: "AWS/CloudFront",
    metricName: "5xxErrorRate",
    statistic: "Average",
    dimensions: { DistributionId: "E1", Region: "Global" },
  });
});

test("a transform reaches each child", async () => {
  const transform = {
    topic: { displayName: "Pager" },
    alarm: (args: { actionsEnabled?: unknown }) => {
      args.actionsEnabled = false;
    },
  };
  const resources = await build({ transform });
  expect(named(resources, "alarms-topic").inputs.displayName).toBe("Pager");
  for (const { inputs } of ofType(resources, ALARM)) expect(inputs.actionsEnabled).toBe(false);
});

test("every metric has a source, and no alarm reads one that the facts do not hold", () => {
  for (const { source } of Object.values(facts.metrics)) expect(Object.keys(facts.sources)).toContain(source);
});

describeWithOracle("the real provider accepts", () => {
  test("a region's alarms and a CDN's", async () => {
    expect(refusedByProvider(await build({ email: "ops@example.com" }))).toEqual([]);
    expect(refusedByProvider(await bare({ distribution: { id: "E1" } }))).toEqual([]);
  });
});
