import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { ClusterArgs as ClusterPart } from "../../../blueprints/plan/parts";
import type { Transform } from "../../component";
import type { EntryLink, NetworkLink } from "../../links";

/** Who may do everything in the cluster, besides whoever made it. */
export interface ClusterAdmin {
  /** Part of the logical name. */
  readonly name: string;
  /** ARN of an IAM role or user. */
  readonly principalArn: pulumi.Input<string>;
}

export interface ClusterArgs {
  /** Can never change. */
  readonly clusterName: string;
  /** Kubernetes version, such as 1.34. Goes up one minor version at a time, never down. */
  readonly version: string;
  /** One architecture for all. The first is that of the base nodes. */
  readonly nodeTypes: readonly string[];
  /** VPC and its three app subnets: nodes and the control plane's interfaces live there. */
  readonly network: NetworkLink;
  /** KMS key of the region: Kubernetes secrets and control-plane logs. Also tells the account and the region. */
  readonly keyArn: pulumi.Input<string>;
  /**
   * Partition of the region, such as `aws`. Default: read off the key's ARN, so that a plan does not know yet which of
   * AWS's policies its roles have.
   */
  readonly partition?: string;
  /** Default 3: one node in each zone. */
  readonly nodesMinimum?: number;
  /** Default three times the fewest. */
  readonly nodesMaximum?: number;
  /** CIDRs that may reach the cluster's API from outside the VPC. Default none: only from inside. */
  readonly apiAccess?: ClusterPart["apiAccess"];
  /** Services that come in through the load balancer. Default none; with any, `entry` is needed. */
  readonly ways?: ClusterPart["ways"];
  /** The region's load balancer. Default none. */
  readonly entry?: EntryLink;
  /** Services whose pods get a role of their own. Default none. */
  readonly identities?: ClusterPart["identities"];
  /** Default none: whoever makes the cluster administers it. Don't name the maker again, EKS refuses that. */
  readonly admins?: readonly ClusterAdmin[];
  /** Version of an add-on by its name. Default what EKS chooses for the cluster's version. */
  readonly addonVersions?: Readonly<Record<string, string>>;
  /** Default 30: an incident is looked into within a month. */
  readonly logDays?: number;
  /** Disk of a node. Default 50: images and logs of some thirty pods. */
  readonly diskGiB?: number;
  /** The cloud refuses to delete the cluster until it is switched off. Default true. */
  readonly deletionProtection?: boolean;
  /**
   * What happens when a version leaves standard support. Default `EXTENDED`: it goes on, at a higher price, until the
   * manifest says otherwise. `STANDARD`: EKS upgrades by itself, behind the manifest's back.
   */
  readonly support?: "STANDARD" | "EXTENDED";
  readonly transform?: ClusterTransform;
}

/** One entry a child; where a component makes several of a kind, the entry applies to each. */
export interface ClusterTransform {
  readonly cluster?: Transform<aws.eks.ClusterArgs>;
  readonly logGroup?: Transform<aws.cloudwatch.LogGroupArgs>;
  readonly clusterRole?: Transform<aws.iam.RoleArgs>;
  readonly nodeRole?: Transform<aws.iam.RoleArgs>;
  readonly nodeSecurityGroup?: Transform<aws.ec2.SecurityGroupArgs>;
  readonly launchTemplate?: Transform<aws.ec2.LaunchTemplateArgs>;
  readonly nodeGroup?: Transform<aws.eks.NodeGroupArgs>;
  readonly addon?: Transform<aws.eks.AddonArgs>;
  readonly serviceRole?: Transform<aws.iam.RoleArgs>;
  readonly servicePolicy?: Transform<aws.iam.RolePolicyArgs>;
  readonly targetGroup?: Transform<aws.lb.TargetGroupArgs>;
  readonly listenerRule?: Transform<aws.lb.ListenerRuleArgs>;
  readonly ingress?: Transform<aws.vpc.SecurityGroupIngressRuleArgs>;
  readonly egress?: Transform<aws.vpc.SecurityGroupEgressRuleArgs>;
}

/** Every default filled in. */
export function withClusterDefaults(args: ClusterArgs) {
  const nodesMinimum = args.nodesMinimum ?? 3;
  return {
    ...args,
    nodesMinimum,
    nodesMaximum: args.nodesMaximum ?? nodesMinimum * 3,
    apiAccess: args.apiAccess ?? [],
    ways: args.ways ?? [],
    identities: args.identities ?? [],
    admins: args.admins ?? [],
    addonVersions: args.addonVersions ?? {},
    logDays: args.logDays ?? 30,
    diskGiB: args.diskGiB ?? 50,
    deletionProtection: args.deletionProtection ?? true,
    support: args.support ?? ("EXTENDED" as const),
    transform: args.transform ?? {},
  };
}
export type FilledCluster = ReturnType<typeof withClusterDefaults>;

/** An Application Load Balancer's rule has at most five values in its conditions [ELB quotas, condition values per rule]. */
const CONDITION_VALUES = 5;

/** What cannot be built; said before anything is made. */
export function checkCluster(name: string, args: FilledCluster): void {
  const wrong = (what: string) => new Error(`Cluster ${name}: ${what}`);
  if (args.nodeTypes.length === 0) throw wrong("needs at least one node type.");
  if (args.nodesMinimum < 1) throw wrong("needs at least one node; its add-ons run on them.");
  if (args.nodesMaximum < args.nodesMinimum)
    throw wrong(`at most ${args.nodesMaximum} nodes is fewer than at least ${args.nodesMinimum}.`);
  if (args.ways.length > 0 && !args.entry) throw wrong("services that come in through a load balancer need `entry`.");
  const header = args.entry?.originSecret === undefined ? 0 : 1;
  for (const { service, paths } of args.ways)
    if (paths.length + header > CONDITION_VALUES)
      throw wrong(`${service} has ${paths.length} paths; a listener rule takes ${CONDITION_VALUES - header} here.`);
}
