import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { AuroraArgs } from "../../blueprints/plan/parts";
import type { Transform } from "../component";
import type { NetworkLink } from "../links";
import type { CredentialsTransform } from "./credentials";
import { defaultEndpoints } from "./endpoints";
import { minorIsOpen, traitsOf } from "./engines";
import type { FirewallTransform } from "./firewall";
import { LOG_DAYS } from "./logs";
import { maintenanceWindow, suffixed } from "./names";
import type { ProxyTransform } from "./proxy";
import type { ReplicaScalingTransform } from "./replica-scaling";

type Required = "engine" | "version" | "class" | "clusterIdentifier" | "databaseName";

/** What cannot have a default comes first (as in the plan's part); the rest is optional. */
export interface AuroraClusterArgs extends Pick<AuroraArgs, Required> {
  /** VPC and its three data subnets. */
  readonly network: NetworkLink;
  /** KMS key of the region: storage, secret, logs, Performance Insights. Can never change. */
  readonly keyArn: pulumi.Input<string>;
  /** Default `writer`: a cluster on its own is one. */
  readonly role?: AuroraArgs["role"];
  /** Of the global database it belongs to or is the first writer of; required of a secondary. Default none. */
  readonly globalClusterIdentifier?: string;
  /** Region of the writer; required of a secondary, which copies its encrypted storage from there. Default none. */
  readonly sourceRegion?: string;
  /** Default the engine's own, 5432 or 3306. */
  readonly port?: number;
  /** Default 1: the smallest that serves; a second one turns a ten-minute outage into one under a minute. */
  readonly instances?: number;
  /** Default none: readers are what `instances` says. Refused on secondaries, whose readers must stand ready. */
  readonly replicaScaling?: AuroraArgs["replicaScaling"];
  /**
   * Default `standard`: I/O is billed by use. With `io-optimized` it is not, and instances and storage cost more. Changes in
   * place; the provider does not send the way back (terraform-provider-aws issue 39267), for which AWS has a command.
   */
  readonly storageType?: AuroraArgs["storageType"];
  /** Default false: a proxy pays off once more than a few units hold connections. */
  readonly proxy?: boolean;
  /** A secondary forwards writes to the writer's region. Default false: forwarding refuses some statements. */
  readonly writeForwarding?: boolean;
  /** Default 7: a week to notice a mistake. */
  readonly backupDays?: number;
  /** Default true: the cloud refuses to delete until it is switched off. */
  readonly deletionProtection?: boolean;
  /** Default `<clusterIdentifier>/master`. */
  readonly secretName?: string;
  /** Default none. */
  readonly secretReplicaRegions?: readonly string[];
  /** Keys for the replicas of the secret, by region. Default AWS's own key there: ours may not exist yet. */
  readonly secretReplicaKeys?: Readonly<Record<string, pulumi.Input<string>>>;
  /** Default 30: as long as Secrets Manager allows. */
  readonly secretRecoveryDays?: number;
  /** Default `/scalekit/<clusterIdentifier>/{writer,reader,port}`. */
  readonly endpoints?: AuroraArgs["endpoints"];
  /** Default 7: the free tier of Performance Insights. 0 is off, as are classes that have none. */
  readonly performanceInsightsDays?: number;
  /** What the plan knows of the store's future; nothing here depends on it, so that growing changes nothing. Default false. */
  readonly globalReady?: boolean;
  /** Default none. */
  readonly peerCidrs?: readonly string[];
  /** True: somebody else (a peering) publishes where this region's services write. Default false. */
  readonly writerElsewhere?: boolean;
  /**
   * ARN of the writer's secret, as written in any region: a secondary's proxy signs in with the replica here, whose ARN
   * differs in the region only. Default the ARN without its random end, by `secretName`.
   */
  readonly writerSecretArn?: pulumi.Input<string>;
  /** Default `dbowner`: not a reserved word of either engine. Can never change. */
  readonly masterUsername?: string;
  /** Default an hour chosen by the identifier, so that two regions seldom have the same. */
  readonly maintenanceWindow?: string;
  /** Default `<clusterIdentifier>-final`. A second deletion needs another name while the first snapshot is kept. */
  readonly finalSnapshotIdentifier?: string;
  /** Default true where `version` is a bare major, else false: what is written is what runs. Never in a global database. */
  readonly autoMinorVersionUpgrade?: boolean;
  /** Default 30. */
  readonly logDays?: number;
  /** Pulumi's own protection of what holds data. Default true. */
  readonly protect?: boolean;
  readonly transform?: AuroraTransform;
}

