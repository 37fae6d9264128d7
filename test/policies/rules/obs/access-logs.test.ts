import { UNKNOWN } from "../../../../blueprints/graph/values";
import { type Change, changed, withInputs, withMore, without, withResource } from "../../../../policies/change-sample";
import { accessLogs } from "../../../../policies/rules/obs/access-logs";
import { ref, type SampleResource } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const entry = (inputs: object) => withInputs("entry", { ...inputs });
const old = (inputs: Record<string, unknown>): Change =>
  withMore({ type: TYPES.classicLoadBalancer, name: "old", inputs });
/** Logs of the balancer go to a bucket of the graph. */
const intoBucket =
  (...more: readonly SampleResource[]): Change =>
  (sample) =>
    changed(
      sample,
      withMore({ type: TYPES.bucket, name: "logs" }, ...more),
      entry({ accessLogs: { enabled: true, bucket: ref("logs") } }),
    );
const none = without("source", "delivery", "destination");

describeRule(accessLogs, {
  rows: [
    ["nothing delivers", none, "fail", /writes no access logs/],
    ["the older way", [none, withInputs("cdn", { loggingConfig: { bucket: "logs.s3.amazonaws.com" } })], "pass"],
    [
      "as they happen",
      [none, withInputs("cdn", { defaultCacheBehavior: { realtimeLogConfigArn: "arn:aws:cloudfront::1:realtime" } })],
      "pass",
    ],
    ["a setting that is not known", [none, withInputs("cdn", { loggingConfig: UNKNOWN })], "unknown"],
    ["switched off", [none, withInputs("cdn", { enabled: false })], "pass"],
    [
      "a destination that is none",
      withInputs("destination", { deliveryDestinationConfiguration: {} }),
      "fail",
      /nowhere/,
    ],
    [
      "a destination elsewhere",
      withResource("destination", { region: "eu-west-1" }),
      "fail",
      /from us-east-1 to .* eu-west-1/,
    ],
    ["a destination that was not read", withInputs("delivery", { deliveryDestinationArn: UNKNOWN }), "pass"],
    ["a balancer without", entry({ accessLogs: undefined }), "fail"],
    ["a balancer whose block is off", entry({ accessLogs: { bucket: "logs" } }), "fail"],
    ["a balancer without a bucket", entry({ accessLogs: { enabled: true } }), "fail"],
    ["a balancer's switch that is not known", entry({ accessLogs: { bucket: "logs", enabled: UNKNOWN } }), "unknown"],
    ["a balancer whose bucket has no policy", intoBucket(), "fail", /logs, whose policy lets nobody in/],
    [
      "a balancer whose bucket has one",
      intoBucket({ type: TYPES.bucketPolicy, name: "policy", inputs: { bucket: ref("logs") } }),
      "pass",
    ],
    ["a balancer whose bucket has one in itself", [intoBucket(), withInputs("logs", { policy: UNKNOWN })], "pass"],
    ["a balancer inside", entry({ accessLogs: undefined, internal: true }), "pass"],
    ["a classic balancer with a block", old({ accessLogs: { bucket: "logs" } }), "pass"],
    ["a classic balancer without", old({}), "fail"],
    ["a classic balancer inside", old({ internal: true }), "pass"],
  ],
});
