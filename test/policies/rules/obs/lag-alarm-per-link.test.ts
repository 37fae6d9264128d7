import { UNKNOWN } from "../../../../blueprints/graph/values";
import { type Change, withInputs, withMore, without, withResource } from "../../../../policies/change-sample";
import { lagAlarmPerLink } from "../../../../policies/rules/obs/lag-alarm-per-link";
import { ref, type SampleResource } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const only =
  (...resources: readonly SampleResource[]): Change =>
  (sample) => ({ ...sample, resources });
const alarm = (name: string, inputs: object, region = "eu-west-1"): SampleResource => ({
  type: TYPES.alarm,
  name,
  region,
  inputs: { ...inputs },
});
const table = (mode?: string): SampleResource => ({
  type: TYPES.table,
  name: "carts",
  inputs: {
    name: "carts",
    replicas: ["us-east-1", "ap-southeast-1"].map((regionName) => ({ regionName, consistencyMode: mode })),
  },
});
const latency = (name: string, ReceivingRegion: string) =>
  alarm(name, {
    metricName: "ReplicationLatency",
    dimensions: { TableName: ref("carts"), ReceivingRegion },
    threshold: 60_000,
  });
const buckets: readonly SampleResource[] = [
  { type: TYPES.bucket, name: "here", inputs: { bucket: "here" } },
  { type: TYPES.bucket, name: "there", region: "us-east-1", inputs: { bucket: "there" } },
  {
    type: TYPES.bucketReplication,
    name: "copy",
    inputs: {
      bucket: ref("here"),
      rules: [{ status: "Enabled", destination: { bucket: ref("there"), metrics: { status: "Enabled" } } }],
    },
  },
];
const pending = alarm("pending", {
  metricName: "OperationsPendingReplication",
  dimensions: { SourceBucket: "here", DestinationBucket: "there" },
});
const caches: readonly SampleResource[] = [
  { type: TYPES.replicationGroup, name: "eu", inputs: { replicationGroupId: "eu" } },
  { type: TYPES.globalReplicationGroup, name: "all", inputs: { primaryReplicationGroupId: ref("eu") } },
  {
    type: TYPES.replicationGroup,
    name: "us",
    region: "us-east-1",
    inputs: { replicationGroupId: "us-cache", globalReplicationGroupId: ref("all") },
  },
];
const replica: readonly SampleResource[] = [
  { type: TYPES.dbInstance, name: "db", inputs: {} },
  { type: TYPES.dbInstance, name: "copy", region: "us-east-1", inputs: { replicateSourceDb: ref("db") } },
];
const replicaLag = (threshold: number) =>
  alarm("lag", { metricName: "ReplicaLag", dimensions: { DBInstanceIdentifier: ref("copy") }, threshold }, "us-east-1");

describeRule(lagAlarmPerLink, {
  rows: [
    ["a threshold of exactly the objective", withInputs("lag", { threshold: 60_000 }), "pass"],
    ["one above it", withInputs("lag", { threshold: 60_001 }), "fail", /at 60\.001 s where 60 s/],
    ["from the writing side", withInputs("lag", { dimensions: { DBClusterIdentifier: ref("orders-eu") } }), "pass"],
    ["another metric", withInputs("lag", { metricName: "CPUUtilization" }), "fail", /without an alarm on the lag/],
    ["a threshold that is not known", withInputs("lag", { threshold: UNKNOWN }), "unknown", /threshold of lag/],
    ["no objective declared", (sample) => ({ resources: sample.resources }), "unknown", /rpoSeconds/],
    [
      "a query",
      withInputs("lag", {
        metricName: undefined,
        metricQueries: [
          { metric: { metricName: "AuroraGlobalDBRPOLag", dimensions: { DBClusterIdentifier: ref("orders-us") } } },
        ],
      }),
      "pass",
    ],
    ["one region only", without("orders-us", "lag"), "does not apply"],
    [
      "another service's monitors",
      [without("lag"), withMore({ type: "datadog:index/monitor:Monitor", name: "m" })],
      "unknown",
      /datadog/,
    ],
    ["a table, one region of two watched", only(table(), latency("a", "us-east-1")), "fail", /in ap-southeast-1/],
    ["a table", only(table(), latency("a", "us-east-1"), latency("b", "ap-southeast-1")), "pass"],
    ["a table without lag", only(table("STRONG")), "does not apply"],
    ["a bucket's copy", only(...buckets), "fail", /ReplicationLatency/],
    [
      "a bucket's copy without replication metrics",
      [only(...buckets), withInputs("copy", { rules: [{ status: "Enabled", destination: { bucket: ref("there") } }] })],
      "does not apply",
    ],
    ["a bucket's copy by a count", only(...buckets, pending), "pass"],
    [
      "a bucket's events",
      only(...buckets, {
        type: TYPES.bucketNotification,
        name: "missed",
        inputs: { bucket: ref("here"), topics: [{ events: ["s3:Replication:OperationMissedThreshold"] }] },
      }),
      "unknown",
      /events of missed/,
    ],
    ["a copy in the same region", [only(...buckets), withResource("there", { region: "eu-west-1" })], "does not apply"],
    ["a global datastore", only(...caches), "fail", /GlobalDatastoreReplicationLag/],
    [
      "a global datastore by a node",
      only(
        ...caches,
        alarm(
          "lag",
          {
            metricName: "GlobalDatastoreReplicationLag",
            dimensions: { CacheClusterId: "us-cache-001" },
            threshold: 10,
          },
          "us-east-1",
        ),
      ),
      "pass",
    ],
    ["a read replica", only(...replica, replicaLag(60)), "pass"],
    ["a read replica's slow alarm", only(...replica, replicaLag(61)), "fail", /at 61 s/],
  ],
});
