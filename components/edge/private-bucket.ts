import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { From, Transform } from "../component";
import type { Make } from "../data/make";

export interface PrivateBucketTransform {
  readonly bucket?: Transform<aws.s3.BucketArgs>;
  readonly ownership?: Transform<aws.s3.BucketOwnershipControlsArgs>;
  readonly publicAccess?: Transform<aws.s3.BucketPublicAccessBlockArgs>;
  readonly encryption?: Transform<aws.s3.BucketServerSideEncryptionConfigurationArgs>;
  readonly lifecycle?: Transform<aws.s3.BucketLifecycleConfigurationArgs>;
}

interface PrivateBucketArgs {
  /** Undefined: auto-named. */
  readonly bucketName?: string;
  /** Undefined: the provider's. */
  readonly region?: string;
  readonly forceDestroy: boolean;
  readonly protect: boolean;
  readonly lifecycle: aws.types.input.s3.BucketLifecycleConfigurationRule;
  /** Which argument of the component the lifecycle came from. */
  readonly lifecycleFrom: string;
  readonly transform?: PrivateBucketTransform | undefined;
}

export interface PrivateBucket {
  readonly bucket: aws.s3.Bucket;
  /** What a policy waits for: S3 refuses changes to one bucket at the same time. */
  readonly settings: readonly pulumi.Resource[];
}

/** A bucket that nobody reaches but by policy: no ACLs, no public access, encrypted with S3's own keys. */
export function makePrivateBucket(make: Make, name: string, args: PrivateBucketArgs): PrivateBucket {
  const { transform, region } = args;
  const inRegion = region === undefined ? {} : { region };
  const from: From = { bucket: "bucketName", forceDestroy: "forceDestroy" };
  const bucket = make(
    aws.s3.Bucket,
    name,
    {
      ...(args.bucketName !== undefined && { bucket: args.bucketName }),
      forceDestroy: args.forceDestroy,
      ...inRegion,
    },
    { transform: transform?.bucket, from, opts: { protect: args.protect } },
  );
  const ownership = make(
    aws.s3.BucketOwnershipControls,
    `${name}-ownership`,
    { bucket: bucket.id, rule: { objectOwnership: "BucketOwnerEnforced" }, ...inRegion },
    { transform: transform?.ownership },
  );
  const publicAccess = make(
    aws.s3.BucketPublicAccessBlock,
    `${name}-public-access`,
    {
      bucket: bucket.id,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
      ...inRegion,
    },
    { transform: transform?.publicAccess },
  );
  make(
    aws.s3.BucketServerSideEncryptionConfiguration,
    `${name}-encryption`,
    {
      bucket: bucket.id,
      rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" }, blockedEncryptionTypes: ["SSE-C"] }],
      ...inRegion,
    },
    { transform: transform?.encryption },
  );
  make(
    aws.s3.BucketLifecycleConfiguration,
    `${name}-lifecycle`,
    { bucket: bucket.id, rules: [args.lifecycle], ...inRegion },
    { transform: transform?.lifecycle, from: { rules: args.lifecycleFrom } },
  );
  return { bucket, settings: [ownership, publicAccess] };
}
