import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

/** A load balancer that records are aliases of: Route 53 evaluates the health of its targets. */
export interface LoadBalancerTarget {
  readonly dnsName: pulumi.Input<string>;
  readonly zoneId: pulumi.Input<string>;
}
export type OriginTarget = LoadBalancerTarget | string;

/** What a record answers with: an alias (type A) or a host name (type CNAME). */
export type Answer = Pick<aws.route53.RecordArgs, "type" | "aliases" | "records" | "ttl">;

/** At most what AWS advises for records with health checks [Route53/latest/DeveloperGuide/best-practices-dns.html]. */
const TTL_SECONDS = 60;

export const answerWith = (target: OriginTarget, ttlSeconds?: number): Answer =>
  typeof target === "string" ? hostName(target, ttlSeconds) : alias(target);

/** The same type of answer through another name of the zone. An alias takes over the health of what it refers to. */
export const answerThrough = (
  name: pulumi.Input<string>,
  zoneId: pulumi.Input<string>,
  like: OriginTarget,
  ttlSeconds?: number,
): Answer => (typeof like === "string" ? hostName(name, ttlSeconds) : alias({ dnsName: name, zoneId }));

const hostName = (name: pulumi.Input<string>, ttlSeconds = TTL_SECONDS): Answer => ({
  type: "CNAME",
  records: [name],
  ttl: ttlSeconds,
});

const alias = ({ dnsName, zoneId }: LoadBalancerTarget): Answer => ({
  type: "A",
  aliases: [{ name: dnsName, zoneId, evaluateTargetHealth: true }],
});
