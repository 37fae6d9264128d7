import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import checkers from "../../blueprints/facts/route53-health-checkers.json";
import type { EntryArgs as EntryPart } from "../../blueprints/plan/parts";
import type { Transform } from "../component";
import type { OriginRecordArgs } from "../edge/origin-record";
import type { NetworkLink } from "../links";

export interface EntryPointArgs extends Pick<EntryPart, "originName" | "regionHostName"> {
  readonly network: NetworkLink;
  /** The Route 53 zone that holds both names. */
  readonly zoneId: pulumi.Input<string>;
  /** Default `{ cdn: "none" }`: open to anyone on 443. */
  readonly acceptFrom?: EntryPart["acceptFrom"];
  /** Value of the origin header that requests must carry to reach a service. Default none: no header is asked for. */
  readonly originSecret?: pulumi.Input<string>;
  /** Default true where `originSecret` is given. True without a secret is an error: nothing could be let through. */
  readonly requireOriginSecret?: boolean;
  /** Default active-active: every region answers those who are nearest. */
  readonly routing?: EntryPart["routing"];
  /** Default PRIMARY. Matters only where routing is active-passive. */
  readonly failoverRole?: EntryPart["failoverRole"];
  /** Region host name of the primary; needed in a passive region only. Default none. */
  readonly primaryHostName?: string;
  /** Default `/` every 10 s, three failures: out of the answers within a minute of the region's loss. The interval can't change later without another health check. */
  readonly healthCheck?: EntryPart["healthCheck"];
  /**
   * Who probes from Route 53: its published address ranges, or the id of the region's managed prefix list
   * `com.amazonaws.<region>.route53-healthchecks`, which AWS keeps up to date. Default the published ranges
   * (facts/route53-health-checkers.json), which need no lookup.
   */
  readonly healthCheckers?: { readonly cidrs: readonly string[] } | { readonly prefixListId: string };
  /**
   * Who owns the certificate's validation record. `elsewhere`: the DNS stack does, since the record is the same in every
   * region (DECISIONS 13); this one only waits. `here`: for use without such a stack, in one region. Default elsewhere.
   */
  readonly validation?: "elsewhere" | "here";
  /** Default true: the region's only way in is not deleted by accident. */
  readonly deletionProtection?: boolean;
  /** Default 90: long enough to look into an incident of last quarter. */
  readonly accessLogDays?: number;
  /** Default none: the provider's default tags are on already. */
  readonly tags?: Readonly<Record<string, string>>;
  readonly transform?: EntryTransform;
}

/** One entry a child; `ingress` applies to each rule, `checkersIngress` to each of the health checkers'. */
export interface EntryTransform {
  readonly securityGroup?: Transform<aws.ec2.SecurityGroupArgs>;
  readonly ingress?: Transform<aws.vpc.SecurityGroupIngressRuleArgs>;
  readonly checkersSecurityGroup?: Transform<aws.ec2.SecurityGroupArgs>;
  readonly checkersIngress?: Transform<aws.vpc.SecurityGroupIngressRuleArgs>;
  readonly logBucket?: Transform<aws.s3.BucketArgs>;
  readonly logBucketAccess?: Transform<aws.s3.BucketPublicAccessBlockArgs>;
  readonly logBucketOwnership?: Transform<aws.s3.BucketOwnershipControlsArgs>;
  readonly logBucketEncryption?: Transform<aws.s3.BucketServerSideEncryptionConfigurationArgs>;
  readonly logBucketLifecycle?: Transform<aws.s3.BucketLifecycleConfigurationArgs>;
  readonly logBucketPolicy?: Transform<aws.s3.BucketPolicyArgs>;
  readonly loadBalancer?: Transform<aws.lb.LoadBalancerArgs>;
  readonly certificate?: Transform<aws.acm.CertificateArgs>;
  readonly validationRecord?: Transform<aws.route53.RecordArgs>;
  readonly certificateValidation?: Transform<aws.acm.CertificateValidationArgs>;
  readonly listener?: Transform<aws.lb.ListenerArgs>;
  readonly checksRule?: Transform<aws.lb.ListenerRuleArgs>;
  /** The DNS records and health checks, see `OriginRecord`. */
  readonly record?: OriginRecordArgs["transform"];
}

/** Every default filled in. */
export function withEntryDefaults(name: string, args: EntryPointArgs) {
  const required = args.requireOriginSecret ?? args.originSecret !== undefined;
  if (required && args.originSecret === undefined) {
    throw new Error(`EntryPoint ${name}: requireOriginSecret is on but no originSecret is given`);
  }
  if (!isOneLabelBelow(args.regionHostName, args.originName)) {
    throw new Error(
      `EntryPoint ${name}: regionHostName ${args.regionHostName} must be one label below ${args.originName}, where the certificate's wildcard covers it`,
    );
  }
  return {
    ...args,
    acceptFrom: args.acceptFrom ?? ({ cdn: "none" } as const),
    originSecret: required ? args.originSecret : undefined,
    routing: args.routing ?? "active-active",
    failoverRole: args.failoverRole ?? "PRIMARY",
    healthCheck: args.healthCheck ?? ({ path: "/", intervalSeconds: 10, threshold: 3 } as const),
    healthCheckers: args.healthCheckers ?? { cidrs: checkers.ipv4 },
    validation: args.validation ?? "elsewhere",
    deletionProtection: args.deletionProtection ?? true,
    accessLogDays: args.accessLogDays ?? 90,
    tags: args.tags ?? {},
    transform: args.transform ?? {},
  };
}
export type EntrySettings = ReturnType<typeof withEntryDefaults>;

const isOneLabelBelow = (hostName: string, parent: string): boolean =>
  hostName.endsWith(`.${parent}`) && !hostName.slice(0, -parent.length - 1).includes(".");
