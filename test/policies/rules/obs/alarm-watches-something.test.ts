import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs } from "../../../../policies/change-sample";
import { alarmWatchesSomething } from "../../../../policies/rules/obs/alarm-watches-something";
import { describeRule } from "../../support";

const alarm = (inputs: object) => withInputs("errors", { ...inputs });
const query = (...metrics: readonly object[]) =>
  alarm({
    namespace: undefined,
    metricName: undefined,
    dimensions: undefined,
    metricQueries: metrics.map((metric, at) => ({ id: `m${at}`, metric })),
  });
const read = { namespace: "AWS/SQS", metricName: "ApproximateAgeOfOldestMessage" };

describeRule(alarmWatchesSomething, {
  rows: [
    ["no dimensions", alarm({ dimensions: {} }), "fail", /watches HTTPCode_Target_5XX_Count of nothing/],
    ["dimensions that are not known", alarm({ dimensions: UNKNOWN }), "pass"],
    ["a namespace with sums over the account", alarm({ namespace: "AWS/Lambda", dimensions: {} }), "does not apply"],
    ["a scaling group, of none", alarm({ namespace: "AWS/AutoScaling", dimensions: {} }), "fail"],
    ["a namespace of its own", alarm({ namespace: "Shop", dimensions: {} }), "does not apply"],
    ["a namespace that is not known", alarm({ namespace: UNKNOWN }), "unknown", /namespace/],
    [
      "a query with one that is of nothing",
      query({ ...read, dimensions: { QueueName: "jobs" } }, read),
      "fail",
      /OldestMessage/,
    ],
    ["a query with dimensions", query({ ...read, dimensions: { QueueName: "jobs" } }), "pass"],
  ],
});
