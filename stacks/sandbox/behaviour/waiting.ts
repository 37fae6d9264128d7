import type { CloudRecord } from "../cloud/record";
import { text } from "../value";

interface After {
  /** Why the deleted thing itself is still there; undefined where it is gone at once. */
  readonly waits?: string | undefined;
  /** What the deletion leaves behind. */
  readonly leaves: readonly CloudRecord[];
}

/** What AWS keeps of a deleted resource (DECISIONS 12, 22). */
export function waitingOf(record: CloudRecord): After {
  const rule = RULES[record.type];
  return rule ? rule(record) : { leaves: [] };
}

const RULES: Readonly<Record<string, (record: CloudRecord) => After>> = {
  // Secrets Manager: DeleteSecret, RecoveryWindowInDays 7 to 30; 0 in the provider deletes at once.
  "aws:secretsmanager/secret:Secret": ({ properties }) => {
    const days = text(properties, "recoveryWindowInDays") || "30";
    return {
      waits: days === "0" ? undefined : `is scheduled for deletion: it can be restored for ${days} days`,
      leaves: [],
    };
  },
  // KMS: ScheduleKeyDeletion, PendingWindowInDays 7 to 30.
  "aws:kms/key:Key": ({ properties }) => ({
    waits: `is pending deletion for ${text(properties, "deletionWindowInDays") || "30"} days`,
    leaves: [],
  }),
  "aws:kms/replicaKey:ReplicaKey": ({ properties }) => ({
    waits: `is pending deletion for ${text(properties, "deletionWindowInDays") || "30"} days`,
    leaves: [],
  }),
  "aws:rds/cluster:Cluster": (record) =>
    finalSnapshot(record, "aws:rds/clusterSnapshot:ClusterSnapshot", "cluster-snapshot"),
  "aws:rds/instance:Instance": (record) => finalSnapshot(record, "aws:rds/snapshot:Snapshot", "snapshot"),
  "aws:elasticache/replicationGroup:ReplicationGroup": (record) =>
    text(record.properties, "finalSnapshotIdentifier") === ""
      ? { leaves: [] }
      : finalSnapshot(record, "elasticache-snapshot", "snapshot"),
};

/** RDS User Guide: a final snapshot outlives the database until somebody deletes it. */
function finalSnapshot(record: CloudRecord, type: string, kind: string): After {
  const name = text(record.properties, "finalSnapshotIdentifier");
  if (name === "" || record.properties.skipFinalSnapshot === true) return { leaves: [] };
  const snapshot: CloudRecord = {
    ...record,
    id: name,
    type,
    uniqueKey: `${record.region}|${name}`.toLowerCase(),
    status: "kept",
    reason: `final snapshot of ${record.id}`,
    properties: { arn: `arn:aws:rds:${record.region}:${record.account}:${kind}:${name}`, source: record.id },
  };
  return { leaves: [snapshot] };
}
