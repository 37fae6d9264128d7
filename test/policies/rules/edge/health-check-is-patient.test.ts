import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs } from "../../../../policies/change-sample";
import { healthCheckIsPatient } from "../../../../policies/rules/edge/health-check-is-patient";
import { describeRule } from "../../support";

const threshold = (failureThreshold: unknown) => withInputs("check", { failureThreshold });

describeRule(healthCheckIsPatient, {
  rows: [
    ["two", threshold(2), "pass"],
    ["the default", threshold(undefined), "pass"],
    ["one, as text in a state", threshold("1"), "fail", /one lost answer/],
    ["not known", threshold(UNKNOWN), "unknown"],
    ["a check that counts others", withInputs("check", { type: "CALCULATED", failureThreshold: 1 }), "does not apply"],
    ["TCP", withInputs("check", { type: "TCP", failureThreshold: 1 }), "fail"],
  ],
});
