import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, without } from "../../change-sample";
import { alarmsOn, metricNames, otherMonitor, watchesAll } from "../../facts/alarms";
import { namespaceOf, type Signal, signalsOf, WATCHED } from "../../facts/signals";
import { fail, pass, perTier, rule, type Verdict } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import { anyOf } from "../../world/any";
import { UnseenValue } from "../../world/unseen";
import type { World } from "../../world/world";

const alarm = (name: string, metricName: string) => ({
  type: TYPES.alarm,
  name,
  inputs: { namespace: "AWS/ApplicationELB", metricName, dimensions: { LoadBalancer: ref("entry") }, threshold: 10 },
});

const compliant: Sample = {
  resources: [
    { type: TYPES.loadBalancer, name: "entry" },
    { type: TYPES.listener, name: "https", inputs: { loadBalancerArn: ref("entry"), port: 443 } },
    alarm("refused", "HTTPCode_ELB_5XX_Count"),
    alarm("errors", "HTTPCode_Target_5XX_Count"),
    alarm("slow", "TargetResponseTime"),
  ],
};

export const signalsWatched = rule({
  id: "obs/signals-watched",
  title: "Entries, targets, fleets, caches and databases are watched for each way in which they get into trouble",
  scope: "stack",
  severity: perTier("none", "warning", "warning", "warning"),
  why: "An alarm on errors says nothing while everything is slow, and one on processors nothing of memory: each failure without an alarm is told by customers.",
  source:
    "Amazon CloudWatch User Guide, recommended alarms, https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html; Site Reliability Engineering, the four golden signals, https://sre.google/sre-book/monitoring-distributed-systems/",
  fix: "add an alarm on one of the metrics that show it",
  types: [...WATCHED, TYPES.alarm, TYPES.listener, TYPES.listenerRule, TYPES.dbClusterInstance, TYPES.scalingPolicy],
  elsewhere: [
    {
      tool: "aws-config",
      id: "cloudwatch-alarm-resource-check",
      note: "holds one type of resource and one metric a rule",
    },
  ],
  example: { compliant, failing: changed(compliant, without("slow")) },
  // Who has no alarm at all is told so by another rule, once.
  subjects: (world) => (world.all(TYPES.alarm).length === 0 ? [] : world.all(...WATCHED)),
  judge(part, world): readonly Verdict[] | undefined {
    const signals = signalsOf(part, world);
    if (signals.length === 0) return undefined;
    const alarms = watchersOf(part, world);
    return signals.map((signal) => judgeSignal(signal, alarms, world));
  },
});

function judgeSignal({ what, metrics }: Signal, alarms: readonly GraphResource[], world: World) {
  const shows = (alarm: GraphResource): boolean => {
    const names = metricNames(alarm, world);
    // Expressions over a namespace name no metric that could be read here.
    return names.length === 0 || names.some((name) => metrics.test(name));
  };
  if (anyOf(alarms, shows)) return pass(what);
  const other = otherMonitor(world);
  if (other !== undefined) throw new UnseenValue(`what ${other} watches`);
  return fail(`has no alarm on ${what}`, { key: what });
}

/** Alarms on a part, its members, or its whole namespace. */
function watchersOf(part: GraphResource, world: World): readonly GraphResource[] {
  const members = world.referrers(part, [TYPES.dbClusterInstance], "clusterIdentifier");
  const all = world
    .all(TYPES.alarm)
    .filter(({ region }) => region === part.region)
    .filter((each) => watchesAll(each, namespaceOf(part), world));
  return [...new Set([part, ...members].flatMap((each) => alarmsOn(each, world)).concat(all))];
}
