import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Transform } from "../component";
import type { Make } from "./make";

/**
 * Log groups made before the store writes to them: left to itself RDS makes them without expiry and without our key.
 * Their names are RDS's own (`/aws/rds/cluster/<id>/<log>`)
 * [AuroraUserGuide/AuroraPostgreSQL.CloudWatch.html].
 */
export function makeLogGroups(
  make: Make,
  name: string,
  args: {
    readonly prefix: string;
    readonly logs: readonly string[];
    readonly keyArn: pulumi.Input<string>;
    readonly days: number;
  },
  transform?: Transform<aws.cloudwatch.LogGroupArgs>,
): aws.cloudwatch.LogGroup[] {
  return args.logs.map((log) =>
    make(
      aws.cloudwatch.LogGroup,
      `${name}-log-${log}`,
      { name: `${args.prefix}/${log}`, retentionInDays: args.days, kmsKeyId: args.keyArn },
      { transform, from: { retentionInDays: "logDays" } },
    ),
  );
}

/** A month of logs covers the time in which an incident is looked into; what must be kept longer belongs in an archive. */
export const LOG_DAYS = 30;
