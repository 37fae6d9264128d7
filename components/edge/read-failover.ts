import * as aws from "@pulumi/aws";
import type { Make } from "../data/make";
import type { CloudFrontArgs } from "./cloudfront-args";
import { FAILURES, FALLBACK, REGIONS } from "./cloudfront-origins";
import { hasFallback } from "./fallback-records";

/**
 * A behaviour that takes writes can't have an origin group (CloudFront: "AllowedMethods cannot include POST, PUT, PATCH,
 * or DELETE for a cached behavior associated with an origin group"). A function at the edge can choose one for each
 * request: reads get the group, everything else stays with the origin's name, which fails over by DNS (DECISIONS 15)
 * [AmazonCloudFront/latest/DeveloperGuide/helper-functions-origin-modification.html, createRequestOriginGroup].
 */
export function makeReadFailover(make: Make, name: string, args: CloudFrontArgs): aws.cloudfront.Function | undefined {
  if (!hasFallback(args)) return undefined;
  return make(
    aws.cloudfront.Function,
    `${name}-read-failover`,
    {
      comment: "Reads that a region fails to answer go to another one",
      runtime: "cloudfront-js-2.0",
      publish: true,
      code: READ_FAILOVER,
    },
    { transform: args.transform?.readFailover, from: { code: "originFailover" } },
  );
}

/** Connections that are upgraded (WebSocket) are no reads, though they begin as GET. */
export const READ_FAILOVER = `import cf from "cloudfront";

function handler(event) {
  var request = event.request;
  var reads = request.method === "GET" || request.method === "HEAD";
  if (reads && !request.headers.upgrade) {
    cf.createRequestOriginGroup({
      originIds: [{ originId: "${REGIONS}" }, { originId: "${FALLBACK}" }],
      failoverCriteria: { statusCodes: [${FAILURES.join(", ")}] },
    });
  }
  return request;
}
`;
