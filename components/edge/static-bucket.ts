import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { BucketArgs as PlannedArgs } from "../../blueprints/plan/parts";
import { Component, type Transform } from "../component";
import { policyDocument, tlsOnly } from "./bucket-policy";
import { makePrivateBucket, type PrivateBucketTransform } from "./private-bucket";

export interface StaticBucketArgs extends Pick<PlannedArgs, "bucketName"> {
  /** Days for which replaced and deleted files can be brought back. Default 30: long enough to roll a bad release back. */
  readonly noncurrentDays?: number;
  /**
   * Age at which a file moves to storage for infrequent access, which costs by the GB read; 30 at the least, and files under
   * 128 KB stay [AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html]. Default never.
   */
  readonly infrequentDays?: number;
  /** Default the provider's region. */
  readonly region?: string;
  /** Default false: a `Cdn` owns the one policy that a bucket has and puts the TLS-only rule into it. True where no CDN of ours reads it. */
  readonly ownPolicy?: boolean;
  /** Default false: S3 refuses to delete a bucket that holds files. */
  readonly forceDestroy?: boolean;
  /** Pulumi's own protection. Default true. */
  readonly protect?: boolean;
  readonly transform?: PrivateBucketTransform & {
    readonly versioning?: Transform<aws.s3.BucketVersioningArgs>;
    readonly policy?: Transform<aws.s3.BucketPolicyArgs>;
  };
}

/**
 * A private bucket of static files for a CDN to serve: versioned, so that a bad release can be rolled back and the bucket
 * be replicated, encrypted with S3's own keys. A key of ours would have to let the distribution decrypt by its ARN,
 * which exists only after every region's stack, and would guard files that the CDN shows to everyone
 * [AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html, SSE-KMS].
 *
 * @example new StaticBucket("static", { bucketName: "shop-production-static-eu-west-1-123456789012" })
 */
export class StaticBucket extends Component {
  readonly bucketName: pulumi.Output<string>;
  readonly bucketArn: pulumi.Output<string>;

  constructor(name: string, args: StaticBucketArgs, opts?: pulumi.ComponentResourceOptions) {
    super("scalekit:edge:StaticBucket", name, {}, opts);
    const { transform, region } = args;
    const { bucket, settings } = makePrivateBucket(this.make.bind(this), name, {
      bucketName: args.bucketName,
      ...(region !== undefined && { region }),
      forceDestroy: args.forceDestroy ?? false,
      protect: args.protect ?? true,
      lifecycle: lifecycle(args.noncurrentDays ?? 30, args.infrequentDays),
      lifecycleFrom: "noncurrentDays",
      transform,
    });
    const inRegion = region === undefined ? {} : { region };
    this.make(
      aws.s3.BucketVersioning,
      `${name}-versioning`,
      { bucket: bucket.id, versioningConfiguration: { status: "Enabled" }, ...inRegion },
      { transform: transform?.versioning },
    );
    if (args.ownPolicy) {
      this.make(
        aws.s3.BucketPolicy,
        `${name}-policy`,
        { bucket: bucket.id, policy: bucket.arn.apply((arn) => policyDocument(tlsOnly(arn))), ...inRegion },
        { transform: transform?.policy, opts: { dependsOn: [...settings] } },
      );
    }
    this.bucketName = bucket.bucket;
    this.bucketArn = bucket.arn;
    this.registerOutputs({ bucketName: this.bucketName, bucketArn: this.bucketArn });
  }
}

const lifecycle = (
  days: number,
  infrequentDays: number | undefined,
): aws.types.input.s3.BucketLifecycleConfigurationRule => ({
  id: "noncurrent",
  status: "Enabled",
  filter: {},
  ...(infrequentDays !== undefined && { transitions: [{ days: infrequentDays, storageClass: "STANDARD_IA" }] }),
  noncurrentVersionExpiration: { noncurrentDays: days },
  expiration: { expiredObjectDeleteMarker: true },
  // Parts of an upload that was never finished are paid for and never seen.
  abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
});
