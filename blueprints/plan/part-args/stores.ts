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
  /** io-optimized: I/O is not billed, instances and storage cost more. The same in every region. */
  readonly storageType: "standard" | "io-optimized";
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
