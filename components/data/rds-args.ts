import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { RdsArgs } from "../../blueprints/plan/parts";
import type { Transform } from "../component";
import type { NetworkLink } from "../links";
import type { CredentialsTransform } from "./credentials";
import { defaultEndpoints } from "./endpoints";
import { minorIsOpen, traitsOf } from "./engines";
import type { FirewallTransform } from "./firewall";
import { LOG_DAYS } from "./logs";
import { maintenanceWindow, suffixed } from "./names";
import type { ProxyTransform } from "./proxy";

type Required = "engine" | "version" | "class" | "identifier" | "databaseName" | "storageGiB";

export interface RdsInstanceArgs extends Pick<RdsArgs, Required> {
  /** VPC and its three data subnets. */
  readonly network: NetworkLink;
  /** KMS key of the region: storage, secret, logs, Performance Insights. Can never change. */
  readonly keyArn: pulumi.Input<string>;
  /** Storage grows by itself up to this. Default four times `storageGiB`: room for a year or two, and a stop for a leak. */
  readonly storageMaximumGiB?: number;
  /** Default the engine's own, 5432 or 3306. */
  readonly port?: number;
  /** A standby in another zone. Default true: without one a zone's loss means a restore from backup. */
  readonly multiAz?: boolean;
  /** Read replicas. Default 0. */
  readonly replicas?: number;
  /** Default false: a proxy pays off once more than a few units hold connections. */
  readonly proxy?: boolean;
  /** Default 7: a week to notice a mistake. At least 1 where there are replicas, which start from a backup. */
  readonly backupDays?: number;
  /** Default true: the cloud refuses to delete until it is switched off. */
  readonly deletionProtection?: boolean;
  /** Default `<identifier>/master`. */
  readonly secretName?: string;
  /** Default none. */
  readonly secretReplicaRegions?: readonly string[];
  /** Keys for the replicas of the secret, by region. Default AWS's own key there. */
  readonly secretReplicaKeys?: Readonly<Record<string, pulumi.Input<string>>>;
  /** Default 30: as long as Secrets Manager allows. */
  readonly secretRecoveryDays?: number;
  /** Default `/scalekit/<identifier>/{writer,reader,port}`. */
  readonly endpoints?: RdsArgs["endpoints"];
  /** Default 7: the free tier of Performance Insights. 0 is off, as are classes that have none. */
  readonly performanceInsightsDays?: number;
  /** Default none. */
  readonly peerCidrs?: readonly string[];
  /** Default `dbowner`: not a reserved word of either engine. Can never change. */
  readonly masterUsername?: string;
  /** Default an hour chosen by the identifier. */
  readonly maintenanceWindow?: string;
  /** Default `<identifier>-final`. A second deletion needs another name while the first snapshot is kept. */
  readonly finalSnapshotIdentifier?: string;
  /** Default true where `version` is a bare major, else false: what is written is what runs. */
  readonly autoMinorVersionUpgrade?: boolean;
  /** Default 30. */
  readonly logDays?: number;
  /** Pulumi's own protection of what holds data. Default true. */
  readonly protect?: boolean;
  readonly transform?: RdsTransform;
}

/** One entry a child; `replica`, `logGroup`, `ingress` and `parameter` apply to each of theirs. */
export interface RdsTransform extends CredentialsTransform, FirewallTransform, ProxyTransform {
  readonly subnetGroup?: Transform<aws.rds.SubnetGroupArgs>;
  readonly parameterGroup?: Transform<aws.rds.ParameterGroupArgs>;
  readonly logGroup?: Transform<aws.cloudwatch.LogGroupArgs>;
  readonly monitoringRole?: Transform<aws.iam.RoleArgs>;
  readonly instance?: Transform<aws.rds.InstanceArgs>;
  readonly replica?: Transform<aws.rds.InstanceArgs>;
  readonly parameter?: Transform<aws.ssm.ParameterArgs>;
}

/** Every default filled in. */
export function withRdsDefaults(args: RdsInstanceArgs) {
  return {
    ...args,
    storageMaximumGiB: args.storageMaximumGiB ?? args.storageGiB * 4,
    port: args.port ?? traitsOf(args.engine).port,
    multiAz: args.multiAz ?? true,
    replicas: args.replicas ?? 0,
    proxy: args.proxy ?? false,
    backupDays: args.backupDays ?? 7,
    deletionProtection: args.deletionProtection ?? true,
    secretName: args.secretName ?? `${args.identifier}/master`,
    secretReplicaRegions: args.secretReplicaRegions ?? [],
    secretReplicaKeys: args.secretReplicaKeys ?? {},
    secretRecoveryDays: args.secretRecoveryDays ?? 30,
    endpoints: args.endpoints ?? defaultEndpoints(args.identifier),
    performanceInsightsDays: args.performanceInsightsDays ?? 7,
    peerCidrs: args.peerCidrs ?? [],
    masterUsername: args.masterUsername ?? "dbowner",
    maintenanceWindow: args.maintenanceWindow ?? maintenanceWindow(args.identifier),
    finalSnapshotIdentifier: args.finalSnapshotIdentifier ?? suffixed(args.identifier, "final", 255),
    autoMinorVersionUpgrade: args.autoMinorVersionUpgrade ?? minorIsOpen(args.version),
    logDays: args.logDays ?? LOG_DAYS,
    protect: args.protect ?? true,
    transform: args.transform ?? {},
  };
}
export type FilledRds = ReturnType<typeof withRdsDefaults>;

/** What cannot work; said before anything is made. */
export function checkRds(name: string, args: FilledRds): void {
  if (args.replicas > 0 && args.backupDays < 1) {
    throw new Error(`RdsInstance ${name}: read replicas start from a backup; set backupDays to at least 1.`);
  }
}
