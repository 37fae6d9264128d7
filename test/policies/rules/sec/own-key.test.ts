import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore, without, withResource } from "../../../../policies/change-sample";
import { ownKey } from "../../../../policies/rules/sec/own-key";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const insights = (inputs: object) =>
  withMore({ type: TYPES.dbClusterInstance, name: "orders-0", inputs: { ...inputs } });

describeRule(ownKey, {
  rows: [
    ["a log group without", withInputs("queries", { kmsKeyId: undefined }), "fail", /names no key/],
    ["a key that is not known yet", withInputs("queries", { kmsKeyId: UNKNOWN }), "pass"],
    ["a database without", withMore({ type: TYPES.dbCluster, name: "orders" }), "fail"],
    ["a topic without", withMore({ type: TYPES.topic, name: "told" }), "fail", /names no key/],
    ["a topic with", withMore({ type: TYPES.topic, name: "told", inputs: { kmsMasterKeyId: UNKNOWN } }), "pass"],
    ["a cluster of EKS is another rule's matter", withMore({ type: TYPES.eksCluster, name: "services" }), "pass"],
    ["what is kept of statements, without", insights({ performanceInsightsEnabled: true }), "fail"],
    [
      "what is kept of statements, with",
      insights({ performanceInsightsEnabled: true, performanceInsightsKmsKeyId: UNKNOWN }),
      "pass",
    ],
    ["nothing kept of statements", insights({}), "pass"],
    ["no key in the stack", without("key", "password", "queries"), "does not apply"],
    [
      "a key of another region",
      [withInputs("queries", { kmsKeyId: "alias/x" }), withResource("key", { region: "us-east-1" })],
      "does not apply",
    ],
  ],
});
