import { text } from "../value";
import type { Rule, Rules } from "./rule";

const protectedBy =
  (property: string, words: string): Rule =>
  ({ properties }) =>
    properties[property] === true ? `${words} (${property} is true: turn it off first)` : undefined;

/** terraform-provider-aws, rds/cluster.go and rds/instance.go: refused before AWS is asked. */
const namesFinalSnapshot: Rule = ({ type, properties, cloud, region, self }) => {
  if (properties.skipFinalSnapshot === true) return undefined;
  const name = text(properties, "finalSnapshotIdentifier");
  const isReplica =
    text(properties, "replicateSourceDb") !== "" || text(properties, "replicationSourceIdentifier") !== "";
  if (name === "") return isReplica ? undefined : "finalSnapshotIdentifier is required when skipFinalSnapshot is false";
  const kind =
    type === "aws:rds/cluster:Cluster" ? "aws:rds/clusterSnapshot:ClusterSnapshot" : "aws:rds/snapshot:Snapshot";
  const taken = cloud.ofType(kind).find((snapshot) => snapshot.id === name && snapshot.region === region);
  // A deletion that was cut off has left its own snapshot already.
  const mine = cloud.ofType(type).some(({ id, incarnation }) => id === self && incarnation === taken?.incarnation);
  return taken && !mine ? `DBSnapshotAlreadyExists: there is a snapshot ${name} already` : undefined;
};

/** Deletion protection, in each service's own words. */
export const protectionRules: Rules = {
  delete: {
    "aws:rds/cluster:Cluster": [
      protectedBy("deletionProtection", "InvalidParameterCombination: Cannot delete protected Cluster"),
      namesFinalSnapshot,
    ],
    "aws:rds/instance:Instance": [
      protectedBy("deletionProtection", "InvalidParameterCombination: Cannot delete protected DB Instance"),
      namesFinalSnapshot,
    ],
    "aws:rds/globalCluster:GlobalCluster": [
      protectedBy("deletionProtection", "InvalidParameterValue: This Global Cluster has deletion protection"),
    ],
    "aws:lb/loadBalancer:LoadBalancer": [
      protectedBy(
        "enableDeletionProtection",
        "OperationNotPermitted: Load balancer cannot be deleted because deletion protection is enabled",
      ),
    ],
    "aws:eks/cluster:Cluster": [
      protectedBy("deletionProtection", "InvalidRequestException: Cluster has deletion protection"),
    ],
    "aws:dynamodb/table:Table": [
      protectedBy(
        "deletionProtectionEnabled",
        "ValidationException: Resource cannot be deleted as it is currently protected against deletion",
      ),
    ],
    "aws:ec2/instance:Instance": [
      protectedBy("disableApiTermination", "OperationNotPermitted: The instance may not be terminated"),
    ],
    "aws:cloudfront/distribution:Distribution": [],
  },
};
