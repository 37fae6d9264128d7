import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withInputs } from "../../change-sample";
import { metricsOf } from "../../facts/alarms";
import { fail, pass, perTier, rule, type Verdict } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import { UnseenValue } from "../../world/unseen";
import type { World } from "../../world/world";

const compliant: Sample = {
  resources: [
    {
      type: TYPES.alarm,
      name: "errors",
      inputs: { metricName: "HTTPCode_Target_5XX_Count", statistic: "Sum", period: 60, evaluationPeriods: 3 },
    },
    {
      type: TYPES.healthCheck,
      name: "check",
      inputs: {
        type: "CLOUDWATCH_METRIC",
        cloudwatchAlarmName: ref("errors"),
        cloudwatchAlarmRegion: "eu-west-1",
        insufficientDataHealthStatus: "LastKnownStatus",
      },
    },
  ],
};

export const healthCheckCanReadAlarm = rule({
  id: "obs/health-check-can-read-alarm",
  title: "Route 53 can evaluate the alarm behind a health check",
  scope: "environment",
  severity: perTier("none", "warning", "error", "error"),
  why: "Route 53 reads the metric behind the alarm itself, and only plain ones. A check that can't read its alarm never moves traffic away.",
  source:
    "Route 53, health checks that monitor CloudWatch alarms (what alarms they support), https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-creating-values.html#health-checks-creating-values-cloudwatch; API Reference, AlarmIdentifier",
  fix: "use a metric of standard resolution (60 s or more) with a plain statistic and all data points, name the alarm's own region, and set insufficientDataHealthStatus",
  types: [TYPES.healthCheck, TYPES.alarm],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, withInputs("errors", { period: 10 })) },
  subjects: (world) =>
    world.all(TYPES.healthCheck).filter((check) => world.peek(check, "type") === "CLOUDWATCH_METRIC"),
  judge(check, world) {
    if (!world.has(check, "insufficientDataHealthStatus"))
      return fail("does not say what it is while its alarm has no data", { input: "insufficientDataHealthStatus" });
    const alarms = world.linked(check, "cloudwatchAlarmName", TYPES.alarm, TYPES.compositeAlarm);
    // The same name may be in use in each region.
    const region = world.text(check, "cloudwatchAlarmRegion");
    const alarm = alarms.find((each) => each.region === region) ?? alarms[0];
    if (!alarm) throw new UnseenValue(`the alarm of ${check.name}`, check, "cloudwatchAlarmName");
    if (alarm.region !== undefined && alarm.region !== region)
      return fail(`looks for the alarm ${alarm.name} in ${region}, but it is in ${alarm.region}`, {
        input: "cloudwatchAlarmRegion",
        related: [alarm],
      });
    return judgeAlarm(alarm, world);
  },
});

function judgeAlarm(alarm: GraphResource, world: World): Verdict {
  const refuse = (what: string): Verdict =>
    fail(`follows the alarm ${alarm.name}, ${what}`, { input: "cloudwatchAlarmName", related: [alarm] });
  if (alarm.type === TYPES.compositeAlarm) return refuse("which is made of other alarms and has no metric of its own");
  const metrics = metricsOf(alarm, world);
  if (metrics.length !== 1 || world.list(alarm, "metricQueries").length > 1)
    return refuse("which computes its value from other metrics; Route 53 reads one metric only");
  for (const { at, statistic } of metrics) {
    const period = world.number(alarm, `${at}period`);
    if (period !== undefined && period < 60)
      return refuse(`whose period of ${period} s is of high resolution; Route 53 needs 60 s or more`);
    const extended = world.text(alarm, "extendedStatistic");
    const stat = extended ?? world.text(alarm, `${at}${statistic}`);
    if (stat !== undefined && !PLAIN.includes(stat))
      return refuse(`whose statistic is ${stat}; Route 53 needs one of ${PLAIN.join(", ")}`);
  }
  const periods = world.number(alarm, "evaluationPeriods") ?? 1;
  // Default: all of them [CloudWatch API, DatapointsToAlarm].
  const points = world.number(alarm, "datapointsToAlarm") ?? periods;
  if (points < periods)
    return refuse(`which needs ${points} of ${periods} data points; Route 53 cannot evaluate "M out of N" alarms`);
  return pass();
}

const PLAIN = ["Average", "Minimum", "Maximum", "Sum", "SampleCount"];
