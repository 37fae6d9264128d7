import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs } from "../../../../policies/change-sample";
import { deadLetterAlarmed } from "../../../../policies/rules/msg/dead-letter-alarmed";

import { describeRule } from "../../support";

describeRule(deadLetterAlarmed, {
  rows: [
    ["an alarm that tells nobody", withInputs("failed-messages", { alarmActions: [] }), "fail", /tells nobody/],
    ["another metric", withInputs("failed-messages", { metricName: "NumberOfMessagesSent" }), "fail"],
    ["no dead-letter queue", withInputs("jobs", { redrivePolicy: undefined }), "does not apply"],
    ["metric not known", withInputs("failed-messages", { metricName: UNKNOWN }), "unknown"],
  ],
});
