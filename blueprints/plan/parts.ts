/**
 * The parts a plan is made of, as plain data. A part becomes one component resource of the same name.
 * All values are resolved: nothing here is optional unless absence has a meaning of its own.
 * Names and ARNs that other stacks need are computed by the plan (blueprints/plan/names.ts); what is not here is auto-named.
 */

/** One of the three zones of a region with its three subnets. */
export interface ZoneSubnets {
  readonly zone: string;
  readonly publicCidr: string;
  readonly appCidr: string;
  readonly dataCidr: string;
}

export interface NetworkArgs {
  readonly cidr: string;
  readonly zones: readonly [ZoneSubnets, ZoneSubnets, ZoneSubnets];
  /** True: a NAT gateway in each zone; false: one, in the first zone. Private route tables are one a zone either way. */
  readonly natPerZone: boolean;
  readonly endpoints: readonly string[];
  readonly flowLogDays: number;
}

/** A customer-managed KMS key with a computed alias; encrypts the region's stores, secrets and logs. */
export interface KeyArgs {
  readonly alias: string;
  readonly deletionWindowDays: number;
}

/** The region's way in: load balancer, certificate of the origin name, listener, and the region's own origin record. */
export interface EntryArgs {
  /** origin.<domain>: every region's load balancer holds its certificate. */
  readonly originName: string;
  /** region host name, <region>.origin.<domain>, for health checks and for people. */
  readonly regionHostName: string;
  /** Undefined: made by the DNS stack and handed on as `dns.zoneId`. */
  readonly zoneId?: string;
  /** Who may reach the load balancer. */
  readonly acceptFrom:
    | { readonly cdn: "cloudfront"; readonly prefixListId: string }
    | { readonly cdn: "cloudflare"; readonly cidrs: readonly string[] }
    | { readonly cdn: "none" };
  /** True: only requests that carry the shared origin header (handed on as the secret `dns.originSecret`) are forwarded. */
  readonly requireOriginSecret: boolean;
  readonly routing: "active-active" | "active-passive";
  /** Failover role of the record where routing is active-passive. */
  readonly failoverRole: "PRIMARY" | "SECONDARY";
  /** In a secondary: region host name of the primary, which an active-passive region answers with while it is healthy. */
  readonly primaryHostName?: string;
  readonly healthCheck: { readonly path: string; readonly intervalSeconds: 10 | 30; readonly threshold: number };
  readonly deletionProtection: boolean;
  readonly accessLogDays: number;
}

/** Where a service finds a store: an SSM parameter in its own region under a computed name, and a secret's ARN pattern. */
export interface StoreBinding {
  readonly store: string;
  readonly access: "read" | "write";
  /** Environment variable to SSM parameter name. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Environment variable to secret name (Secrets Manager, own region). */
  readonly secrets: Readonly<Record<string, string>>;
}

/** Instances behind the region's load balancer. */
export interface ServiceArgs {
  readonly port: number;
  readonly healthPath: string;
  readonly paths: readonly string[];
  /** Listener rule priority, unique in the region. */
  readonly priority: number;
  readonly image: { readonly ssm: string } | { readonly ami: string };
  readonly instanceTypes: readonly string[];
  readonly minimum: number;
  readonly maximum: number;
  /** 0 to 1. */
  readonly targetCpu: number;
  /** Target of the request-count policy: requests a minute a unit (capacity x 60 x 0.7). */
  readonly requestsPerMinutePerUnit: number;
  /** 0 to 1. */
  readonly spot: number;
  readonly onDemandBase: number;
  readonly predictive: "off" | "forecast" | "scale";
  readonly warmPool: number;
  readonly bootSeconds: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly bindings: readonly StoreBinding[];
  /** Path under which this service's own settings live in SSM: /<project>/<environment>/<service>. */
  readonly parameterPrefix: string;
  /** CIDR of the primary's network, where services of a secondary reach its stores over a peering. */
  readonly peerCidrs?: readonly string[];
}

/** Where a store publishes its endpoints, computed: SSM parameter names in its own region. */
export interface StoreEndpoints {
  readonly writer: string;
  readonly reader: string;
  readonly port: string;
}

export interface AuroraArgs {
  readonly engine: "aurora-postgresql" | "aurora-mysql";
  readonly version: string;
  readonly class: string;
  /** Computed; unique over all Regions. */
  readonly clusterIdentifier: string;
  /** writer: the first cluster, makes credentials; secondary: joins `globalClusterIdentifier`, no credentials of its own. */
  readonly role: "writer" | "secondary";
  readonly globalClusterIdentifier?: string;
  /** Region of the writer. */
  readonly sourceRegion?: string;
  readonly databaseName: string;
  readonly port: number;
  /** Instances in this region, the writer included in the writer's region. */
  readonly instances: number;
  readonly replicaScaling?: { readonly minimum: number; readonly maximum: number; readonly targetCpu: number };
  readonly proxy: boolean;
  readonly writeForwarding: boolean;
  readonly backupDays: number;
  readonly deletionProtection: boolean;
  /** Name of the one secret with the master credentials. */
  readonly secretName: string;
  /** Regions that hold a replica of the secret. */
  readonly secretReplicaRegions: readonly string[];
  readonly secretRecoveryDays: number;
  readonly endpoints: StoreEndpoints;
  readonly performanceInsightsDays: number;
  /** True where the store could go global later: class and version are such that it can. */
  readonly globalReady: boolean;
  /** CIDRs of peered regions that may reach it (stores whose other regions write through peering). */
  readonly peerCidrs: readonly string[];
  /** True in a secondary whose services write to the primary over a peering: the peering publishes `endpoints.writer` there, this cluster only its readers. */
  readonly writerElsewhere?: boolean;
}

