import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Transform } from "../component";
import type { Make } from "../data/make";
import type { CdnCommonArgs } from "./cdn-args";

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
 */
export function makeFallbackRecords(
  make: Make,
  name: string,
  args: FallbackArgs & { readonly zoneId: pulumi.Input<string> },
  transform: Transform<aws.route53.RecordArgs> | undefined,
): readonly pulumi.Resource[] {
  if (!hasFallback(args)) return [];
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
      },
      {
        transform,
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
