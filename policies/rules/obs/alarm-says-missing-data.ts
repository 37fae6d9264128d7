import { changed, withInputs } from "../../change-sample";
import { metricsOf } from "../../facts/alarms";
import { fail, pass, perTier, rule } from "../../rule";
import type { Sample } from "../../sample";
import { TYPES } from "../../types";
import { known } from "../../world/unseen";

const compliant: Sample = {
  resources: [
    {
      type: TYPES.alarm,
      name: "errors",
      inputs: {
        namespace: "AWS/ApplicationELB",
        metricName: "HTTPCode_Target_5XX_Count",
        treatMissingData: "notBreaching",
      },
    },
  ],
};

export const alarmSaysMissingData = rule({
  id: "obs/alarm-says-missing-data",
  title: "An alarm says what no data means",
  scope: "resource",
  severity: perTier("info", "info", "warning", "warning"),
  why: "What is dead sends no metrics. Without a word on missing data the alarm leaves the state ALARM in the middle of the outage, and says neither yes nor no.",
  source:
    "CloudWatch, how alarms treat missing data, https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html",
  fix: "set treatMissingData: breaching for a metric that must always come (a heartbeat, healthy hosts), notBreaching for one that only comes with errors; or add an action for insufficient data",
  types: [TYPES.alarm],
  elsewhere: [
    {
      tool: "aws-config",
      id: "cloudwatch-alarm-action-check",
      note: "asks every alarm for an action on insufficient data",
    },
  ],
  example: { compliant, failing: changed(compliant, withInputs("errors", { treatMissingData: undefined })) },
  subjects: (world) => world.all(TYPES.alarm),
  judge(alarm, world) {
    if (world.has(alarm, "treatMissingData") || world.has(alarm, "insufficientDataActions")) return pass();
    // Alarms on DynamoDB's metrics keep their state, whatever is set [CloudWatch API, TreatMissingData].
    const spaces = known(() => metricsOf(alarm, world).map(({ at }) => world.text(alarm, `${at}namespace`)))?.value;
    if (spaces?.length && spaces.every((space) => space === "AWS/DynamoDB")) return undefined;
    return fail("does not say what missing data means (the default is neither ok nor alarm)", {
      input: "treatMissingData",
    });
  },
});
