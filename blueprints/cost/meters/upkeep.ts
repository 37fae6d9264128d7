import type { GraphResource } from "../../graph/graph";
import { isRecord } from "../../graph/values";
import { fixed, product, type Range } from "../amount";
import { assumed, listAt, type Meter, type Meters, numberAt, setting, textAt, type Usage } from "../meter";

const WATCH = "Amazon CloudWatch";

/** Billed by metric; a period below a minute makes it a high-resolution alarm. */
const alarm: Meter = (resource) => {
  const metrics = listAt(resource, "metricQueries").filter((query) => isRecord(query) && isRecord(query.metric)).length;
  const fast = (numberAt(resource, "period") ?? 60) < 60;
  const count = Math.max(1, metrics);
  return [
    {
      service: WATCH,
      what: "alarms",
      price: fast ? "cloudwatch.alarm.high" : "cloudwatch.alarm",
      quantity: fixed(count),
      basis: setting(resource, `one alarm over ${count} ${count === 1 ? "metric" : "metrics"}`),
    },
  ];
};

const logGroup: Meter = (_, { usage }) => [
  { service: WATCH, what: "logs", price: "cloudwatch.logs", quantity: usage.logGB, basis: assumed(usage.logGB) },
  {
    service: WATCH,
    what: "kept logs",
    price: "cloudwatch.logs.kept",
    quantity: usage.logGB,
    basis: assumed(usage.logGB),
  },
];

/** Into CloudWatch at the price of vended logs; the log group's own line counts what else is kept. */
const flowLog: Meter = (resource, { usage }) =>
  textAt(resource, "logDestinationType") === "s3"
    ? [{ service: WATCH, what: "flow logs to S3", reason: "only flow logs into CloudWatch have a known price" }]
    : [
        {
          service: WATCH,
          what: "flow logs",
          price: "cloudwatch.logs.vended",
          quantity: usage.flowLogGB,
          basis: assumed(usage.flowLogGB),
        },
      ];

const key: Meter = (resource, { usage }) => [
  {
    service: "AWS KMS",
    what: "keys",
    price: "kms.key",
    quantity: resource.inputs.enableKeyRotation === true ? usage.keyVersions : fixed(1),
    basis: setting(resource, `one key; ${usage.keyVersions.reason}`, "enableKeyRotation"),
  },
];

const secret: Meter = (resource) => {
  const copies = 1 + listAt(resource, "replicas").length;
  return [
    {
      service: "AWS Secrets Manager",
      what: "secrets",
      price: "secretsmanager.secret",
      quantity: fixed(copies),
      basis: setting(resource, copies === 1 ? "one secret" : `one secret in ${copies} regions`),
    },
  ];
};

/** All in Standard, but what a lifecycle rule moves: the share that is old by then is a guess. */
const bucket: Meter = (resource, { view, usage }) => {
  const moved = view
    .ofType(LIFECYCLE)
    .filter(({ references }) => references.bucket?.includes(resource.id))
    .some(movesToInfrequent);
  const cold = moved ? product(usage.bucketGB, usage.bucketColdShare) : fixed(0);
  const line = (what: string, price: string, quantity: Range): Usage => ({
    service: "Amazon S3",
    what,
    price,
    quantity,
    basis: assumed(usage.bucketGB),
  });
  const warm = mapLoads((load) => usage.bucketGB[load] - cold[load]);
  return [line("storage", "s3.storage", warm), ...(moved ? [line("infrequent storage", "s3.storage.ia", cold)] : [])];
};

export const LIFECYCLE = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
export const INFREQUENT = "STANDARD_IA";

const movesToInfrequent = (configuration: GraphResource): boolean =>
  listAt(configuration, "rules").some(
    (rule) =>
      isRecord(rule) &&
      Array.isArray(rule.transitions) &&
      rule.transitions.some((transition) => isRecord(transition) && transition.storageClass === INFREQUENT),
  );

const mapLoads = (of: (load: keyof Range) => number): Range => ({
  min: of("min"),
  expected: of("expected"),
  max: of("max"),
});

export const upkeepMeters: Meters = {
  "aws:cloudwatch/metricAlarm:MetricAlarm": alarm,
  "aws:cloudwatch/logGroup:LogGroup": logGroup,
  "aws:ec2/flowLog:FlowLog": flowLog,
  "aws:kms/key:Key": key,
  "aws:secretsmanager/secret:Secret": secret,
  "aws:s3/bucket:Bucket": bucket,
};
