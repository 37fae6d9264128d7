import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { inRegion, placeOf, secretByName } from "./arn";
import type { FilledAurora } from "./aurora-args";
import type { Credentials } from "./credentials";
import { type Parameter, traitsOf } from "./engines";
import { exactly, type MadeProxy, type SecretRef } from "./proxy";

/** A secondary's instances are all readers until it is promoted. */
export const hasReaders = (args: FilledAurora): boolean =>
  args.role === "secondary" || args.instances > 1 || (args.replicaScaling?.minimum ?? 0) > 0;

/**
 * What only one role sets. A secondary has no credentials of its own: they come with the data, and RDS refuses them
 * [tf rds/cluster.go, resourceClusterCreate].
 */
export function ofRole(args: FilledAurora, credentials: Credentials | undefined): Partial<aws.rds.ClusterArgs> {
  if (!credentials) {
    return {
      ...(args.globalClusterIdentifier && { globalClusterIdentifier: args.globalClusterIdentifier }),
      ...(args.sourceRegion && { sourceRegion: args.sourceRegion }),
      ...(args.writeForwarding && { enableGlobalWriteForwarding: true }),
    };
  }
  const { databaseName, masterUsername } = args;
  return { databaseName, masterUsername, masterPassword: credentials.password };
}

/**
 * Inputs that this cluster doesn't decide once it exists. Options are not identity, so the list may differ by tier.
 * - Every cluster: being in a global database. A first writer is taken into it from outside (DECISIONS 8), and the
 *   provider answers "existing RDS Clusters cannot be added" to a change [tf rds/cluster.go].
 * - Members: the global database owns the version (DECISIONS 9). What only the writer or only a secondary states would
 *   make a cluster anew when the two change roles after a failover: the provider replaces on each of them.
 */
export function notOurs(args: FilledAurora): string[] {
  const always = ["globalClusterIdentifier"];
  if (!args.member) return always;
  return [...always, "engineVersion", "sourceRegion", "databaseName", "masterUsername", "masterPassword"];
}

export function clusterParameters(args: FilledAurora): Parameter[] {
  const { parameters } = traitsOf(args.engine);
  if (args.engine !== "aurora-mysql" || !args.writeForwarding) return [...parameters];
  // Without it MySQL refuses forwarded writes; SESSION is what a proxy doesn't support [AuroraUserGuide/rds-proxy-gdb.html].
  return [...parameters, { name: "aurora_replica_read_consistency", value: "EVENTUAL", applyMethod: "immediate" }];
}

export function readerOf(cluster: aws.rds.Cluster, proxy: MadeProxy | undefined): pulumi.Input<string> {
  if (!proxy) return cluster.readerEndpoint;
  return proxy.readEndpoint ?? proxy.endpoint;
}

/**
 * A secondary that forwards takes writes at its readers. Any other publishes its own write endpoint: it answers as soon
 * as the cluster is promoted, with nothing left to change by then.
 */
export function writerOf(
  args: FilledAurora,
  cluster: aws.rds.Cluster,
  proxy: MadeProxy | undefined,
  reader: pulumi.Output<string>,
): pulumi.Input<string> {
  if (args.role === "secondary" && args.writeForwarding) return reader;
  return proxy?.endpoint ?? cluster.endpoint;
}

/** The writer's secret as it is replicated to a secondary's region. */
export function replicaOf(args: FilledAurora): SecretRef {
  const here = placeOf(args.keyArn);
  if (args.writerSecretArn !== undefined) return exactly(inRegion(args.writerSecretArn, here.region));
  const arn = secretByName(args.secretName, here);
  return { arn, pattern: arn.apply((text) => `${text}-??????`) };
}

/** `StorageType` of storage whose I/O is not billed [AmazonRDS/latest/APIReference/API_ModifyDBCluster.html]. */
export const IO_OPTIMIZED = "aurora-iopt1";

/** Which argument each input comes from. */
export const CLUSTER_FROM = {
  clusterIdentifier: "clusterIdentifier",
  engine: "engine",
  engineVersion: "version",
  port: "port",
  databaseName: "databaseName",
  globalClusterIdentifier: "globalClusterIdentifier",
  sourceRegion: "sourceRegion",
  enableGlobalWriteForwarding: "writeForwarding",
  storageType: "storageType",
  backupRetentionPeriod: "backupDays",
  deletionProtection: "deletionProtection",
  enabledCloudwatchLogsExports: "engine",
  preferredMaintenanceWindow: "clusterIdentifier",
  finalSnapshotIdentifier: "clusterIdentifier",
} as const;

export const INSTANCE_FROM = {
  engine: "engine",
  clusterIdentifier: "clusterIdentifier",
  instanceClass: "class",
  autoMinorVersionUpgrade: "version",
  performanceInsightsEnabled: "performanceInsightsDays",
  performanceInsightsRetentionPeriod: "performanceInsightsDays",
} as const;
