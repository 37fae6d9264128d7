import { changed, withInputs } from "../../change-sample";
import { fail, pass, perTier, rule } from "../../rule";
import type { Sample } from "../../sample";
import { TYPES } from "../../types";

const compliant: Sample = {
  resources: [{ type: TYPES.logGroup, name: "web", inputs: { name: "/web", retentionInDays: 30 } }],
};

export const logsExpire = rule({
  id: "obs/logs-expire",
  title: "Logs have a retention",
  scope: "resource",
  severity: perTier("info", "warning", "warning", "warning"),
  why: "Logs that never expire are a bill that only grows, and personal data that nobody deletes.",
  source:
    "CloudWatch Logs, retention (by default logs never expire), https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html",
  fix: "set retentionInDays",
  types: [TYPES.logGroup],
  elsewhere: [
    { tool: "checkov", id: "CKV_AWS_66" },
    { tool: "checkov", id: "CKV_AWS_338", note: "asks for a year at least" },
    { tool: "cdk-nag", id: "Serverless-CloudWatchLogGroupRetentionPeriod" },
    { tool: "security-hub", id: "CloudWatch.16", note: "asks for a year at least" },
    { tool: "prowler", id: "cloudwatch_log_group_retention_policy_specific_days_enabled" },
  ],
  example: { compliant, failing: changed(compliant, withInputs("web", { retentionInDays: undefined })) },
  subjects: (world) => world.all(TYPES.logGroup),
  judge(group, world) {
    // A delivery group's retention is always two days [@pulumi/aws LogGroup, logGroupClass].
    if (world.peek(group, "logGroupClass") === "DELIVERY") return pass();
    // Nothing and 0 both mean for ever.
    const days = world.number(group, "retentionInDays") ?? 0;
    return days > 0 ? pass() : fail("keeps its logs for ever", { input: "retentionInDays" });
  },
});
