import { changed, withInputs } from "../../change-sample";
import { metricName, metricsOf } from "../../facts/alarms";
import { fail, pass, perTier, rule } from "../../rule";
import type { Sample } from "../../sample";
import { TYPES } from "../../types";

const compliant: Sample = {
  resources: [
    {
      type: TYPES.alarm,
      name: "errors",
      inputs: {
        namespace: "AWS/ApplicationELB",
        metricName: "HTTPCode_Target_5XX_Count",
        dimensions: { LoadBalancer: "app/entry/0123456789abcdef" },
      },
    },
  ],
};

/** Namespaces of which each metric comes with dimensions; others also have sums over the whole account [the source below]. */
const ALWAYS_OF_SOMETHING: readonly string[] = [
  "AWS/ApplicationELB",
  "AWS/NetworkELB",
  "AWS/CloudFront",
  "AWS/SQS",
  "AWS/AutoScaling",
];

export const alarmWatchesSomething = rule({
  id: "obs/alarm-watches-something",
  title: "An alarm says of which resource its metric is",
  scope: "resource",
  severity: perTier("warning", "error", "error", "error"),
  why: "Without its dimensions the metric does not exist: the alarm gets no data, stays as it is and looks like one that has nothing to say.",
  source:
    "Amazon CloudWatch user guide, dimensions, https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html#Dimension; metrics of load balancers, https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html; of scaling groups, https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-metrics.html",
  fix: "name the resource in the metric's dimensions",
  types: [TYPES.alarm],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, withInputs("errors", { dimensions: undefined })) },
  subjects: (world) => world.all(TYPES.alarm),
  judge(alarm, world) {
    const judged = metricsOf(alarm, world).filter(({ at }) =>
      ALWAYS_OF_SOMETHING.includes(world.text(alarm, `${at}namespace`) ?? ""),
    );
    if (judged.length === 0) return undefined;
    const blind = judged.find(({ at }) => !world.has(alarm, `${at}dimensions`));
    if (!blind) return pass();
    return fail(`watches ${metricName(blind, world)} of nothing: it has no dimensions`, {
      input: `${blind.at}dimensions`,
    });
  },
});