/** One entry a child; `instance`, `logGroup`, `ingress` and `parameter` apply to each of theirs. */
export interface AuroraTransform
  extends CredentialsTransform,
    FirewallTransform,
    ProxyTransform,
    ReplicaScalingTransform {
  readonly subnetGroup?: Transform<aws.rds.SubnetGroupArgs>;
  readonly parameterGroup?: Transform<aws.rds.ClusterParameterGroupArgs>;
  readonly logGroup?: Transform<aws.cloudwatch.LogGroupArgs>;
  readonly monitoringRole?: Transform<aws.iam.RoleArgs>;
  readonly cluster?: Transform<aws.rds.ClusterArgs>;
  readonly instance?: Transform<aws.rds.ClusterInstanceArgs>;
  readonly parameter?: Transform<aws.ssm.ParameterArgs>;
}

/** Every default filled in. */
export function withAuroraDefaults(args: AuroraClusterArgs) {
  const member = args.globalClusterIdentifier !== undefined;
  return {
    ...args,
    role: args.role ?? "writer",
    /** Part of a global database now. */
    member,
    port: args.port ?? traitsOf(args.engine).port,
    instances: args.instances ?? 1,
    storageType: args.storageType ?? "standard",
    proxy: args.proxy ?? false,
    writeForwarding: args.writeForwarding ?? false,
    backupDays: args.backupDays ?? 7,
    deletionProtection: args.deletionProtection ?? true,
    secretName: args.secretName ?? `${args.clusterIdentifier}/master`,
    secretReplicaRegions: args.secretReplicaRegions ?? [],
    secretReplicaKeys: args.secretReplicaKeys ?? {},
    secretRecoveryDays: args.secretRecoveryDays ?? 30,
    endpoints: args.endpoints ?? defaultEndpoints(args.clusterIdentifier),
    performanceInsightsDays: args.performanceInsightsDays ?? 7,
    peerCidrs: args.peerCidrs ?? [],
    writerElsewhere: args.writerElsewhere ?? false,
    masterUsername: args.masterUsername ?? "dbowner",
    maintenanceWindow: args.maintenanceWindow ?? maintenanceWindow(args.clusterIdentifier),
    finalSnapshotIdentifier: args.finalSnapshotIdentifier ?? suffixed(args.clusterIdentifier, "final", 255),
    // Members must run the same minor version to take over from each other
    // [AuroraUserGuide/aurora-global-database-disaster-recovery.html].
    autoMinorVersionUpgrade: !member && (args.autoMinorVersionUpgrade ?? minorIsOpen(args.version)),
    logDays: args.logDays ?? LOG_DAYS,
    protect: args.protect ?? true,
    transform: args.transform ?? {},
  };
}
export type FilledAurora = ReturnType<typeof withAuroraDefaults>;

/** What a secondary must and must not have; said before anything is made. */
export function checkAurora(name: string, args: FilledAurora): void {
  const wrong = (what: string) => new Error(`AuroraCluster ${name}: ${what}`);
  if (args.instances < 1) throw wrong("needs at least one instance; a cluster without one serves nobody.");
  if (args.role !== "secondary") return;
  if (!args.globalClusterIdentifier) throw wrong("a secondary needs globalClusterIdentifier.");
  if (!args.sourceRegion) throw wrong("a secondary needs sourceRegion, the region of its writer.");
  if (args.replicaScaling) throw wrong("a secondary has fixed readers; take replicaScaling away.");
}
