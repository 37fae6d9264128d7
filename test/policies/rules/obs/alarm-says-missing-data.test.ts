import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs } from "../../../../policies/change-sample";
import { alarmSaysMissingData } from "../../../../policies/rules/obs/alarm-says-missing-data";
import { describeRule } from "../../support";

const metric = (namespace: string) => ({ metric: { namespace, metricName: "x", period: 60, stat: "Sum" } });
const unsaid = { treatMissingData: undefined };

describeRule(alarmSaysMissingData, {
  rows: [
    ["missing, said on purpose", withInputs("errors", { treatMissingData: "missing" }), "pass"],
    ["not known yet", withInputs("errors", { treatMissingData: UNKNOWN }), "pass"],
    ["an action for insufficient data", withInputs("errors", { ...unsaid, insufficientDataActions: ["arn"] }), "pass"],
    ["a metric of DynamoDB", withInputs("errors", { ...unsaid, namespace: "AWS/DynamoDB" }), "does not apply"],
    [
      "queries on DynamoDB",
      withInputs("errors", { ...unsaid, metricQueries: [metric("AWS/DynamoDB"), { id: "e", expression: "m1" }] }),
      "does not apply",
    ],
    ["queries on queues", withInputs("errors", { ...unsaid, metricQueries: [metric("AWS/SQS")] }), "fail"],
    ["queries that are expressions", withInputs("errors", { ...unsaid, metricQueries: [{ id: "e" }] }), "fail"],
    ["a namespace that is not known", withInputs("errors", { ...unsaid, namespace: UNKNOWN }), "fail"],
  ],
});
