import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Make } from "../data/make";
import { ORIGIN_HEADER } from "../links";
import type { CloudFrontArgs } from "./cloudfront-args";
import { fallbackName, hasFallback } from "./fallback-records";

type Origin = aws.types.input.cloudfront.DistributionOrigin;
type OriginGroup = aws.types.input.cloudfront.DistributionOriginGroup;

/** Ids inside the distribution. */
export const REGIONS = "regions";
export const FALLBACK = "fallback";
const STATIC = "static";
const staticId = (index: number): string => `${STATIC}-${index + 1}`;

/** What a failing origin answers; a refusal (4xx) is an answer and stays one. */
export const FAILURES = [500, 502, 503, 504];

/** The origin, or group of origins, behind the static paths. */
export const staticTarget = ({ buckets = [] }: CloudFrontArgs): string => (buckets.length > 1 ? STATIC : staticId(0));

export function makeOrigins(make: Make, name: string, args: CloudFrontArgs): Origin[] {
  const regional = [regionalOrigin(REGIONS, args.originName, args.originSecret)];
  if (hasFallback(args)) regional.push(regionalOrigin(FALLBACK, fallbackName(args), args.originSecret));
  return [...regional, ...bucketOrigins(make, name, args)];
}

/** Regions by name: DNS decides which one, so that writes fail over too (DECISIONS 15). */
function regionalOrigin(originId: string, domainName: string, secret: pulumi.Input<string>): Origin {
  return {
    originId,
    domainName,
    customHeaders: [{ name: ORIGIN_HEADER, value: pulumi.secret(secret) }],
    // Two attempts of 5 s: a region that is gone costs a request 10 s, not the 30 s of the defaults.
    connectionAttempts: 2,
    connectionTimeout: 5,
    customOriginConfig: {
      originProtocolPolicy: "https-only",
      httpPort: 80,
      httpsPort: 443,
      originSslProtocols: ["TLSv1.2"],
      originReadTimeout: 30,
      // Below the 60 s after which a load balancer closes an idle connection, so that CloudFront never writes into a closed one.
      originKeepaliveTimeout: 30,
    },
  };
}

function bucketOrigins(make: Make, name: string, args: CloudFrontArgs): Origin[] {
  const { buckets = [] } = args;
  if (buckets.length === 0) return [];
  const access = make(
    aws.cloudfront.OriginAccessControl,
    `${name}-origin-access`,
    {
      description: "Static files",
      originAccessControlOriginType: "s3",
      signingBehavior: "always",
      signingProtocol: "sigv4",
    },
    { transform: args.transform?.originAccess },
  );
  return buckets.map((bucket, index) => ({
    originId: staticId(index),
    domainName: `${bucket.name}.s3.${bucket.region}.amazonaws.com`,
    originAccessControlId: access.id,
    connectionAttempts: 2,
    connectionTimeout: 5,
  }));
}

/** Static files of the first bucket, else of its replica. */
export const originGroups = ({ buckets = [] }: CloudFrontArgs): OriginGroup[] =>
  buckets.length > 1
    ? [
        {
          originId: STATIC,
          failoverCriteria: { statusCodes: FAILURES },
          members: [{ originId: staticId(0) }, { originId: staticId(1) }],
        },
      ]
    : [];