export interface RdsArgs {
  readonly engine: "postgres" | "mysql";
  readonly version: string;
  readonly class: string;
  readonly identifier: string;
  readonly databaseName: string;
  readonly port: number;
  readonly storageGiB: number;
  readonly multiAz: boolean;
  readonly replicas: number;
  readonly proxy: boolean;
  readonly backupDays: number;
  readonly deletionProtection: boolean;
  readonly secretName: string;
  readonly secretReplicaRegions: readonly string[];
  readonly secretRecoveryDays: number;
  readonly endpoints: StoreEndpoints;
  readonly performanceInsightsDays: number;
  readonly peerCidrs: readonly string[];
}

export interface CacheArgs {
  readonly engine: "valkey" | "redis";
  readonly version: string;
  readonly class: string;
  /** Computed. */
  readonly replicationGroupId: string;
  readonly role: "primary" | "secondary";
  /** True where it belongs to a Global Datastore; a secondary reads its id from the handed value `global-data.<part>.id`. */
  readonly global: boolean;
  readonly replicas: number;
  readonly snapshotDays: number;
  readonly port: number;
  readonly endpoints: StoreEndpoints;
  /** CIDRs of peered regions whose services write to it. */
  readonly peerCidrs: readonly string[];
  /**
   * Region whose cache this region's services write to over the peering: its host name is handed on as
   * `<region>.<part>.writer`, and published here as the writer's. Absent: this cache's own.
   */
  readonly writerRegion?: string;
}

export interface BucketArgs {
  /** Computed; unique in the whole of AWS. */
  readonly bucketName: string;
  readonly noncurrentDays: number;
}

export interface ClusterArgs {
  /** Computed. */
  readonly clusterName: string;
  readonly version: string;
  readonly nodeTypes: readonly string[];
  readonly nodesMinimum: number;
  readonly nodesMaximum: number;
  readonly apiAccess: readonly string[];
  /** Services that come in through the load balancer: a fixed node port each. */
  readonly ways: readonly {
    readonly service: string;
    readonly nodePort: number;
    readonly healthPath: string;
    readonly paths: readonly string[];
    readonly priority: number;
  }[];
  /** IAM for pods: one role a service by EKS Pod Identity, with rights to exactly its parameters and secrets. */
  readonly identities: readonly {
    readonly service: string;
    readonly namespace: string;
    readonly bindings: readonly StoreBinding[];
  }[];
}

/** What a cluster's workloads stand on, once a cluster: namespaces, and on EKS the node autoscaler. */
export interface PlatformArgs {
  readonly namespaces: readonly string[];
  /** The cluster of the region's own stack, or one that is there already. */
  readonly cluster:
    | {
        readonly kind: "eks";
        readonly clusterName: string;
        readonly region: string;
        readonly version: string;
        readonly nodesMaximum: number;
      }
    | { readonly kind: "existing"; readonly file: string; readonly context?: string };
}

/** One Kubernetes service in the apps stack of a region. */
export interface WorkloadArgs {
  readonly namespace: string;
  readonly image: string;
  readonly port: number;
  readonly healthPath: string;
  readonly minimum: number;
  readonly maximum: number;
  readonly targetCpu: number;
  readonly cpuCores: number;
  readonly memoryMiB: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly bindings: readonly StoreBinding[];
  readonly region: string;
  /**
   * How traffic gets in: a node port behind the region's load balancer, or the ingress class of an existing cluster, which
   * answers for `hosts`: the domain that visitors ask for, and the region's own name that health checks ask for.
   */
  readonly wayIn:
    | {
        readonly nodePort: number /** CIDR of the VPC: where the load balancer's traffic comes from. */;
        readonly fromCidr: string;
      }
    | { readonly ingressClass: string; readonly hosts: readonly string[]; readonly paths: readonly string[] };
  readonly gracefulSeconds: number;
}

