import {
  type BucketLocationConstraint,
  CreateBucketCommand,
  HeadBucketCommand,
  PutBucketEncryptionCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutPublicAccessBlockCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import type { BootstrapPlan, Step } from "../bootstrap";

/** Old states are kept this long: time enough to notice a mistake. */
const NONCURRENT_DAYS = 90;

/**
 * The state bucket: versioned, encrypted with the key, private, over TLS only. Settings are written again on each run, so
 * that a run that was cut off, or a hand that changed something, is repaired. The owner is checked, lest the name be a stranger's.
 */
export async function ensureBucket(s3: S3Client, plan: BootstrapPlan, keyArn: string): Promise<Step> {
  const Bucket = plan.bucket;
  const ExpectedBucketOwner = plan.account;
  const existed = await exists(s3, Bucket, ExpectedBucketOwner);
  if (!existed) {
    const location = plan.region as BucketLocationConstraint;
    await s3.send(
      new CreateBucketCommand({
        Bucket,
        // us-east-1 is the one region that S3 refuses to hear named here.
        ...(plan.region !== "us-east-1" && { CreateBucketConfiguration: { LocationConstraint: location } }),
        ObjectOwnership: "BucketOwnerEnforced",
      }),
    );
  }
  const target = { Bucket, ExpectedBucketOwner };
  await s3.send(
    new PutPublicAccessBlockCommand({
      ...target,
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    }),
  );
  await s3.send(new PutBucketVersioningCommand({ ...target, VersioningConfiguration: { Status: "Enabled" } }));
  await s3.send(
    new PutBucketEncryptionCommand({
      ...target,
      ServerSideEncryptionConfiguration: {
        Rules: [
          {
            ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms", KMSMasterKeyID: keyArn },
            BucketKeyEnabled: true,
          },
        ],
      },
    }),
  );
  await s3.send(
    new PutBucketLifecycleConfigurationCommand({
      ...target,
      LifecycleConfiguration: {
        Rules: [
          {
            ID: "old-states",
            Status: "Enabled",
            Filter: { Prefix: "" },
            NoncurrentVersionExpiration: { NoncurrentDays: NONCURRENT_DAYS },
            AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
          },
        ],
      },
    }),
  );
  await s3.send(new PutBucketPolicyCommand({ ...target, Policy: JSON.stringify(tlsOnly(Bucket)) }));
  return { what: "state bucket", name: Bucket, outcome: existed ? "was there" : "made" };
}

const tlsOnly = (bucket: string) => ({
  Version: "2012-10-17",
  Statement: [
    {
      Sid: "TlsOnly",
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  ],
});

async function exists(s3: S3Client, Bucket: string, ExpectedBucketOwner: string): Promise<boolean> {
  try {
    await s3.send(new HeadBucketCommand({ Bucket, ExpectedBucketOwner }));
    return true;
  } catch (error) {
    if (error instanceof Error && (error.name === "NotFound" || error.name === "NoSuchBucket")) return false;
    throw error;
  }
}
