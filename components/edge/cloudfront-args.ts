import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { CdnArgs as PlannedArgs } from "../../blueprints/plan/parts";
import type { Transform } from "../component";
import type { CdnCommonArgs } from "./cdn-args";
import type { CertificateTransform } from "./certificate";
import type { PrivateBucketTransform } from "./private-bucket";

export interface CloudFrontArgs extends CdnCommonArgs {
  /** Route 53 zone of the domain's alias records. */
  readonly zoneId: pulumi.Input<string>;
  /** How long an answer that does not say itself is kept. Default 0: only what answers allow by themselves. */
  readonly defaultTtlSeconds?: number;
  /** Which of CloudFront's places answer. Default PriceClass_All: people far away wait less than the lower price saves. */
  readonly priceClass?: PlannedArgs["priceClass"];
  /** Buckets of static files; the second is the replica of the first and answers when that fails. Default none. */
  readonly buckets?: PlannedArgs["buckets"];
  /** Path patterns that the buckets answer. Default none. */
  readonly staticPaths?: readonly string[];
  /** How long static files that do not say themselves are kept. Default 86,400 (a day): files with versioned names can stay long. */
  readonly staticTtlSeconds?: number;
  /** Probe of a region before failed reads are sent there. Default `/` every 30 s, three times, Route 53's own defaults. */
  readonly healthCheck?: PlannedArgs["healthCheck"];
  /** Days of access logs and firewall logs. Default 90: long enough to look into an incident of last quarter. */
  readonly accessLogDays?: number;
  /** An issued certificate of the domain in us-east-1. Default: one is made here. */
  readonly certificateArn?: pulumi.Input<string>;
  /** True: its validation record is made here too. Default false: the zone's stack owns it (`Zone`), and a record has one owner. */
  readonly ownValidationRecord?: boolean;
  /** Requests in five minutes after which a client address is turned away. Default 2,000, see facts/cdn.json. */
  readonly rateLimit?: number;
  readonly transform?: CloudFrontTransform;
}

export interface CloudFrontTransform extends CertificateTransform {
  readonly distribution?: Transform<aws.cloudfront.DistributionArgs>;
  readonly cachePolicy?: Transform<aws.cloudfront.CachePolicyArgs>;
  readonly staticCachePolicy?: Transform<aws.cloudfront.CachePolicyArgs>;
  readonly responseHeaders?: Transform<aws.cloudfront.ResponseHeadersPolicyArgs>;
  readonly originAccess?: Transform<aws.cloudfront.OriginAccessControlArgs>;
  readonly readFailover?: Transform<aws.cloudfront.FunctionArgs>;
  readonly fallbackRecord?: Transform<aws.route53.RecordArgs>;
  readonly fallbackHealthCheck?: Transform<aws.route53.HealthCheckArgs>;
  readonly record?: Transform<aws.route53.RecordArgs>;
  readonly bucketPolicy?: Transform<aws.s3.BucketPolicyArgs>;
  readonly replicationRole?: Transform<aws.iam.RoleArgs>;
  readonly replicationPolicy?: Transform<aws.iam.RolePolicyArgs>;
  readonly replication?: Transform<aws.s3.BucketReplicationConfigArgs>;
  readonly webAcl?: Transform<aws.wafv2.WebAclArgs>;
  readonly webAclLogGroup?: Transform<aws.cloudwatch.LogGroupArgs>;
  readonly webAclLogging?: Transform<aws.wafv2.WebAclLoggingConfigurationArgs>;
  readonly logBucket?: PrivateBucketTransform;
  readonly logBucketPolicy?: Transform<aws.s3.BucketPolicyArgs>;
  readonly logSource?: Transform<aws.cloudwatch.LogDeliverySourceArgs>;
  readonly logDestination?: Transform<aws.cloudwatch.LogDeliveryDestinationArgs>;
  readonly logDelivery?: Transform<aws.cloudwatch.LogDeliveryArgs>;
}
