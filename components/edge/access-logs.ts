import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Make } from "../data/make";
import { policyDocument, tlsOnly, writeByLogDelivery } from "./bucket-policy";
import { EDGE_REGION } from "./certificate";
import type { CloudFrontArgs } from "./cloudfront-args";
import { makePrivateBucket } from "./private-bucket";

/**
 * Access logs through CloudWatch's log delivery (standard logging v2): the older way needs a bucket with ACLs, which
 * a bucket of enforced ownership refuses [AmazonCloudFront/latest/DeveloperGuide/standard-logging.html].
 */
export function makeAccessLogs(
  make: Make,
  name: string,
  args: CloudFrontArgs,
  distribution: aws.cloudfront.Distribution,
  keptDays: number,
): void {
  const { transform } = args;
  const { bucket, settings } = makePrivateBucket(make, `${name}-logs`, {
    region: EDGE_REGION,
    // Logs go with what they are the log of; S3 would keep the whole stack from going.
    forceDestroy: true,
    protect: false,
    lifecycle: {
      id: "expire",
      status: "Enabled",
      filter: {},
      expiration: { days: keptDays },
      abortIncompleteMultipartUpload: { daysAfterInitiation: 1 },
    },
    lifecycleFrom: "accessLogDays",
    transform: transform?.logBucket,
  });
  const policy = make(
    aws.s3.BucketPolicy,
    `${name}-logs-policy`,
    { bucket: bucket.id, policy: logPolicy(bucket, distribution), region: EDGE_REGION },
    { transform: transform?.logBucketPolicy, opts: { dependsOn: [...settings] } },
  );
  const source = make(
    aws.cloudwatch.LogDeliverySource,
    `${name}-logs`,
    { resourceArn: distribution.arn, logType: "ACCESS_LOGS", region: EDGE_REGION },
    { transform: transform?.logSource },
  );
  const destination = make(
    aws.cloudwatch.LogDeliveryDestination,
    `${name}-logs`,
    {
      deliveryDestinationConfiguration: { destinationResourceArn: bucket.arn },
      outputFormat: "w3c",
      region: EDGE_REGION,
    },
    { transform: transform?.logDestination, opts: { dependsOn: [policy] } },
  );
  make(
    aws.cloudwatch.LogDelivery,
    `${name}-logs`,
    {
      deliverySourceName: source.name,
      deliveryDestinationArn: destination.arn,
      s3DeliveryConfigurations: [
        { enableHiveCompatiblePath: false, suffixPath: "{DistributionId}/{yyyy}/{MM}/{dd}/{HH}" },
      ],
      region: EDGE_REGION,
    },
    { transform: transform?.logDelivery },
  );
}

/** The account is the distribution's, arn:aws:cloudfront::<account>:distribution/<id>. */
const logPolicy = (bucket: aws.s3.Bucket, distribution: aws.cloudfront.Distribution) =>
  pulumi
    .all([bucket.arn, distribution.arn])
    .apply(([arn, distributionArn]) =>
      policyDocument(tlsOnly(arn), writeByLogDelivery(arn, distributionArn.split(":")[4] ?? "")),
    );
