import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs } from "../../../../policies/change-sample";
import { oldestMessageAlarmed } from "../../../../policies/rules/msg/oldest-message-alarmed";

import { describeRule } from "../../support";

describeRule(oldestMessageAlarmed, {
  rows: [
    ["at half the retention", withInputs("jobs-too-old", { threshold: 172800 }), "pass"],
    ["later", withInputs("jobs-too-old", { threshold: 172801 }), "fail", /172801 s/],
    ["no action", withInputs("jobs-too-old", { alarmActions: [] }), "fail"],
    ["not known", withInputs("jobs-too-old", { threshold: UNKNOWN }), "unknown"],
  ],
});
