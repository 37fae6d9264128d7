import type { Tier } from "../tiers/tier";
import type { LEVELS, PACKS } from "./schema/policies";
import type { Source } from "./source";

/**
 * The resolved manifest of one environment: overlay merged, units parsed, every optional value filled by the tier.
 * Names of fields are the manifest's own, with the unit appended where the written form had one
 * (`ttl: 60s` becomes `ttlSeconds: 60`). Paths used with `sourceOf` are those of the *written* form (`failover.ttl`).
 */
export interface Manifest {
  readonly name: string;
  readonly environment: string;
  readonly tier: Tier;
  /** AWS account id, 12 digits; undefined until written or locked (`doctor --refresh`). */
  readonly account?: string;
  readonly regions: { readonly primary: string; readonly secondaries: readonly string[] };
  readonly routing: "active-active" | "active-passive";
  readonly objectives: {
    /** 0 to 1. */
    readonly availability: number;
    readonly rtoSeconds: number;
    readonly rpoSeconds: number;
    readonly latencyP99Ms: number;
    /** What `up` does where the proof misses one. */
    readonly gate: Level;
    /** Scenarios whose miss is accepted: `cdn`, `zone+writer`. */
    readonly accept: readonly string[];
  };
  readonly traffic: {
    readonly steadyRps: number;
    readonly peakRps: number;
    /** Fraction a month: 0.08 is 8 % more each month. */
    readonly growthPerMonth: number;
    /** 0 to 1. */
    readonly readRatio: number;
  };
  /** Per month. */
  readonly budget?: { readonly amount: number; readonly currency: "USD" };
  readonly alerts: {
    /** Address that alarms and the budget write to; absent: their topics have no subscriber of ours. */
    readonly email?: string;
  };
  readonly domain: {
    readonly name: string /** Existing Route 53 zone; absent: the DNS stack makes one. */;
    readonly zoneId?: string;
  };
  readonly network: {
    /** CIDR by region; a region that is absent has its fixed slot of facts/regions.json. */
    readonly cidr: Readonly<Record<string, string>>;
    readonly natPerZone: boolean;
    /** Interface and gateway endpoints, by AWS service name: s3, dynamodb, ssm, secretsmanager, ecr.api, ecr.dkr, logs, sts, kms... */
    readonly endpoints: readonly string[];
    readonly flowLogDays: number;
  };
  readonly failover: {
    readonly healthCheckIntervalSeconds: 10 | 30;
    readonly healthCheckThreshold: number;
    readonly ttlSeconds: number;
  };
  readonly services: Readonly<Record<string, Service>>;
  readonly data: Readonly<Record<string, DataStore>>;
  readonly sessions?: Sessions;
  readonly edge?: Edge;
  readonly kubernetes?: Kubernetes;
  readonly policies: PolicySettings;
}

/** off: not run; advisory: reported; mandatory: `check` and `up` fail. */
export type Level = (typeof LEVELS)[number];
export type PackName = (typeof PACKS)[number];

export interface PolicySettings {
  readonly packs: readonly PackName[];
  /** By rule id, or `<area>/*`. */
  readonly levels: Readonly<Record<string, Level>>;
  /** Level of what a mandatory rule cannot see. */
  readonly unknown: Level;
  /** Packages with the team's own rules. */
  readonly custom: readonly string[];
  readonly exemptions: readonly Exemption[];
}

export interface Exemption {
  readonly rule: string;
  /** Pattern of the resource's address; `*` stands for any part of a name. */
  readonly resource: string;
  readonly fingerprint: string;
  readonly owner: string;
  readonly reason: string;
  /** Last day on which it holds: year-month-day. */
  readonly expires: string;
}

export interface ServiceObjectives {
  /** 0 to 1. */
  readonly availability?: number;
  readonly rtoSeconds?: number;
  readonly rpoSeconds?: number;
}

