import { readCloudFormationValue } from "../../../../blueprints/graph/readers/cloudformation";
import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore, withResource } from "../../../../policies/change-sample";
import { evaluate } from "../../../../policies/evaluate";
import { alarmActs } from "../../../../policies/rules/obs/alarm-acts";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { World } from "../../../../policies/world/world";
import { describeRule } from "../../support";

const silent = withInputs("errors", { alarmActions: undefined });

describeRule(alarmActs, {
  rows: [
    ["no actions written", silent, "fail", /tells nobody: it has no action/],
    ["actions off", withInputs("errors", { actionsEnabled: false }), "fail", /actions are off/],
    ["actions on", withInputs("errors", { actionsEnabled: true }), "pass"],
    ["a switch that is not known", withInputs("errors", { actionsEnabled: UNKNOWN }), "unknown", /actionsEnabled/],
    ["an action that is not known yet", withInputs("errors", { alarmActions: [UNKNOWN] }), "pass"],
    ["a scaling policy", withInputs("errors", { alarmActions: ["arn:aws:autoscaling:eu-west-1:1:x"] }), "pass"],
    ["a topic elsewhere", withResource("pager", { region: "us-east-1" }), "fail", /in us-east-1, .* eu-west-1/],
    ["a topic elsewhere by ARN", withInputs("errors", { alarmActions: ["arn:aws:sns:us-east-1:1:x"] }), "fail"],
    [
      "read by a health check",
      [silent, withMore({ type: TYPES.healthCheck, name: "check", inputs: { cloudwatchAlarmName: ref("errors") } })],
      "pass",
    ],
    [
      "read by a plan that switches regions",
      [
        silent,
        withMore({
          type: TYPES.regionSwitchPlan,
          name: "leave",
          inputs: { associatedAlarms: [{ mapBlockKey: "health", resourceIdentifier: ref("errors") }] },
        }),
      ],
      "pass",
    ],
    [
      "part of a composite alarm by name",
      [
        silent,
        withMore({
          type: TYPES.compositeAlarm,
          name: "all",
          inputs: { alarmRule: 'ALARM("errors") OR ALARM("more")', alarmActions: [ref("pager")] },
        }),
      ],
      "pass",
    ],
    [
      "a composite alarm of other parts",
      [
        silent,
        withMore({
          type: TYPES.compositeAlarm,
          name: "all",
          inputs: { alarmRule: 'ALARM("errors-of-old")', alarmActions: [ref("pager")] },
        }),
      ],
      "fail",
    ],
    [
      "a composite alarm without action",
      withMore({ type: TYPES.compositeAlarm, name: "all", inputs: { alarmRule: ref("errors") } }),
      "fail",
    ],
    [
      "only shown on a dashboard",
      [
        silent,
        withMore({
          type: "aws:cloudwatch/dashboard:Dashboard",
          name: "wall",
          inputs: { dashboardBody: ref("errors") },
        }),
      ],
      "fail",
    ],
  ],
});

const template = (outputs: object) => ({
  Resources: {
    Errors: { Type: "AWS::CloudWatch::Alarm", Properties: { AlarmName: "errors", MetricName: "Errors" } },
    Trigger: {
      Type: "AWS::CloudWatch::CompositeAlarm",
      Properties: { AlarmName: "trigger", AlarmRule: "ALARM(errors)" },
    },
  },
  Outputs: outputs,
});
/** Verdict on the composite alarm of a template, which has no action. */
function verdictWith(outputs: object): string | undefined {
  const read = readCloudFormationValue(template(outputs), { region: "eu-west-1" });
  if (!read.ok) throw new Error("the template is refused");
  const world = new World(read.value, "growth");
  return evaluate(world, [alarmActs]).find(({ subject }) => subject.name === "Trigger")?.verdict.verdict;
}

test("an alarm that its stack hands out may be read by another that was not", () => {
  expect(verdictWith({})).toBe("fail");
  expect(verdictWith({ Other: { Value: { Ref: "Errors" } } })).toBe("fail");
  expect(verdictWith({ TriggerArn: { Value: { "Fn::GetAtt": ["Trigger", "Arn"] } } })).toBe("unknown");
});
