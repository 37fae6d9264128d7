import * as aws from "@pulumi/aws";
import type { Make } from "../data/make";
import { bucketArnOf, policyDocument, readByDistribution, tlsOnly } from "./bucket-policy";
import type { CloudFrontArgs } from "./cloudfront-args";

/** The one policy that each static bucket has: the distribution reads, nobody comes without TLS. */
export function makeBucketPolicies(
  make: Make,
  name: string,
  { buckets = [], transform }: CloudFrontArgs,
  distribution: aws.cloudfront.Distribution,
): void {
  for (const bucket of buckets) {
    const arn = bucketArnOf(bucket.name);
    make(
      aws.s3.BucketPolicy,
      `${name}-bucket-${bucket.region}`,
      {
        bucket: bucket.name,
        region: bucket.region,
        policy: distribution.arn.apply((by) => policyDocument(readByDistribution(arn, by), tlsOnly(arn))),
      },
      { transform: transform?.bucketPolicy, from: { bucket: "buckets", region: "buckets", policy: "buckets" } },
    );
  }
}

/**
 * New objects of the first bucket go to the second, which answers when the first fails. Objects that were there before
 * are not copied by themselves: that takes one S3 Batch Replication job [AmazonS3/latest/userguide/replication.html].
 */
export function makeReplication(make: Make, name: string, { buckets = [], transform }: CloudFrontArgs): void {
  const [source, replica] = buckets;
  if (!source || !replica) return;
  const [sourceArn, replicaArn] = [bucketArnOf(source.name), bucketArnOf(replica.name)];
  const role = make(
    aws.iam.Role,
    `${name}-replication`,
    { description: `Replicates ${source.name}`, assumeRolePolicy: trustPolicy(sourceArn) },
    { transform: transform?.replicationRole, from: { assumeRolePolicy: "buckets" } },
  );
  const policy = make(
    aws.iam.RolePolicy,
    `${name}-replication`,
    { role: role.id, policy: replicationPolicy(sourceArn, replicaArn) },
    { transform: transform?.replicationPolicy, from: { policy: "buckets" } },
  );
  make(
    aws.s3.BucketReplicationConfig,
    `${name}-replication`,
    {
      bucket: source.name,
      region: source.region,
      role: role.arn,
      rules: [
        {
          id: "static",
          status: "Enabled",
          priority: 1,
          filter: {},
          // A file that was taken away is not to come back when the replica answers.
          deleteMarkerReplication: { status: "Enabled" },
          destination: { bucket: replicaArn },
        },
      ],
    },
    {
      transform: transform?.replication,
      from: { bucket: "buckets", region: "buckets", rules: "buckets" },
      opts: { dependsOn: [policy] },
    },
  );
}

/** Only S3, and only for this bucket (against the confused deputy) [AmazonS3/latest/userguide/setting-repl-config-perm-overview.html]. */
const trustPolicy = (sourceArn: string): string =>
  policyDocument({
    Sid: "Replicate",
    Effect: "Allow",
    Principal: { Service: "s3.amazonaws.com" },
    Action: "sts:AssumeRole",
    Condition: { ArnLike: { "aws:SourceArn": sourceArn } },
  });

const replicationPolicy = (sourceArn: string, replicaArn: string): string =>
  policyDocument(
    {
      Sid: "ReadConfiguration",
      Effect: "Allow",
      Action: ["s3:GetReplicationConfiguration", "s3:ListBucket"],
      Resource: sourceArn,
    },
    {
      Sid: "ReadObjects",
      Effect: "Allow",
      Action: ["s3:GetObjectVersionForReplication", "s3:GetObjectVersionAcl", "s3:GetObjectVersionTagging"],
      Resource: `${sourceArn}/*`,
    },
    {
      Sid: "WriteReplicas",
      Effect: "Allow",
      Action: ["s3:ReplicateObject", "s3:ReplicateDelete", "s3:ReplicateTags"],
      Resource: `${replicaArn}/*`,
    },
  );
