import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs } from "../../../../policies/change-sample";
import { logsExpire } from "../../../../policies/rules/obs/logs-expire";
import { describeRule } from "../../support";

describeRule(logsExpire, {
  rows: [
    ["0 is for ever", withInputs("web", { retentionInDays: 0 }), "fail", /for ever/],
    ["one day", withInputs("web", { retentionInDays: 1 }), "pass"],
    ["a delivery group", withInputs("web", { retentionInDays: undefined, logGroupClass: "DELIVERY" }), "pass"],
    ["not known", withInputs("web", { retentionInDays: UNKNOWN }), "unknown", /retentionInDays of web/],
  ],
});
