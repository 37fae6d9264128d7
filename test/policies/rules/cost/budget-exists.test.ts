import { UNKNOWN } from "../../../../blueprints/graph/values";
import { type Change, changed, withInputs, withMore, without } from "../../../../policies/change-sample";
import { budgetExists } from "../../../../policies/rules/cost/budget-exists";
import { ref, type SampleResource } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const heard = { subscriberSnsTopicArns: ["arn:aws:sns:us-east-1:1:pager"] };
const notice = (inputs: object) => withInputs("month", { notifications: [inputs] });
const undeclared: Change = ({ resources }) => ({ resources });

/** The forecast goes to a topic of the graph. */
const toTopic =
  (...more: readonly SampleResource[]): Change =>
  (sample) =>
    changed(
      sample,
      withMore({ type: TYPES.topic, name: "told" }, ...more),
      notice({ notificationType: "FORECASTED", subscriberSnsTopicArns: [ref("told")] }),
    );

describeRule(budgetExists, {
  rows: [
    ["no budget", without("month"), "fail", /has no budget/],
    ["a budget of usage only", withInputs("month", { budgetType: "USAGE" }), "fail", /has no budget/],
    [
      "only what is spent already",
      notice({ notificationType: "ACTUAL", ...heard }),
      "fail",
      /tells nobody of a forecast/,
    ],
    ["nobody hears it", notice({ notificationType: "FORECASTED" }), "fail", /tells nobody/],
    ["a topic hears it", notice({ notificationType: "FORECASTED", ...heard }), "pass"],
    ["a topic of the graph that lets nobody publish", toTopic(), "fail", /takes no messages from budgets/],
    [
      "a topic that lets budgets publish",
      toTopic({ type: TYPES.topicPolicy, name: "policy", inputs: { arn: ref("told") } }),
      "pass",
    ],
    ["a topic with a policy in itself", [toTopic(), withInputs("told", { policy: UNKNOWN })], "pass"],
    [
      "a topic that lets nobody publish, beside an address",
      [
        toTopic(),
        notice({
          notificationType: "FORECASTED",
          subscriberEmailAddresses: ["ops@example.com"],
          subscriberSnsTopicArns: [ref("told")],
        }),
      ],
      "pass",
    ],
    ["a kind that is not known", notice({ notificationType: UNKNOWN, ...heard }), "unknown", /notificationType/],
    ["above what is declared", withInputs("month", { limitAmount: "12001" }), "fail", /12001 a month .* 12000/],
    ["below it", withInputs("month", { limitAmount: "9000" }), "pass"],
    ["another currency", withInputs("month", { limitAmount: "99000", limitUnit: "CNY" }), "pass"],
    ["a limit that moves by itself", withInputs("month", { limitAmount: undefined, autoAdjustData: {} }), "pass"],
    ["a limit that is not known", withInputs("month", { limitAmount: UNKNOWN }), "unknown", /limitAmount/],
    ["nothing declared", [undeclared, withInputs("month", { limitAmount: "99000" })], "pass"],
    ["nothing declared, limit not known", [undeclared, withInputs("month", { limitAmount: UNKNOWN })], "pass"],
    [
      "nothing of AWS",
      [without("month", "web"), withMore({ type: TYPES.deployment, name: "web", inputs: {} })],
      "does not apply",
    ],
  ],
});
