import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withInputs } from "../../change-sample";
import { readersOf } from "../../facts/alarms";
import { fail, pass, perTier, rule } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import { known, UnseenValue } from "../../world/unseen";
import type { World } from "../../world/world";

const compliant: Sample = {
  resources: [
    { type: TYPES.topic, name: "pager", inputs: { name: "pager" } },
    {
      type: TYPES.alarm,
      name: "errors",
      inputs: {
        name: "errors",
        namespace: "AWS/ApplicationELB",
        metricName: "HTTPCode_Target_5XX_Count",
        alarmActions: [ref("pager")],
      },
    },
  ],
};

export const alarmActs = rule({
  id: "obs/alarm-acts",
  title: "An alarm tells somebody, or something reads it",
  scope: "stack",
  severity: perTier("warning", "error", "error", "error"),
  why: "An alarm without an action turns red on a page that nobody has open. The customers call first.",
  source:
    "AWS Config rule cloudwatch-alarm-action-check, https://docs.aws.amazon.com/config/latest/developerguide/cloudwatch-alarm-action-check.html",
  fix: "give the alarm an action in its own region and leave its actions on",
  types: [TYPES.alarm, TYPES.compositeAlarm, TYPES.healthCheck, TYPES.topic, TYPES.regionSwitchPlan],
  elsewhere: [
    { tool: "checkov", id: "CKV_AWS_319", note: "looks at the switch only, not whether there is an action" },
    { tool: "aws-config", id: "cloudwatch-alarm-action-check", note: "asks for an action on missing data too" },
    { tool: "aws-config", id: "cloudwatch-alarm-action-enabled-check" },
    { tool: "prowler", id: "cloudwatch_alarm_actions_alarm_state_configured" },
    { tool: "prowler", id: "cloudwatch_alarm_actions_enabled" },
  ],
  example: { compliant, failing: changed(compliant, withInputs("errors", { alarmActions: [] })) },
  subjects: (world) => world.all(TYPES.alarm, TYPES.compositeAlarm),
  judge(alarm, world) {
    const far = farAction(alarm, world);
    if (far !== undefined)
      return fail(`has an action in ${far}, where only those of its own region, ${alarm.region}, can be reached`, {
        input: "alarmActions",
      });
    // Parts of a composite alarm, and alarms that a health check follows, need no action of their own.
    if (readersOf(alarm, world).length > 0) return pass();
    if (!world.has(alarm, "alarmActions")) {
      // A region switch plan, a health check or another composite of a stack that was not read may wait for it.
      if (alarm.handedOut) throw new UnseenValue(`who reads ${alarm.name}, which its stack hands out`, alarm);
      return fail("tells nobody: it has no action", { input: "alarmActions" });
    }
    // Default true [CloudWatch API, PutMetricAlarm, ActionsEnabled].
    if (world.flag(alarm, "actionsEnabled") === false)
      return fail("tells nobody: its actions are off", { input: "actionsEnabled" });
    return pass();
  },
});

/** The region of an action that is not the alarm's. One that isn't known yet is left to the cloud, which refuses it. */
function farAction(alarm: GraphResource, world: World): string | undefined {
  const arns = known(() => world.list(alarm, "alarmActions"))?.value ?? [];
  const written = arns.flatMap((arn) => (typeof arn === "string" ? (arn.split(":")[3] ?? "") : ""));
  const linked = world.linked(alarm, "alarmActions", TYPES.topic).map(({ region }) => region ?? "");
  return [...written, ...linked].find((region) => region !== "" && alarm.region && region !== alarm.region);
}
