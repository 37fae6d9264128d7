import type { ExportedResource } from "./pending";

/**
 * The input that is the resource's id at the provider, for types that the cloud identifies by the name we give.
 * Source: "Import" on each type's page of registry.terraform.io/providers/hashicorp/aws (6.x), whose import id it is.
 */
const ID_INPUT: Readonly<Record<string, string>> = {
  "aws:rds/cluster:Cluster": "clusterIdentifier",
  "aws:rds/clusterInstance:ClusterInstance": "identifier",
  "aws:rds/globalCluster:GlobalCluster": "globalClusterIdentifier",
  "aws:rds/instance:Instance": "identifier",
  "aws:rds/proxy:Proxy": "name",
  "aws:rds/subnetGroup:SubnetGroup": "name",
  "aws:rds/parameterGroup:ParameterGroup": "name",
  "aws:rds/clusterParameterGroup:ClusterParameterGroup": "name",
  "aws:elasticache/replicationGroup:ReplicationGroup": "replicationGroupId",
  "aws:elasticache/subnetGroup:SubnetGroup": "name",
  "aws:elasticache/parameterGroup:ParameterGroup": "name",
  "aws:s3/bucket:Bucket": "bucket",
  "aws:ssm/parameter:Parameter": "name",
  "aws:kms/alias:Alias": "name",
  "aws:eks/cluster:Cluster": "name",
  "aws:iam/role:Role": "name",
  "aws:iam/instanceProfile:InstanceProfile": "name",
  "aws:cloudwatch/logGroup:LogGroup": "name",
  "aws:autoscaling/group:Group": "name",
};

/** Id that the cloud gives a resource with these inputs; undefined where the cloud chooses it. */
export function idOf({ type, inputs }: Pick<ExportedResource, "type" | "inputs">): string | undefined {
  const input = ID_INPUT[type];
  const id = input === undefined ? undefined : inputs?.[input];
  return typeof id === "string" && id !== "" ? id : undefined;
}