/** Origin record of a region whose way in is not ours (existing Kubernetes cluster with a stated host name). */
export interface OriginRecordArgs {
  readonly originName: string;
  readonly regionHostName: string;
  readonly target: string;
  readonly zoneId?: string;
  readonly routing: "active-active" | "active-passive";
  readonly failoverRole: "PRIMARY" | "SECONDARY";
  /** In a secondary: region host name of the primary, which an active-passive region answers with while it is healthy. */
  readonly primaryHostName?: string;
  readonly ttlSeconds: number;
  readonly healthCheck: { readonly path: string; readonly intervalSeconds: 10 | 30; readonly threshold: number };
}

/** A secondary's VPC peered with the primary's; ids of the primary's network are handed on. */
export interface PeeringArgs {
  readonly peerRegion: string;
  readonly peerCidr: string;
  readonly ownCidr: string;
  /**
   * Stores of the primary that services here reach over the peering: their host names are handed on
   * (`<primary>.<store>.writer`, `<primary>.<store>.reader`) and published under these parameter names in this region.
   * `writes`: readers are this region's own, only the writer's parameter is published here.
   */
  readonly publishes?: readonly {
    readonly store: string;
    readonly access: "all" | "writes";
    readonly port: number;
    readonly endpoints: StoreEndpoints;
  }[];
}

export interface ZoneArgs {
  /** The zone that Route 53 serves: the domain, or origin.<domain> where Cloudflare serves the domain itself. */
  readonly zoneName: string;
  readonly zoneId?: string;
  /** Names on the first certificate, whose validation records this stack owns. */
  readonly certificateNames: readonly string[];
  /** Set where Cloudflare serves the domain: NS records that delegate the zone. */
  readonly delegateFromCloudflareZone?: string;
}

export interface GlobalDatabaseArgs {
  /** Computed. */
  readonly globalClusterIdentifier: string;
  /** ARN of the first writer, computed. */
  readonly sourceClusterArn: string;
  readonly deletionProtection: boolean;
}

export interface GlobalCacheArgs {
  readonly suffix: string;
  readonly primaryReplicationGroupId: string;
  /** Node class, engine and version of all members; once they have joined, only the datastore can change these. */
  readonly class?: string;
  readonly engine?: CacheArgs["engine"];
  readonly version?: string;
}

export interface CdnArgs {
  readonly provider: "cloudfront" | "cloudflare";
  readonly domain: string;
  /** Zone that holds the domain's alias record (CloudFront); undefined: handed on as `dns.zoneId`. */
  readonly zoneId?: string;
  readonly originName: string;
  /** Host names of the regions, primary first: origin failover goes to the second for reads. */
  readonly regionHostNames: readonly string[];
  readonly waf: boolean;
  readonly originFailover: boolean;
  readonly defaultTtlSeconds: number;
  readonly staticPaths: readonly string[];
  readonly staticTtlSeconds: number;
  /** Buckets, primary's region first; the second is the replica and failover origin. */
  readonly buckets: readonly { readonly name: string; readonly region: string }[];
  readonly priceClass: "PriceClass_100" | "PriceClass_200" | "PriceClass_All";
  readonly cloudflare?: { readonly zoneId: string; readonly accountId: string };
  /** Where a failed read goes: active-active (default) to the next region of the list, active-passive to the second. */
  readonly routing?: "active-active" | "active-passive";
  /** Path that Cloudflare's monitors ask every region for. Default `/`. */
  readonly healthPath?: string;
  /** Probe of a region before failed reads are sent there (CloudFront only). Default Route 53's own, of `/`. */
  readonly healthCheck?: EntryArgs["healthCheck"];
  /** Days for which access logs and firewall logs are kept (CloudFront only). */
  readonly accessLogDays?: number;
}

/** Who is told of what: the alarms of a stack's own resources. */
export interface AlarmsArgs {
  /** Absent: the topic has no subscriber of ours. */
  readonly email?: string;
  /** Percent of requests that end in an error. */
  readonly errorPercent: number;
  /** Errors of the load balancer itself in five minutes. */
  readonly errorCount: number;
  readonly latencyP99Ms: number;
  /** How far a copy of another region's data may be behind. */
  readonly lagSeconds: number;
}

/** What the account may cost a month. */
export interface BudgetArgs {
  readonly monthlyUsd: number;
  /** Absent: its alerts go to a topic. */
  readonly email?: string;
}

export interface PartArgs {
  readonly network: NetworkArgs;
  readonly key: KeyArgs;
  readonly entry: EntryArgs;
  readonly service: ServiceArgs;
  readonly aurora: AuroraArgs;
  readonly rds: RdsArgs;
  readonly cache: CacheArgs;
  readonly bucket: BucketArgs;
  readonly cluster: ClusterArgs;
  readonly platform: PlatformArgs;
  readonly workload: WorkloadArgs;
  readonly "origin-record": OriginRecordArgs;
  readonly peering: PeeringArgs;
  readonly zone: ZoneArgs;
  readonly "global-database": GlobalDatabaseArgs;
  readonly "global-cache": GlobalCacheArgs;
  readonly cdn: CdnArgs;
  readonly alarms: AlarmsArgs;
  readonly budget: BudgetArgs;
}
export type PartKind = keyof PartArgs;
