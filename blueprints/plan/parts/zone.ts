import { makePart, type PlanContext } from "../context";
import type { PartOf } from "../plan";
import { originName, recordsZone } from "./entry";

/**
 * The names on the first certificate never change with regions or tier, since changing them replaces it: a wildcard
 * covers every region's host name, and its validation record is the same as its base name's
 * [ACM, DNS validation: https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html].
 */
export function zonePart(plan: PlanContext): PartOf<"zone"> {
  const { manifest, at, derived } = plan;
  const { name } = manifest.domain;
  const cloudflare = manifest.edge?.cdn === "cloudflare" ? manifest.edge.cloudflare : undefined;
  const behindCloudflare = manifest.edge?.cdn === "cloudflare";
  const origin = originName(name);
  return makePart(
    "zone",
    "zone",
    at("domain"),
    {
      zoneName: behindCloudflare ? origin : name,
      ...recordsZone(plan),
      certificateNames: behindCloudflare ? [origin, `*.${origin}`] : [name, origin, `*.${origin}`],
      ...(cloudflare && { delegateFromCloudflareZone: cloudflare.zoneId }),
    },
    {
      zoneName: behindCloudflare
        ? derived("origin.<domain>: Cloudflare serves the domain itself", "domain.name", "edge.cdn")
        : at("domain.name"),
      zoneId: at("domain.zone"),
      certificateNames: derived("the domain, its origin name and every region's host name", "domain.name"),
      delegateFromCloudflareZone: at("edge.cloudflare.zone"),
    },
  );
}
