import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { OriginRecordArgs as PlannedArgs } from "../../blueprints/plan/parts";
import { Component, type From, type Transform } from "../component";
import { type Answer, answerThrough, answerWith, type OriginTarget } from "./origin-answer";
import { DEFAULT_PROBE, makeProbe, type Probe } from "./origin-probe";

export interface OriginRecordArgs
  extends Pick<PlannedArgs, "originName" | "regionHostName" | "routing" | "failoverRole" | "primaryHostName"> {
  readonly zoneId: pulumi.Input<string>;
  /** What answers in this region: a load balancer of ours, or the host name of something else. */
  readonly target: OriginTarget;
  /** For latency routing, and the record's set identifier. Default the first label of `regionHostName`: the region by convention. */
  readonly region?: string;
  /** Of records with a host name; aliases have the load balancer's own 60 s. Default 60 s, see origin-answer.ts. */
  readonly ttlSeconds?: number;
  /**
   * Probe of the region from outside. Default for a host name: `/` every 30 s, three times, Route 53's own defaults.
   * Default for a load balancer: none, since Route 53 evaluates the health of its targets, and one that accepts only
   * its CDN answers no prober.
   */
  readonly healthCheck?: Probe;
  readonly transform?: {
    readonly regionRecord?: Transform<aws.route53.RecordArgs>;
    readonly originRecord?: Transform<aws.route53.RecordArgs>;
    readonly primaryRecord?: Transform<aws.route53.RecordArgs>;
    readonly standbyRecord?: Transform<aws.route53.RecordArgs>;
    readonly healthCheck?: Transform<aws.route53.HealthCheckArgs>;
    readonly primaryHealthCheck?: Transform<aws.route53.HealthCheckArgs>;
  };
}

/**
 * One region's records. A DNS name has one routing policy, so no name ever changes its own, whatever becomes of regions,
 * roles and routing (DECISIONS 14):
 *
 *     origin.<domain>                        latency: one record a region, whatever the routing
 *       failover.<region>.origin.<domain>    failover pair, of a passive region only: the primary, else this region
 *         <region>.origin.<domain>           simple: this region and no other
 *
 * Each passive region has a pair of its own: a failover name holds one secondary, and any number of regions may wait.
 * No stack owns another's record. Where the primary is unhealthy, its own latency record is left out as well.
 *
 * @example new OriginRecord("entry", { zoneId, originName: "origin.example.com", regionHostName: "eu-west-1.origin.example.com",
 *   routing: "active-active", failoverRole: "PRIMARY", target: { dnsName: alb.dnsName, zoneId: alb.zoneId } })
 */
export class OriginRecord extends Component {
  readonly originName: pulumi.Output<string>;
  readonly regionHostName: pulumi.Output<string>;
  /** Undefined where only the load balancer's targets decide. */
  readonly healthCheckId: pulumi.Output<string> | undefined;

  constructor(name: string, args: OriginRecordArgs, opts?: pulumi.ComponentResourceOptions) {
    super("scalekit:edge:OriginRecord", name, {}, opts);
    const { transform, target, zoneId, originName, regionHostName, ttlSeconds } = args;
    const region = args.region ?? firstLabel(regionHostName);
    const own = answerWith(target, ttlSeconds);

    const regional = this.make(
      aws.route53.Record,
      `${name}-region`,
      { zoneId, name: regionHostName, ...own },
      { transform: transform?.regionRecord, from: fromAnswer("regionHostName") },
    );
    const probe = args.healthCheck ?? (typeof target === "string" ? DEFAULT_PROBE : undefined);
    const check =
      probe &&
      makeProbe(this.make.bind(this), `${name}-check`, {
        probe,
        hostName: regionHostName,
        hostNameFrom: "regionHostName",
        transform: transform?.healthCheck,
      });
    const pair = passive(args) ? this.failoverPair(name, args, own, probe) : undefined;
    const origin = this.make(
      aws.route53.Record,
      `${name}-origin`,
      {
        zoneId,
        name: originName,
        ...(pair ? answerThrough(pair.name, zoneId, target, ttlSeconds) : own),
        setIdentifier: region,
        latencyRoutingPolicies: [{ region }],
        ...(check && { healthCheckId: check.id }),
      },
      {
        transform: transform?.originRecord,
        from: {
          ...fromAnswer("originName"),
          setIdentifier: "regionHostName",
          latencyRoutingPolicies: "regionHostName",
          ...(pair && { aliases: "routing", records: "routing" }),
        },
      },
    );
    this.originName = origin.name;
    this.regionHostName = regional.name;
    this.healthCheckId = check?.id;
    this.registerOutputs({ originName: this.originName, regionHostName: this.regionHostName });
  }

  /** The name that answers with the primary while it is healthy, else with this region. */
  private failoverPair(
    name: string,
    args: OriginRecordArgs,
    own: Answer,
    probe: Probe | undefined,
  ): aws.route53.Record {
    const { zoneId, target, ttlSeconds, transform, primaryHostName } = args;
    if (primaryHostName === undefined) {
      throw new Error(`OriginRecord ${name}: a passive region needs primaryHostName, the host name of the primary.`);
    }
    const pairName = `failover.${args.regionHostName}`;
    const check =
      probe &&
      makeProbe(this.make.bind(this), `${name}-primary-check`, {
        probe,
        hostName: primaryHostName,
        hostNameFrom: "primaryHostName",
        transform: transform?.primaryHealthCheck,
      });
    const primary = this.make(
      aws.route53.Record,
      `${name}-failover-primary`,
      {
        zoneId,
        name: pairName,
        ...answerThrough(primaryHostName, zoneId, target, ttlSeconds),
        setIdentifier: "primary",
        failoverRoutingPolicies: [{ type: "PRIMARY" }],
        ...(check && { healthCheckId: check.id }),
      },
      {
        transform: transform?.primaryRecord,
        from: { ...fromAnswer("regionHostName"), aliases: "primaryHostName", records: "primaryHostName" },
      },
    );
    this.make(
      aws.route53.Record,
      `${name}-failover-standby`,
      {
        zoneId,
        name: pairName,
        ...own,
        // No health check: one without always counts as healthy, so that there is an answer where neither is.
        setIdentifier: "standby",
        failoverRoutingPolicies: [{ type: "SECONDARY" }],
      },
      { transform: transform?.standbyRecord, from: fromAnswer("regionHostName") },
    );
    return primary;
  }
}

const passive = ({ routing, failoverRole }: OriginRecordArgs): boolean =>
  routing === "active-passive" && failoverRole === "SECONDARY";

const firstLabel = (hostName: string): string => hostName.split(".", 1).join("");

const fromAnswer = (name: string): From => ({
  name,
  zoneId: "zoneId",
  aliases: "target",
  records: "target",
  ttl: "ttlSeconds",
});
