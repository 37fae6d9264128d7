import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { ServiceArgs as ServicePart } from "../../blueprints/plan/parts";
import type { Transform } from "../component";
import type { EntryLink, NetworkLink } from "../links";

export interface AutoscalingGroupArgs extends Pick<ServicePart, "port"> {
  readonly network: NetworkLink;
  /**
   * The load balancer in front. Default none: then there is no target group, nothing may connect, Auto Scaling judges
   * instances by EC2's status checks, and only the CPU scales.
   */
  readonly entry?: EntryLink;
  /** KMS key of the disks, and of the secrets and parameters that are read. Default none: AWS's own keys. */
  readonly keyArn?: pulumi.Input<string>;
  /** Default `/`. */
  readonly healthPath?: string;
  /** Path patterns that the load balancer sends here, at most five, or four behind an origin header. Default `/*`. */
  readonly paths?: readonly string[];
  /** Of the listener rule; unique on the load balancer, lowest first. Default 100. */
  readonly priority?: number;
  /**
   * An AMI id, or an SSM parameter that holds one, read at each launch. Default Amazon Linux 2023 for the processor of
   * `instanceTypes`. The image needs the AWS CLI, and a systemd unit of the service's name that reads
   * `/etc/<name>.env`; without such a unit `startCommands` must start the service.
   */
  readonly image?: ServicePart["image"];
  /** All of one processor architecture, the best first. Default t4g.small and t4g.medium: small, and cheap to leave idle. */
  readonly instanceTypes?: readonly string[];
  /** Default 3: one a zone, so that a zone's loss leaves two. */
  readonly minimum?: number;
  /** Default twice the minimum. */
  readonly maximum?: number;
  /** Default 0.5: what is left covers the minutes that a new instance takes, and a lost zone. */
  readonly targetCpu?: number;
  /** Default none: only the CPU scales. */
  readonly requestsPerMinutePerUnit?: number;
  /** Share of Spot above `onDemandBase`, 0 to 1. Default 0: Spot is for services that bear two minutes' notice. */
  readonly spot?: number;
  /** Default the minimum: what must always be there isn't Spot. */
  readonly onDemandBase?: number;
  /** Default off: a forecast needs a history, and types of like size. `forecast` only shows what it would do. */
  readonly predictive?: ServicePart["predictive"];
  /** Instances kept stopped and ready. Default 0. Never with Spot, and of one instance type: the first. */
  readonly warmPool?: number;
  /** From launch to ready. Default 180: a small image on a small instance. */
  readonly bootSeconds?: number;
  /** When it has instances at all. Default always. Never with a warm pool, whose stopped instances would stay. */
  readonly schedule?: ServicePart["schedule"];
  /** Plain settings of the service, no secrets. A change of one replaces the instances, one after the other. Default none. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Parameters and secrets that become environment variables. Default none. */
  readonly bindings?: ServicePart["bindings"];
  /** Every parameter right under this path becomes an environment variable of its last word. Default none. */
  readonly parameterPrefix?: string;
  /** Shell commands run as root at the first start, after the settings are there and before the service starts. Default none. */
  readonly startCommands?: string;
  /** How long the load balancer lets a leaving instance finish its requests. Default 30. */
  readonly drainSeconds?: number;
  /** The load balancer raises a new instance's share over this time, 30 to 900, 0 is off. Default 30: caches and connections fill first. */
  readonly slowStartSeconds?: number;
  /**
   * Time that a leaving instance keeps running besides: a lifecycle hook holds it. Default 0, no hook: behind a load
   * balancer Auto Scaling waits for the drain anyway.
   */
  readonly shutdownSeconds?: number;
  /** CIDRs of peered networks whose stores are reached. Default none. */
  readonly peerCidrs?: readonly string[];
  /** Of the root disk. Default 20. */
  readonly diskGiB?: number;
  /** Device name of the image's root disk. Default `/dev/xvda`, Amazon Linux's. */
  readonly rootDevice?: string;
  /** Put on instances, disks and network interfaces too, which the provider's default tags don't reach. Default none. */
  readonly tags?: Readonly<Record<string, string>>;
  readonly transform?: AutoscalingGroupTransform;
}

