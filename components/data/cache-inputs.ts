import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { FilledCache } from "./cache-args";
import type { Credentials } from "./credentials";

/**
 * A secondary takes these from the primary; the provider refuses each of them beside `globalReplicationGroupId`
 * [tf elasticache/replication_group.go, ConflictsWith].
 */
export function ofRole(
  args: FilledCache,
  parameterGroupName: pulumi.Input<string>,
  credentials: Credentials | undefined,
): Partial<aws.elasticache.ReplicationGroupArgs> {
  if (args.role === "secondary" && args.globalReplicationGroupId !== undefined) {
    return { globalReplicationGroupId: args.globalReplicationGroupId };
  }
  return {
    engine: args.engine,
    engineVersion: args.version,
    nodeType: args.class,
    parameterGroupName,
    atRestEncryptionEnabled: true,
    transitEncryptionEnabled: true,
    transitEncryptionMode: "required",
    autoMinorVersionUpgrade: true, // patches only: the version names major and minor
    // ROTATE keeps the old token valid beside the new one, so a new token throws nobody out.
    ...(credentials && { authToken: credentials.password, authTokenUpdateStrategy: "ROTATE" }),
  };
}

/**
 * Inputs that this group doesn't decide once it exists. Always: being in a datastore, into which a primary is taken
 * from outside. Once it has joined, what the datastore owns: AWS refuses to change node type or failover of a member
 * ("hence NodeType property cannot be modified", aws-cloudformation/cloudformation-coverage-roadmap#1965), and
 * switches automatic minor upgrades off (terraform-aws-modules/terraform-aws-elasticache#7).
 */
export function notOurs(args: FilledCache): string[] {
  const always = ["globalReplicationGroupId"];
  if (!args.joined) return always;
  return [
    ...always,
    "engine",
    "engineVersion",
    "nodeType",
    "parameterGroupName",
    "autoMinorVersionUpgrade",
    "automaticFailoverEnabled",
    "atRestEncryptionEnabled",
    "transitEncryptionEnabled",
    "transitEncryptionMode",
  ];
}

/** Which argument each input comes from. */
export const CACHE_FROM = {
  replicationGroupId: "replicationGroupId",
  engine: "engine",
  port: "port",
  globalReplicationGroupId: "global",
  maintenanceWindow: "replicationGroupId",
  finalSnapshotIdentifier: "replicationGroupId",
  nodeType: "class",
  engineVersion: "version",
  numCacheClusters: "replicas",
  automaticFailoverEnabled: "replicas",
  multiAzEnabled: "replicas",
  snapshotRetentionLimit: "snapshotDays",
} as const;
