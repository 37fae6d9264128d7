import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Transform } from "../component";
import type { Make } from "../data/make";
import type { CdnCommonArgs } from "./cdn-args";
import type { CloudFrontArgs, CloudFrontTransform } from "./cloudfront-args";
import { DEFAULT_PROBE, makeProbe } from "./origin-probe";

type FallbackArgs = Pick<CdnCommonArgs, "originName" | "regionHostNames" | "originFailover" | "routing">;

/** True where a read can go to another region than the one that failed. */
export const hasFallback = ({ originFailover = false, regionHostNames = [] }: FallbackArgs): boolean =>
  originFailover && regionHostNames.length > 1;

/** The other region: covered by the regions' certificates, which hold `*.origin.<domain>`. */
export const fallbackName = ({ originName }: FallbackArgs): string => `fallback.${originName}`;

/**
 * `fallback.origin.<domain>` answers with a region other than the one that `origin.<domain>` answers with at the same
 * place. A fixed second region would not do: near it, it is the first that failed. One latency record a region, like the
 * origin's own, so that the name keeps one routing policy (DECISIONS 14).
 *
 * A record holds as long as the region that it leads to is healthy; else Route 53 answers with the next nearest one's.
 * The checks are the CDN's own, as a passive region has one of its primary: this stack knows regions by name only, and can
 * be changed while they are down (DECISIONS 14, 21).
 */
export function makeFallbackRecords(
  make: Make,
  name: string,
  args: FallbackArgs & Pick<CloudFrontArgs, "zoneId" | "healthCheck">,
  transform: Pick<CloudFrontTransform, "fallbackRecord" | "fallbackHealthCheck"> = {},
): readonly pulumi.Resource[] {
  if (!hasFallback(args)) return [];
  const checks = makeChecks(make, name, args, transform.fallbackHealthCheck);
  return fallbacks(args).map(({ region, target }) =>
    make(
      aws.route53.Record,
      `${name}-fallback-${region}`,
      {
        zoneId: args.zoneId,
        name: fallbackName(args),
        type: "CNAME",
        ttl: 60,
        records: [target],
        setIdentifier: region,
        latencyRoutingPolicies: [{ region }],
        healthCheckId: checks.get(target)?.id,
      },
      {
        transform: transform.fallbackRecord,
        from: {
          zoneId: "zoneId",
          name: "originName",
          records: "regionHostNames",
          setIdentifier: "regionHostNames",
          latencyRoutingPolicies: "regionHostNames",
        },
      },
    ),
  );
}

/** One check of each region that a record leads to, by its host name. */
function makeChecks(
  make: Make,
  name: string,
  args: FallbackArgs & Pick<CloudFrontArgs, "healthCheck">,
  transform: Transform<aws.route53.HealthCheckArgs> | undefined,
): ReadonlyMap<string, aws.route53.HealthCheck> {
  const targets = [...new Set(fallbacks(args).map(({ target }) => target))];
  const probe = args.healthCheck ?? DEFAULT_PROBE;
  return new Map(
    targets.map((hostName) => [
      hostName,
      makeProbe(make, `${name}-fallback-${hostName.split(".", 1).join("")}-check`, {
        ...{ probe, hostName, hostNameFrom: "regionHostNames", transform },
      }),
    ]),
  );
}

/** By region: the host name of the region to ask instead. Passive regions answer with the primary, so all ask the second. */
export function fallbacks({
  regionHostNames = [],
  routing,
}: FallbackArgs): readonly { readonly region: string; readonly target: string }[] {
  return regionHostNames.flatMap((hostName, index) => {
    const next = routing === "active-passive" ? 1 : (index + 1) % regionHostNames.length;
    const [target, region] = [regionHostNames[next], hostName.split(".")[0]];
    return target === undefined || region === undefined ? [] : [{ region, target }];
  });
}
