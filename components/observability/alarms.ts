import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import facts from "../../blueprints/facts/alarms.json";
import { Component } from "../component";
import type { AlarmsComponentArgs } from "./alarms-args";
import type { Alarm, Metric } from "./watch";
import { cdnAlarms, entryAlarms, groupAlarms } from "./watch-entry";
import { cacheAlarms, clusterAlarms, instanceAlarms } from "./watch-stores";

const OPERATORS: Readonly<Record<Alarm["when"], string>> = {
  ">=": "GreaterThanOrEqualToThreshold",
  ">": "GreaterThanThreshold",
  "<=": "LessThanOrEqualToThreshold",
};

/**
 * Alarms on all that serves in one region, and the topic that tells somebody: what promises are measured by (errors,
 * slowness, lag between regions) and what runs out first (instances, processors, memory, disk).
 *
 * The topic is of the alarms' own region, so that a region that is cut off still tells. Whoever is named by e-mail is
 * asked once to confirm; everybody else subscribes to `topicArn`.
 *
 * @example new Alarms("alarms", { email: "ops@example.com", entry, ...objectives })
 */
export class Alarms extends Component {
  readonly topicArn: pulumi.Output<string>;

  constructor(
    private readonly name: string,
    private readonly args: AlarmsComponentArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("scalekit:observability:Alarms", name, {}, opts);
    const topic = this.makeTopic();
    this.topicArn = topic.arn;
    const alarms = [entryAlarms, groupAlarms, clusterAlarms, instanceAlarms, cacheAlarms, cdnAlarms];
    for (const alarm of alarms.flatMap((of) => of(args))) this.makeAlarm(alarm);
    this.registerOutputs({ topicArn: this.topicArn });
  }

  /** Its policy is SNS's own, which lets the account's alarms publish [sns/latest/dg/sns-access-policy-use-cases.html]. */
  private makeTopic(): aws.sns.Topic {
    const { name, args } = this;
    const topic = this.make(
      aws.sns.Topic,
      `${name}-topic`,
      { displayName: `Alarms ${name}`, ...(args.keyArn !== undefined && { kmsMasterKeyId: args.keyArn }) },
      { transform: args.transform?.topic },
    );
    if (args.email !== undefined) {
      this.make(
        aws.sns.TopicSubscription,
        `${name}-email`,
        { topic: topic.arn, protocol: "email", endpoint: args.email },
        { transform: args.transform?.subscription, from: { endpoint: "email" } },
      );
    }
    return topic;
  }

  private makeAlarm(alarm: Alarm): void {
    const { name, args } = this;
    this.make(
      aws.cloudwatch.MetricAlarm,
      `${name}-${alarm.name}`,
      {
        alarmDescription: alarm.description,
        comparisonOperator: OPERATORS[alarm.when],
        threshold: alarm.threshold,
        evaluationPeriods: alarm.periods,
        treatMissingData: alarm.missing,
        alarmActions: [this.topicArn],
        okActions: [this.topicArn],
        ...watching(alarm),
      },
      { transform: args.transform?.alarm, from: alarm.from },
    );
  }
}

/** The alarm's metric, or its expression with the metrics that it reads. */
function watching({ of, periodSeconds }: Alarm): Partial<aws.cloudwatch.MetricAlarmArgs> {
  if ("metric" in of) {
    const { name, statistic, ...rest } = told(of);
    // A percentile of a few requests is one request: then the state stays what it was.
    const measured = statistic.startsWith("p")
      ? { extendedStatistic: statistic, evaluateLowSampleCountPercentiles: "ignore" }
      : { statistic };
    return { ...rest, metricName: name, period: periodSeconds, ...measured };
  }
  return {
    metricQueries: [
      { id: "compared", expression: of.expression, label: "compared", returnData: true },
      ...Object.entries(of.metrics).map(([id, metric]) => {
        const { name, statistic, ...rest } = told(metric);
        return { id, metric: { ...rest, metricName: name, period: periodSeconds, stat: statistic }, returnData: false };
      }),
    ],
  };
}

function told({ metric, dimensions }: Metric) {
  const { namespace, name, statistic } = facts.metrics[metric];
  return { namespace, name, statistic, dimensions };
}
