import { entryOf, isUnknown } from "../../values";
import { isRecord, isText, type Json, listAt, own, recordAt } from "../reading";
import type { Inputs } from "./properties";

/** What one property of the template means for several of Pulumi's, by type: where a table of names does not do. */
type Change = (inputs: Inputs, properties: Json, region: string | undefined) => void;

const CHANGES: Readonly<Record<string, Change>> = {
  "AWS::DynamoDB::Table": tableKeys,
  "AWS::DynamoDB::GlobalTable": (inputs, properties, region) => {
    tableKeys(inputs, properties);
    tableReplicas(inputs, properties, region);
  },
  "AWS::ElasticLoadBalancingV2::LoadBalancer": scheme,
  "AWS::ElasticLoadBalancing::LoadBalancer": scheme,
  "AWS::EKS::Cluster": logTypes,
  "AWS::ElasticLoadBalancingV2::ListenerRule": conditions,
  "AWS::RDS::DBProxyTargetGroup": firstOfEach,
  "AWS::RDS::DBClusterParameterGroup": (inputs, properties) => parameters(inputs, properties.Parameters),
  "AWS::RDS::DBParameterGroup": (inputs, properties) => parameters(inputs, properties.Parameters),
  "AWS::ElastiCache::ParameterGroup": (inputs, properties) => parameters(inputs, properties.Properties),
  "AWS::Route53::RecordSet": recordName,
  "AWS::SNS::Subscription": rawDelivery,
  "AWS::IAM::Policy": (inputs) => {
    if (Array.isArray(inputs.role)) inputs.role = inputs.role[0];
  },
};

export const SPECIAL: ReadonlyMap<string, Change> = new Map(Object.entries(CHANGES));

function tableKeys(inputs: Inputs, properties: Json): void {
  Object.assign(inputs, keysOf(properties));
  for (const [from, to] of [
    ["GlobalSecondaryIndexes", "globalSecondaryIndexes"],
    ["LocalSecondaryIndexes", "localSecondaryIndexes"],
  ] as const) {
    const indexes = inputs[to];
    if (Array.isArray(indexes))
      inputs[to] = indexes.map((index, at) =>
        isRecord(index) ? { ...index, ...keysOf(listAt(properties, from)[at]) } : index,
      );
  }
  if (inputs.streamViewType !== undefined) inputs.streamEnabled = true;
}

function keysOf(table: unknown): Inputs {
  const keys: Inputs = {};
  for (const key of listAt(table, "KeySchema"))
    keys[own(key, "KeyType") === "RANGE" ? "rangeKey" : "hashKey"] = own(key, "AttributeName");
  return keys;
}

/** A global table lists its own region among the replicas; Pulumi has that one as the table itself. */
function tableReplicas(inputs: Inputs, properties: Json, region: string | undefined): void {
  const replicas = listAt(properties, "Replicas").filter(isRecord);
  const home = replicas.find((replica) => replica.Region === region) ?? replicas[0];
  const recovery = (replica: Json | undefined): unknown =>
    own(recordAt(replica, "PointInTimeRecoverySpecification"), "PointInTimeRecoveryEnabled");
  if (home && recovery(home) !== undefined) inputs.pointInTimeRecovery = { enabled: recovery(home) };
  if (home?.DeletionProtectionEnabled !== undefined) inputs.deletionProtectionEnabled = home.DeletionProtectionEnabled;
  const others = replicas.filter((replica) => replica !== home);
  if (others.length === 0) return;
  inputs.replicas = others.map((replica) => ({
    regionName: replica.Region,
    ...(recovery(replica) !== undefined && { pointInTimeRecovery: recovery(replica) }),
    ...(own(recordAt(replica, "SSESpecification"), "KMSMasterKeyId") !== undefined && {
      kmsKeyArn: own(recordAt(replica, "SSESpecification"), "KMSMasterKeyId"),
    }),
  }));
}

function scheme(inputs: Inputs, properties: Json): void {
  delete inputs.scheme;
  if (properties.Scheme !== undefined)
    inputs.internal = isUnknown(properties.Scheme) ? properties.Scheme : properties.Scheme === "internal";
}

function logTypes(inputs: Inputs): void {
  const types = inputs.enabledClusterLogTypes;
  if (Array.isArray(types))
    inputs.enabledClusterLogTypes = types.map((item) => (isRecord(item) ? (item.type ?? item) : item));
}

/** Terraform and Pulumi write names without the dot that ends them. */
function recordName(inputs: Inputs): void {
  if (isText(inputs.name)) inputs.name = inputs.name.replace(/\.$/, "");
  for (const key of ["latencyRoutingPolicies", "failoverRoutingPolicies", "weightedRoutingPolicies"])
    if (isRecord(inputs[key])) inputs[key] = [inputs[key]];
}

function rawDelivery(inputs: Inputs, properties: Json): void {
  if (properties.FilterPolicy !== undefined && isRecord(inputs.filterPolicy))
    inputs.filterPolicy = JSON.stringify(inputs.filterPolicy);
}

/** A mapping of names to values is a list of both. */
function parameters(inputs: Inputs, written: unknown): void {
  if (isUnknown(written)) inputs.parameters = written;
  else if (isRecord(written)) inputs.parameters = Object.entries(written).map(([name, value]) => ({ name, value }));
}

const FIELDS: Readonly<Record<string, string>> = { "path-pattern": "pathPattern", "host-header": "hostHeader" };

/** Values may stand beside the field that they are for, as they had to once. */
function conditions(inputs: Inputs): void {
  if (!Array.isArray(inputs.conditions)) return;
  inputs.conditions = inputs.conditions.map((condition) => {
    if (!isRecord(condition) || isUnknown(condition)) return condition;
    const { field, values, ...rest } = condition;
    const to = isText(field) ? entryOf(FIELDS, field) : undefined;
    return values === undefined || to === undefined ? rest : { ...rest, [to]: { values } };
  });
}

/** A proxy has one database behind it; the template writes it as a list. */
function firstOfEach(inputs: Inputs): void {
  for (const key of ["dbClusterIdentifier", "dbInstanceIdentifier"])
    if (Array.isArray(inputs[key])) inputs[key] = inputs[key][0];
}
