import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Make } from "../data/make";
import type { EntrySettings } from "./entry-args";

/**
 * A private bucket for the load balancer's access logs. Encrypted with S3's own keys: access logs can't be delivered to a
 * bucket with a KMS key [docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html].
 */
export function makeAccessLogBucket(
  make: Make,
  name: string,
  owner: aws.ec2.SecurityGroup,
  { deletionProtection, accessLogDays, tags, transform }: EntrySettings,
): { readonly bucket: pulumi.Output<string>; readonly ready: pulumi.Resource } {
  const bucket = make(
    aws.s3.Bucket,
    `${name}-logs`,
    // Lifting the load balancer's protection says that the region may go, and its logs with it.
    { forceDestroy: !deletionProtection, tags },
    { transform: transform.logBucket, from: { forceDestroy: "deletionProtection" } },
  );
  const access = make(
    aws.s3.BucketPublicAccessBlock,
    `${name}-logs`,
    {
      bucket: bucket.id,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    },
    { transform: transform.logBucketAccess },
  );
  make(
    aws.s3.BucketOwnershipControls,
    `${name}-logs`,
    { bucket: bucket.id, rule: { objectOwnership: "BucketOwnerEnforced" } },
    { transform: transform.logBucketOwnership },
  );
  make(
    aws.s3.BucketServerSideEncryptionConfiguration,
    `${name}-logs`,
    { bucket: bucket.id, rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }] },
    { transform: transform.logBucketEncryption },
  );
  make(
    aws.s3.BucketLifecycleConfiguration,
    `${name}-logs`,
    {
      bucket: bucket.id,
      rules: [
        {
          id: "expire",
          status: "Enabled",
          filter: {},
          expiration: { days: accessLogDays },
          abortIncompleteMultipartUpload: { daysAfterInitiation: 1 },
        },
      ],
    },
    { transform: transform.logBucketLifecycle, from: { rules: "accessLogDays" } },
  );
  const policy = make(
    aws.s3.BucketPolicy,
    `${name}-logs`,
    { bucket: bucket.id, policy: logPolicy(bucket, owner) },
    // S3 works on one change of access at a time and refuses a second.
    { transform: transform.logBucketPolicy, opts: { dependsOn: [access] } },
  );
  return { bucket: bucket.id, ready: policy };
}

/**
 * Log delivery for load balancers of this account only (Elastic Load Balancing writes under the id of the account that
 * owns the load balancer), and nothing without TLS. The account is read off the security group, so that nothing is asked
 * of the cloud.
 */
function logPolicy(bucket: aws.s3.Bucket, owner: aws.ec2.SecurityGroup): pulumi.Output<string> {
  return pulumi.all([bucket.arn, owner.arn]).apply(([bucketArn, ownerArn]) => {
    const account = ownerArn.split(":")[4];
    return JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "DeliverLogs",
          Effect: "Allow",
          Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
          Action: "s3:PutObject",
          Resource: `${bucketArn}/AWSLogs/${account}/*`,
        },
        {
          Sid: "OnlyTls",
          Effect: "Deny",
          Principal: "*",
          Action: "s3:*",
          Resource: [bucketArn, `${bucketArn}/*`],
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ],
    });
  });
}
