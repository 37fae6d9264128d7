import * as aws from "@pulumi/aws";
import facts from "../../blueprints/facts/cdn.json";
import type { Make } from "../data/make";
import { keptDays as retentionOf } from "../network/flow-logs";
import { EDGE_REGION } from "./certificate";
import type { CloudFrontArgs } from "./cloudfront-args";

type Rule = aws.types.input.wafv2.WebAclRule;

/** Managed rules against common attacks and a limit a client address, with a log of what they turned away. */
export function makeWebAcl(make: Make, name: string, args: CloudFrontArgs, keptDays: number): aws.wafv2.WebAcl {
  const acl = make(
    aws.wafv2.WebAcl,
    `${name}-firewall`,
    {
      description: "In front of every region",
      scope: "CLOUDFRONT",
      region: EDGE_REGION,
      defaultAction: { allow: {} },
      rules: [
        rateLimit(args.rateLimit ?? facts.rateLimit.requests),
        ...facts.cloudfront.wafRuleGroups.names.map(managed),
      ],
      visibilityConfig: visibility("firewall"),
    },
    { transform: args.transform?.webAcl, from: { rules: "waf" } },
  );
  makeLog(make, name, args, acl, keptDays);
  return acl;
}

/** First, so that a flood is turned away before it is looked at. */
const rateLimit = (limit: number): Rule => ({
  name: "rate-limit",
  priority: 0,
  action: { block: {} },
  statement: {
    rateBasedStatement: { limit, aggregateKeyType: "IP", evaluationWindowSec: facts.rateLimit.seconds },
  },
  visibilityConfig: visibility("rate-limit"),
});

const COUNT_ONLY = new Map(Object.entries<readonly string[]>(facts.cloudfront.wafRuleGroups.countOnly));

/** The rule that refuses bodies over 8 KB only counts: it would stop every upload. */
const managed = (group: string, index: number): Rule => ({
  name: group,
  priority: index + 1,
  overrideAction: { none: {} },
  statement: {
    managedRuleGroupStatement: {
      vendorName: "AWS",
      name: group,
      ruleActionOverrides: (COUNT_ONLY.get(group) ?? []).map((rule) => ({ name: rule, actionToUse: { count: {} } })),
    },
  },
  visibilityConfig: visibility(group),
});

const visibility = (metricName: string): aws.types.input.wafv2.WebAclVisibilityConfig => ({
  metricName,
  cloudwatchMetricsEnabled: true,
  sampledRequestsEnabled: true,
});

/** Only what was blocked or counted, without credentials: all requests would cost more than the firewall and are in the access log. */
function makeLog(make: Make, name: string, args: CloudFrontArgs, acl: aws.wafv2.WebAcl, keptDays: number): void {
  const group = make(
    aws.cloudwatch.LogGroup,
    `${name}-firewall-log`,
    // WAF writes only to groups whose name begins so [waf/latest/developerguide/logging-cw-logs.html].
    { namePrefix: "aws-waf-logs-", retentionInDays: retentionOf(keptDays), region: EDGE_REGION },
    { transform: args.transform?.webAclLogGroup, from: { retentionInDays: "accessLogDays" } },
  );
  make(
    aws.wafv2.WebAclLoggingConfiguration,
    `${name}-firewall-log`,
    {
      resourceArn: acl.arn,
      logDestinationConfigs: [group.arn],
      region: EDGE_REGION,
      redactedFields: [{ singleHeader: { name: "authorization" } }, { singleHeader: { name: "cookie" } }],
      loggingFilter: {
        defaultBehavior: "DROP",
        filters: [
          {
            behavior: "KEEP",
            requirement: "MEETS_ANY",
            conditions: ["BLOCK", "COUNT", "EXCLUDED_AS_COUNT"].map((action) => ({ actionCondition: { action } })),
          },
        ],
      },
    },
    { transform: args.transform?.webAclLogging },
  );
}
