import type { Edge } from "../../manifest/manifest";
import { makePart, type PlanContext } from "../context";
import type { PartOf } from "../plan";
import { STATIC } from "./bucket";
import { frontHealthPath, healthPathSource, originName, recordsZone, regionHostName, regionProbe } from "./entry";

export function cdnPart(plan: PlanContext, edge: Edge): PartOf<"cdn"> {
  const { manifest, regions, names, account, at, derived } = plan;
  const { name } = manifest.domain;
  return makePart(
    "cdn",
    "cdn",
    at("edge"),
    {
      provider: edge.cdn,
      domain: name,
      ...(edge.cdn === "cloudfront" && recordsZone(plan)),
      originName: originName(name),
      regionHostNames: regions.map((region) => regionHostName(name, region)),
      waf: edge.waf,
      originFailover: edge.originFailover && regions.length > 1,
      defaultTtlSeconds: edge.defaultTtlSeconds,
      staticPaths: edge.staticPaths,
      staticTtlSeconds: edge.staticTtlSeconds,
      buckets: bucketRegions(plan).map((region) => ({ name: names.bucket(STATIC, region, account), region })),
      priceClass: edge.priceClass,
      ...(edge.cloudflare && { cloudflare: edge.cloudflare }),
      routing: manifest.routing,
      healthPath: frontHealthPath(manifest),
      ...(edge.cdn === "cloudfront" && { healthCheck: regionProbe(manifest) }),
    },
    {
      provider: at("edge.cdn"),
      domain: at("domain.name"),
      zoneId: at("domain.zone"),
      originName: derived("origin.<domain>", "domain.name"),
      regionHostNames: derived("<region>.origin.<domain>, primary first", "regions", "domain.name"),
      waf: at("edge.waf"),
      originFailover: derived(
        "where there is a second region to fail over to",
        "edge.originFailover",
        "regions.secondaries",
      ),
      defaultTtlSeconds: at("edge.ttl"),
      staticPaths: at("edge.static.paths"),
      staticTtlSeconds: at("edge.static.ttl"),
      buckets: derived("computed names of the static buckets, primary's first", "edge.static.paths", "regions"),
      priceClass: at("edge.priceClass"),
      cloudflare: at("edge.cloudflare"),
      routing: at("routing"),
      healthPath: healthPathSource(plan),
      healthCheck: at("failover"),
      "healthCheck.path": healthPathSource(plan),
      "healthCheck.intervalSeconds": at("failover.healthCheckInterval"),
      "healthCheck.threshold": at("failover.healthCheckThreshold"),
    },
  );
}

/** Regions that hold the static files: the primary, and the first secondary as replica and failover origin, whatever the tier. */
export function bucketRegions({ manifest: { edge }, regions }: PlanContext): readonly string[] {
  if (edge?.cdn !== "cloudfront" || edge.staticPaths.length === 0) return [];
  return regions.slice(0, 2);
}
