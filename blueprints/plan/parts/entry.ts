import cloudflare from "../../facts/cloudflare-ips.json";
import type { Manifest, Service } from "../../manifest/manifest";
import type { Source } from "../../manifest/source";
import { makePart, type PlanContext, type RegionContext } from "../context";
import { ACCESS_LOG_DAYS, PLACEHOLDER_PREFIX_LIST } from "../fixed";
import { regionFacts } from "../network";
import type { EntryArgs } from "../parts";
import type { PartOf } from "../plan";
import { regionPath } from "./network";

export const originName = (domain: string): string => `origin.${domain}`;
export const regionHostName = (domain: string, region: string): string => `${region}.origin.${domain}`;

/** Zone id to put into records: none where the DNS stack makes the zone or where Cloudflare holds the domain. */
export const recordsZone = ({ manifest }: Pick<RegionContext, "manifest">): { zoneId?: string } =>
  manifest.domain.zoneId !== undefined ? { zoneId: manifest.domain.zoneId } : {};

/** What origin records have in common, whoever answers behind them, with where each came from. */
export function originRecord(context: RegionContext) {
  const { manifest, region, role, at, derived } = context;
  const { domain, routing } = manifest;
  const args = {
    originName: originName(domain.name),
    regionHostName: regionHostName(domain.name, region),
    ...recordsZone(context),
    routing,
    failoverRole: role === "primary" ? ("PRIMARY" as const) : ("SECONDARY" as const),
    ...(role === "secondary" && { primaryHostName: regionHostName(domain.name, manifest.regions.primary) }),
    healthCheck: regionProbe(manifest),
  };
  const sources = {
    originName: derived("origin.<domain>", "domain.name"),
    regionHostName: derived("<region>.origin.<domain>", "domain.name", regionPath(context)),
    ...(args.zoneId !== undefined && { zoneId: at("domain.zone") }),
    routing: at("routing"),
    failoverRole: derived("PRIMARY in regions.primary, else SECONDARY", "regions.primary"),
    primaryHostName: derived("<primary>.origin.<domain>", "domain.name", "regions.primary"),
    healthCheck: at("failover"),
    "healthCheck.path": healthPathSource(context),
    "healthCheck.intervalSeconds": at("failover.healthCheckInterval"),
    "healthCheck.threshold": at("failover.healthCheckThreshold"),
  };
  return { args, sources };
}

/** The service behind the region's health check: the one that answers everything else, or the first. */
function frontService({ services }: Manifest): readonly [name: string, service: Service] | undefined {
  const all = Object.entries(services);
  return all.find(([, { paths }]) => paths.includes("/*")) ?? all[0];
}

/** Path that says whether a region serves. */
export const frontHealthPath = (manifest: Manifest): string => frontService(manifest)?.[1].healthPath ?? "/";

/** How Route 53 asks a region whether it serves. */
export const regionProbe = (manifest: Manifest): EntryArgs["healthCheck"] => ({
  path: frontHealthPath(manifest),
  intervalSeconds: manifest.failover.healthCheckIntervalSeconds,
  threshold: manifest.failover.healthCheckThreshold,
});

export function healthPathSource({ manifest, at, derived }: PlanContext): Source {
  const front = frontService(manifest);
  return front ? derived("health path of the service that answers /*", `services.${front[0]}.health`) : at("services");
}

export function entryPart(context: RegionContext): PartOf<"entry"> {
  const { manifest, at, derived, fixed } = context;
  const origin = originRecord(context);
  return makePart(
    "entry",
    "entry",
    at(regionPath(context)),
    {
      ...origin.args,
      acceptFrom: acceptFrom(context),
      requireOriginSecret: manifest.edge !== undefined,
      deletionProtection: true,
      accessLogDays: ACCESS_LOG_DAYS,
    },
    {
      ...origin.sources,
      acceptFrom: derived("the addresses of the chosen CDN, or anyone where there is none", "edge.cdn"),
      requireOriginSecret: derived("yes, where there is a CDN: origins accept only it", "edge"),
      deletionProtection: fixed("a region's only way in is never deleted by accident"),
      accessLogDays: fixed("long enough to look into an incident of last quarter"),
    },
  );
}

function acceptFrom({ manifest, region, lock }: RegionContext): EntryArgs["acceptFrom"] {
  switch (manifest.edge?.cdn) {
    case "cloudfront": {
      const id = lock.prefixLists?.[region] ?? regionFacts(region)?.cloudfrontPrefixList;
      return { cdn: "cloudfront", prefixListId: id ?? PLACEHOLDER_PREFIX_LIST };
    }
    case "cloudflare":
      return { cdn: "cloudflare", cidrs: cloudflare.ipv4 };
    default:
      return { cdn: "none" };
  }
}
