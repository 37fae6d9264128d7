import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, without } from "../../../../policies/change-sample";
import { switchesAreSafe } from "../../../../policies/rules/res/switches-are-safe";
import { ref } from "../../../../policies/sample";
import { describeRule } from "../../support";

describeRule(switchesAreSafe, {
  rows: [
    ["no record on the health check", without("record-eu"), "fail", /no record has its health check/],
    ["no health check", without("record-eu", "check-eu"), "fail", /has no health check/],
    [
      "a rule that leaves one out",
      withInputs("one-stays-on", { assertedControls: [ref("us")] }),
      "fail",
      /no safety rule/,
    ],
    [
      "a rule that asks for none",
      withInputs("one-stays-on", { ruleConfig: { type: "ATLEAST", threshold: 0 } }),
      "fail",
    ],
    ["a rule of another kind", withInputs("one-stays-on", { ruleConfig: { type: "AND" } }), "fail"],
    [
      "a threshold that is not known",
      withInputs("one-stays-on", { ruleConfig: { type: "ATLEAST", threshold: UNKNOWN } }),
      "unknown",
    ],
  ],
});
