import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Transform } from "../component";
import { placeOf } from "./arn";
import type { Make } from "./make";

/** Seconds between samples of the operating system: the longest that still shows a spike of a minute. */
export const MONITORING_SECONDS = 60;

/**
 * The role with which RDS writes enhanced monitoring; only RDS of this account may take it
 * [AmazonRDS/latest/UserGuide/USER_Monitoring.OS.Enabling.html].
 * @returns the role's ARN, known only when its policy is attached (RDS refuses a role that cannot write yet)
 */
export function makeMonitoringRole(
  make: Make,
  name: string,
  keyArn: pulumi.Input<string>,
  transform?: Transform<aws.iam.RoleArgs>,
): pulumi.Output<string> {
  const { partition, account } = placeOf(keyArn);
  const role = make(
    aws.iam.Role,
    `${name}-monitoring`,
    { assumeRolePolicy: trust("monitoring.rds.amazonaws.com", account) },
    { transform },
  );
  const attachment = make(aws.iam.RolePolicyAttachment, `${name}-monitoring`, {
    role: role.name,
    policyArn: pulumi.interpolate`arn:${partition}:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole`,
  });
  return pulumi.all([role.arn, attachment.id]).apply(([arn]) => arn);
}

/** Lets one AWS service take a role, and only on behalf of this account (no confused deputy). */
export function trust(service: string, account: pulumi.Input<string>): pulumi.Output<string> {
  return pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: service },
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "aws:SourceAccount": account } },
      },
    ],
  });
}