interface ServiceCommon {
  readonly port: number;
  readonly healthPath: string;
  /** ALB path patterns that this service answers; `/*` is the default route. */
  readonly paths: readonly string[];
  /** Requests a second that one unit (instance or pod) carries. */
  readonly capacityRps: number;
  /** Names of data stores, or `sessions`. */
  readonly reads: readonly string[];
  readonly writes: readonly string[];
  /** What holds for this service instead of the environment's. */
  readonly objectives?: ServiceObjectives;
  readonly environment: Readonly<Record<string, string>>;
  readonly scaling: {
    /** Units a region; derived from traffic.steady, traffic.peak and capacity where not written. */
    readonly minimum: number;
    readonly maximum: number;
    /** 0 to 1. */
    readonly targetCpu: number;
  };
}
export interface InstanceService extends ServiceCommon {
  readonly runs: "instances";
  /** An SSM parameter path that resolves to an AMI in each region, or an AMI id by region. */
  readonly image: { readonly ssm: string } | { readonly byRegion: Readonly<Record<string, string>> };
  readonly instanceTypes: readonly string[];
  /** Share of the fleet above the on-demand base that may be Spot, 0 to 1. */
  readonly spot: number;
  readonly predictive: "off" | "forecast" | "scale";
  /** Instances kept stopped and ready; 0 is no warm pool. */
  readonly warmPool: number;
  readonly bootSeconds: number;
  /** When it has instances at all; absent: always. */
  readonly schedule?: Schedule;
}
/** Times at which instances come and go, as cron expressions of whole times of weekdays. */
export interface Schedule {
  readonly start: string;
  readonly stop: string;
  /** IANA name, such as Europe/Berlin. */
  readonly timeZone: string;
}
export interface KubernetesService extends ServiceCommon {
  readonly runs: "kubernetes";
  /** Container image reference, with tag or digest. */
  readonly image: string;
  /** CPU request in cores (0.5 is 500m). */
  readonly cpuCores: number;
  readonly memoryMiB: number;
}
export type Service = InstanceService | KubernetesService;

interface StoreCommon {
  readonly version: string;
  /** Instance class, such as db.r6g.large. */
  readonly class: string;
  /** Readers in the writer's region besides the writer. */
  readonly replicas: number;
  readonly backupDays: number;
  readonly databaseName: string;
  readonly proxy: boolean;
}
export interface AuroraStore extends StoreCommon {
  readonly engine: "aurora-postgresql" | "aurora-mysql";
  /** How storage is billed, in every region: standard (I/O by use) or io-optimized (none, at higher prices of instances and storage). */
  readonly storageType: "standard" | "io-optimized";
  readonly replicaScaling: { /** 0 is off. */ readonly maximum: number; readonly targetCpu: number };
  /** True where it spans the secondaries now (tier global by default). */
  readonly global: boolean;
  /** How services in other regions write. */
  readonly otherRegionsWrite: "forwarding" | "peering" | "reads-only";
  /** Readers in each secondary region (at least 1). */
  readonly secondaryReplicas: number;
}
/** A store declared never global: an RDS instance with read replicas. */
export interface RdsStore extends StoreCommon {
  readonly engine: "postgres" | "mysql";
  readonly storageGiB: number;
  readonly multiAz: boolean;
}
export type DataStore = AuroraStore | RdsStore;

export interface Sessions {
  readonly engine: "valkey" | "redis";
  readonly version: string;
  readonly class: string;
  /** Replicas a shard. */
  readonly replicas: number;
  readonly snapshotDays: number;
  /** True where it is one Global Datastore over the regions. */
  readonly global: boolean;
  /** How services in other regions write: to the primary's cache over a peering, or each region to its own. */
  readonly otherRegionsWrite: "peering" | "regional";
}

export interface Edge {
  readonly cdn: "cloudfront" | "cloudflare";
  readonly waf: boolean;
  readonly originFailover: boolean;
  /** Path patterns served from the static bucket; empty is no bucket. */
  readonly staticPaths: readonly string[];
  readonly staticTtlSeconds: number;
  /** Days after which a file moves to S3's storage for infrequent access; 0 is never. */
  readonly staticInfrequentDays: number;
  readonly defaultTtlSeconds: number;
  /** CloudFront only. */
  readonly priceClass: "PriceClass_100" | "PriceClass_200" | "PriceClass_All";
  /** Cloudflare only. */
  readonly cloudflare?: { readonly zoneId: string; readonly accountId: string };
}

export type Kubernetes =
  | {
      readonly cluster: "eks";
      readonly version: string;
      readonly nodeTypes: readonly string[];
      readonly nodesMinimum: number;
      readonly nodesMaximum: number;
      /** CIDRs that may reach the cluster's API from outside the VPC; empty is private only. */
      readonly apiAccess: readonly string[];
    }
  | {
      readonly cluster: "existing";
      /** Kubeconfig file and context by region. */
      readonly kubeconfig: Readonly<Record<string, { readonly file: string; readonly context?: string }>>;
      /** Host name by region at which the cluster's ingress answers: the stated way in. */
      readonly entry: Readonly<Record<string, string>>;
      readonly ingressClass: string;
    };

/** A resolved manifest together with where each of its values was written or chosen. */
export interface Resolved {
  readonly manifest: Manifest;
  /** Source of the value at a dotted path of the written form; nearest ancestor where the leaf has none. */
  sourceOf(path: string): Source;
  /** Every leaf path with its value and source, ordered: what `plan --why` prints. */
  readonly values: readonly { readonly path: string; readonly value: unknown; readonly source: Source }[];
}