/** One entry a child; `egress` and `policy` apply to each of theirs. */
export interface AutoscalingGroupTransform {
  readonly securityGroup?: Transform<aws.ec2.SecurityGroupArgs>;
  readonly ingress?: Transform<aws.vpc.SecurityGroupIngressRuleArgs>;
  readonly egress?: Transform<aws.vpc.SecurityGroupEgressRuleArgs>;
  readonly entryEgress?: Transform<aws.vpc.SecurityGroupEgressRuleArgs>;
  readonly role?: Transform<aws.iam.RoleArgs>;
  readonly rolePolicy?: Transform<aws.iam.RolePolicyArgs>;
  readonly instanceProfile?: Transform<aws.iam.InstanceProfileArgs>;
  readonly launchTemplate?: Transform<aws.ec2.LaunchTemplateArgs>;
  readonly targetGroup?: Transform<aws.lb.TargetGroupArgs>;
  readonly listenerRule?: Transform<aws.lb.ListenerRuleArgs>;
  readonly group?: Transform<aws.autoscaling.GroupArgs>;
  /** Launch and shutdown. */
  readonly hook?: Transform<aws.autoscaling.LifecycleHookArgs>;
  /** CPU, requests and prediction. */
  readonly policy?: Transform<aws.autoscaling.PolicyArgs>;
  /** Start and stop. */
  readonly schedule?: Transform<aws.autoscaling.ScheduleArgs>;
}

/** Graviton types end in `g` plus options after their generation: t4g, c7gn, m8gd. */
const isArm = (type: string): boolean => /^[a-z]+\d+g[a-z-]*\./.test(type);

const amazonLinux = (type: string): ServicePart["image"] => ({
  ssm: `/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-${isArm(type) ? "arm64" : "x86_64"}`,
});

/** Every default filled in. @throws Error for combinations that AWS refuses */
export function withGroupDefaults(name: string, args: AutoscalingGroupArgs) {
  const instanceTypes = args.instanceTypes ?? ["t4g.small", "t4g.medium"];
  const minimum = args.minimum ?? 3;
  const settings = {
    ...args,
    healthPath: args.healthPath ?? "/",
    paths: args.paths ?? ["/*"],
    priority: args.priority ?? 100,
    instanceTypes,
    image: args.image ?? amazonLinux(instanceTypes[0] ?? ""),
    minimum,
    maximum: args.maximum ?? minimum * 2,
    targetCpu: args.targetCpu ?? 0.5,
    spot: args.spot ?? 0,
    onDemandBase: args.onDemandBase ?? minimum,
    predictive: args.predictive ?? "off",
    warmPool: args.warmPool ?? 0,
    bootSeconds: args.bootSeconds ?? 180,
    environment: args.environment ?? {},
    bindings: args.bindings ?? [],
    startCommands: args.startCommands ?? "",
    drainSeconds: args.drainSeconds ?? 30,
    slowStartSeconds: args.slowStartSeconds ?? 30,
    shutdownSeconds: args.shutdownSeconds ?? 0,
    peerCidrs: args.peerCidrs ?? [],
    diskGiB: args.diskGiB ?? 20,
    rootDevice: args.rootDevice ?? "/dev/xvda",
    tags: args.tags ?? {},
    transform: args.transform ?? {},
  };
  refuse(name, settings);
  return settings;
}
export type GroupSettings = ReturnType<typeof withGroupDefaults>;

/** What AWS would refuse only half-way through an update. */
function refuse(name: string, settings: GroupSettings): void {
  const problem = problemOf(settings);
  if (problem) throw new Error(`AutoscalingGroup ${name}: ${problem}`);
}

/** Condition values of one listener rule [docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html]. */
const RULE_VALUES = 5;

function problemOf(settings: GroupSettings): string | undefined {
  const { warmPool, spot, schedule, instanceTypes, minimum, maximum, paths, entry } = settings;
  if (instanceTypes.length === 0) return "instanceTypes is empty";
  // "This operation cannot be called on an Auto Scaling group that has … a launch template … that requests Spot Instances" [PutWarmPool].
  if (warmPool > 0 && spot > 0) return "a warm pool never goes with Spot; set warmPool or spot to 0";
  if (warmPool > 0 && schedule) return "a warm pool never goes with a schedule; its stopped instances would stay";
  if (maximum < minimum) return `maximum ${maximum} is below minimum ${minimum}`;
  const values = paths.length + (entry?.originSecret === undefined ? 0 : 1);
  if (entry && values > RULE_VALUES) {
    return `a listener rule takes ${RULE_VALUES} values, and ${paths.length} paths with the origin header make ${values}`;
  }
  return undefined;
}
