import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore, withResource } from "../../../../policies/change-sample";
import { healthCheckCanReadAlarm } from "../../../../policies/rules/obs/health-check-can-read-alarm";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const metric = { metric: { metricName: "x", period: 60, stat: "Sum" } };

describeRule(healthCheckCanReadAlarm, {
  rows: [
    ["a period of 30 s", withInputs("errors", { period: 30 }), "fail", /period of 30 s/],
    ["a percentile", withInputs("errors", { statistic: undefined, extendedStatistic: "p99" }), "fail", /p99/],
    ["one metric in a query", withInputs("errors", { metricQueries: [metric] }), "pass"],
    ["a percentile in a query", withInputs("errors", { metricQueries: [{ metric: { stat: "p90" } }] }), "fail", /p90/],
    ["two metrics", withInputs("errors", { metricQueries: [metric, metric] }), "fail", /one metric only/],
    ["metric math", withInputs("errors", { metricQueries: [metric, { expression: "m1 / 2" }] }), "fail"],
    ["an alarm elsewhere", withResource("errors", { region: "us-east-1" }), "fail", /in eu-west-1, .* in us-east-1/],
    ["no region named", withInputs("check", { cloudwatchAlarmRegion: undefined }), "fail"],
    ["two of three data points", withInputs("errors", { datapointsToAlarm: 2 }), "fail", /2 of 3 data points/],
    ["three of three data points", withInputs("errors", { datapointsToAlarm: 3 }), "pass"],
    ["no word on no data", withInputs("check", { insufficientDataHealthStatus: undefined }), "fail", /no data/],
    ["an alarm that was not read", withInputs("check", { cloudwatchAlarmName: "other" }), "unknown", /alarm of check/],
    ["a period that is not known", withInputs("errors", { period: UNKNOWN }), "unknown", /period of errors/],
    ["a check that probes", withInputs("check", { type: "HTTPS" }), "does not apply"],
    [
      "a composite alarm",
      [
        withMore({ type: TYPES.compositeAlarm, name: "all", inputs: { alarmRule: "x" } }),
        withInputs("check", { cloudwatchAlarmName: ref("all") }),
      ],
      "fail",
      /made of other alarms/,
    ],
  ],
});
