import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import facts from "../../blueprints/facts/cdn.json";
import type { Make } from "../data/make";
import type { CloudFrontArgs } from "./cloudfront-args";
import { REGIONS, staticTarget } from "./cloudfront-origins";

export interface Behaviors {
  readonly fallThrough: aws.types.input.cloudfront.DistributionDefaultCacheBehavior;
  readonly ordered: aws.types.input.cloudfront.DistributionOrderedCacheBehavior[];
}

const READS = ["GET", "HEAD", "OPTIONS"];
const ALL = [...READS, "PUT", "POST", "PATCH", "DELETE"];
const YEAR_SECONDS = 31_536_000;

/** Everything goes to the regions, reads and writes; static paths go to the buckets, reads only. */
export function makeBehaviors(
  make: Make,
  name: string,
  args: CloudFrontArgs,
  readFailover: aws.cloudfront.Function | undefined,
): Behaviors {
  const headers = makeResponseHeaders(make, name, args);
  const common = {
    viewerProtocolPolicy: "redirect-to-https",
    compress: true,
    cachedMethods: ["GET", "HEAD"],
    responseHeadersPolicyId: headers.id,
  };
  return {
    fallThrough: {
      ...common,
      targetOriginId: REGIONS,
      allowedMethods: ALL,
      cachePolicyId: makeCachePolicy(make, name, args).id,
      originRequestPolicyId: facts.cloudfront.originRequestPolicies.AllViewer,
      ...(readFailover && {
        functionAssociations: [{ eventType: "viewer-request", functionArn: readFailover.arn }],
      }),
    },
    ordered: staticBehaviors(make, name, args, common),
  };
}

function staticBehaviors(
  make: Make,
  name: string,
  args: CloudFrontArgs,
  common: { viewerProtocolPolicy: string; cachedMethods: string[]; responseHeadersPolicyId: pulumi.Input<string> },
): Behaviors["ordered"] {
  const { staticPaths = [] } = args;
  if (staticPaths.length === 0) return [];
  const policy = makeStaticCachePolicy(make, name, args);
  return staticPaths.map((pathPattern) => ({
    ...common,
    pathPattern,
    targetOriginId: staticTarget(args),
    allowedMethods: READS,
    cachePolicyId: policy.id,
  }));
}

/**
 * Answers are kept as they allow it, apart for each host, credential, cookie and query: nobody sees what was made for
 * somebody else, even where an answer forgets to say so and a default time is set.
 */
const makeCachePolicy = (make: Make, name: string, args: CloudFrontArgs): aws.cloudfront.CachePolicy =>
  make(
    aws.cloudfront.CachePolicy,
    `${name}-cache`,
    {
      comment: "What origins allow, apart for each host, credential, cookie and query",
      minTtl: 0,
      defaultTtl: args.defaultTtlSeconds ?? 0,
      maxTtl: YEAR_SECONDS,
      parametersInCacheKeyAndForwardedToOrigin: {
        headersConfig: { headerBehavior: "whitelist", headers: { items: [...facts.cloudfront.cachedHeaders.names] } },
        cookiesConfig: { cookieBehavior: "all" },
        queryStringsConfig: { queryStringBehavior: "all" },
        enableAcceptEncodingBrotli: true,
        enableAcceptEncodingGzip: true,
      },
    },
    { transform: args.transform?.cachePolicy, from: { defaultTtl: "defaultTtlSeconds" } },
  );

/** Files are the same for everyone: neither cookies nor queries nor headers make a difference. */
const makeStaticCachePolicy = (make: Make, name: string, args: CloudFrontArgs): aws.cloudfront.CachePolicy =>
  make(
    aws.cloudfront.CachePolicy,
    `${name}-static-cache`,
    {
      comment: "Static files, the same for everyone",
      minTtl: 0,
      defaultTtl: args.staticTtlSeconds ?? 86_400,
      maxTtl: YEAR_SECONDS,
      parametersInCacheKeyAndForwardedToOrigin: {
        headersConfig: { headerBehavior: "none" },
        cookiesConfig: { cookieBehavior: "none" },
        queryStringsConfig: { queryStringBehavior: "none" },
        enableAcceptEncodingBrotli: true,
        enableAcceptEncodingGzip: true,
      },
    },
    { transform: args.transform?.staticCachePolicy, from: { defaultTtl: "staticTtlSeconds" } },
  );

/** What an origin says itself counts (`override: false`): these are for what it forgets. */
const makeResponseHeaders = (make: Make, name: string, args: CloudFrontArgs): aws.cloudfront.ResponseHeadersPolicy =>
  make(
    aws.cloudfront.ResponseHeadersPolicy,
    `${name}-headers`,
    {
      comment: "HTTPS only, no sniffing, no framing by others",
      securityHeadersConfig: {
        // This host alone: whether all names below it have HTTPS is not ours to know.
        strictTransportSecurity: {
          accessControlMaxAgeSec: YEAR_SECONDS,
          includeSubdomains: false,
          preload: false,
          override: false,
        },
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: "SAMEORIGIN", override: false },
        referrerPolicy: { referrerPolicy: "strict-origin-when-cross-origin", override: false },
      },
    },
    { transform: args.transform?.responseHeaders },
  );
