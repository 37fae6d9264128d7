import type { ProviderArgs, types } from "@pulumi/aws";
import type { RunContext } from "../context";

/** AWS services whose resources our programs make, by the name that the provider's `endpoints` uses. */
const SERVICES = [
  "acm",
  "apigateway",
  "appautoscaling",
  "autoscaling",
  "budgets",
  "cloudfront",
  "cloudwatch",
  "cloudwatchlogs",
  "dynamodb",
  "ec2",
  "ecr",
  "eks",
  "elasticache",
  "elbv2",
  "events",
  "iam",
  "kms",
  "lambda",
  "rds",
  "route53",
  "s3",
  "s3control",
  "secretsmanager",
  "servicediscovery",
  "sns",
  "sqs",
  "ssm",
  "sts",
  "wafv2",
] as const satisfies readonly (keyof types.input.ProviderEndpoint)[];

/**
 * Arguments of the AWS provider of a stack. With `--endpoint` every service's calls go to that URL, and the checks that
 * only the real cloud can answer are left out; without it, the run is held to the account that the plan was made for.
 */
export function awsProviderArgs(region: string, context: RunContext): ProviderArgs {
  if (context.endpoint === undefined) {
    return { region, ...(isAccount(context.account) && !context.sandbox && { allowedAccountIds: [context.account] }) };
  }
  const { endpoint } = context;
  return {
    region,
    endpoints: [Object.fromEntries(SERVICES.map((service) => [service, endpoint]))],
    s3UsePathStyle: true,
    skipCredentialsValidation: true,
    skipMetadataApiCheck: true,
    skipRegionValidation: true,
    skipRequestingAccountId: true,
  };
}

/** The placeholder of a plan without an account must not lock the run to an account that nobody has. */
const isAccount = (account: string): boolean => /^\d{12}$/.test(account) && account !== "000000000000";
