import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import retention from "../../blueprints/facts/log-retention.json";
import type { Make } from "../data/make";
import type { NetworkSettings } from "./network-args";

/** Flow logs of the whole VPC to a log group of their own, by a role that can write to that group and to nothing else. */
export function makeFlowLogs(make: Make, name: string, vpc: aws.ec2.Vpc, settings: NetworkSettings): void {
  const { keyArn, tags, transform } = settings;
  const group = make(
    aws.cloudwatch.LogGroup,
    `${name}-flow-logs`,
    {
      retentionInDays: keptDays(settings.flowLogDays),
      ...(keyArn !== undefined && { kmsKeyId: keyArn }),
      tags,
    },
    { transform: transform.logGroup, from: { retentionInDays: "flowLogDays" } },
  );
  const role = make(
    aws.iam.Role,
    `${name}-flow-logs`,
    { assumeRolePolicy: trustPolicy(vpc), description: "VPC flow logs", tags },
    { transform: transform.logRole },
  );
  const policy = make(
    aws.iam.RolePolicy,
    `${name}-flow-logs`,
    { role: role.id, policy: writePolicy(group) },
    { transform: transform.logPolicy },
  );
  make(
    aws.ec2.FlowLog,
    `${name}-flow-logs`,
    {
      vpcId: vpc.id,
      trafficType: "ALL",
      logDestinationType: "cloud-watch-logs",
      logDestination: group.arn,
      iamRoleArn: role.arn,
      // Ten minutes, not one: a tenth of the records, and no rule of ours reads them live. Changing it replaces the log.
      maxAggregationInterval: 600,
      tags: { ...tags, Name: name },
    },
    { transform: transform.flowLog, opts: { dependsOn: [policy] } },
  );
}

/** The shortest retention on offer that keeps at least as many days; beyond the longest, that one. */
export function keptDays(days: number): number {
  const longest = Math.max(...retention.days);
  return retention.days.find((offered) => offered >= days) ?? longest;
}

/** Only flow logs of this account and region may take the role on (against the confused deputy) [docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html]. */
function trustPolicy(vpc: aws.ec2.Vpc): pulumi.Output<string> {
  return vpc.arn.apply((arn) => {
    const [, partition, , region, account] = arn.split(":");
    return JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: "vpc-flow-logs.amazonaws.com" },
          Action: "sts:AssumeRole",
          Condition: {
            StringEquals: { "aws:SourceAccount": account },
            ArnLike: { "aws:SourceArn": `arn:${partition}:ec2:${region}:${account}:vpc-flow-log/*` },
          },
        },
      ],
    });
  });
}

function writePolicy(group: aws.cloudwatch.LogGroup): pulumi.Output<string> {
  return pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"],
        // Streams are named under their group; describing them is asked of the group itself.
        Resource: [group.arn, pulumi.interpolate`${group.arn}:*`],
      },
    ],
  });
}
