import { execFileSync } from "node:child_process";
import { join, relative } from "node:path";
import type { Peers } from "./install";
import { type Said, worstOf } from "./peer";

/** Where cdk-nag keeps the rule behind each id of its packs; an id in no pack is the rule's own name. */
export const NAG_RULES: Readonly<Record<string, string>> = {
  "AwsSolutions-AEC4": "elasticache.ElastiCacheRedisClusterMultiAZ",
  "AwsSolutions-AS2": "autoscaling.AutoScalingGroupHealthCheck",
  "AwsSolutions-CFR3": "cloudfront.CloudFrontDistributionAccessLogging",
  "AwsSolutions-CFR4": "cloudfront.CloudFrontDistributionHttpsViewerNoOutdatedSSL",
  "AwsSolutions-DDB3": "dynamodb.DynamoDBPITREnabled",
  "AwsSolutions-EC23": "ec2.EC2RestrictedInbound",
  "AwsSolutions-EC26": "ec2.EC2EBSVolumeEncrypted",
  "AwsSolutions-EC28": "ec2.EC2InstanceDetailedMonitoringEnabled",
  "AwsSolutions-EKS1": "eks.EKSClusterNoEndpointPublicAccess",
  "AwsSolutions-EKS2": "eks.EKSClusterControlPlaneLogs",
  "AwsSolutions-ELB2": "elb.ELBLoggingEnabled",
  "AwsSolutions-ELB4": "elb.ELBCrossZoneLoadBalancingEnabled",
  "AwsSolutions-ELB5": "elb.ELBTlsHttpsListenersOnly",
  "AwsSolutions-KMS5": "kms.KMSBackingKeyRotationEnabled",
  "AwsSolutions-RDS3": "rds.RDSMultiAZSupport",
  "AwsSolutions-RDS10": "rds.RDSInstanceDeletionProtectionEnabled",
  "AwsSolutions-RDS13": "rds.RDSInstanceBackupEnabled",
  "AwsSolutions-S2": "s3.S3BucketLevelPublicAccessProhibited",
  "AwsSolutions-SQS3": "sqs.SQSQueueDLQ",
  "AwsSolutions-VPC7": "vpc.VPCFlowLogsEnabled",
  "Serverless-CloudWatchLogGroupRetentionPeriod": "cloudwatch.CloudWatchLogGroupRetentionPeriod",
  "Serverless-EventBusDLQ": "eventbridge.EventBusDLQ",
  "Serverless-LambdaAsyncFailureDestination": "lambda.LambdaAsyncFailureDestination",
  "Serverless-LambdaDLQ": "lambda.LambdaDLQ",
  "Serverless-LambdaEventSourceMappingDestination": "lambda.LambdaEventSourceMappingDestination",
  "Serverless-SNSRedrivePolicy": "sns.SNSRedrivePolicy",
  "Serverless-SQSRedrivePolicy": "sqs.SQSRedrivePolicy",
  LambdaEventSourceSQSVisibilityTimeout: "lambda.LambdaEventSourceSQSVisibilityTimeout",
};

/** Runs rules of cdk-nag on templates. */
export function nagSays({ nodePath }: Peers, root: string, paths: readonly string[]): readonly Said[] {
  const printed = execFileSync(process.execPath, [join(__dirname, "judge-templates.cjs")], {
    input: JSON.stringify({ files: paths, rules: NAG_RULES }),
    env: { ...process.env, NODE_PATH: nodePath },
    encoding: "utf8",
    maxBuffer: 2 ** 28,
    stdio: ["pipe", "pipe", "ignore"],
  });
  const said = JSON.parse(printed) as readonly (Omit<Said, "fixture"> & { readonly file: string })[];
  return worstOf(said.map(({ file, ...rest }) => ({ ...rest, fixture: relative(root, file) })));
}
