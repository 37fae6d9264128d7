import { type Properties, text } from "../value";

type Verdict = (before: Properties, after: Properties) => boolean;

const always: Verdict = () => true;
const isAurora = (properties: Properties): boolean => text(properties, "engine").startsWith("aurora");

/**
 * Replacements that depend on other values, and those that the provider would not tell without a cloud; each from its
 * source, terraform-provider-aws 6.47 internal/service/*.
 */
const VERDICTS: Readonly<Record<string, Readonly<Record<string, Verdict>>>> = {
  "aws:rds/cluster:Cluster": {
    // rds/cluster.go, CustomizeDiff: "Aurora supports mutation of the storage_type parameter, other engines do not".
    storageType: (before, after) => !isAurora(before) || !isAurora(after),
  },
  "aws:elasticache/replicationGroup:ReplicationGroup": {
    // elasticache/replication_group.go: redis to valkey is an upgrade in place, any other change is another engine.
    engine: (before, after) => !((text(before, "engine") || "redis") === "redis" && text(after, "engine") === "valkey"),
  },
  "aws:dynamodb/table:Table": {
    // dynamodb/table.go: ForceNew of the name, the primary key and the local indexes.
    name: always,
    hashKey: always,
    rangeKey: always,
    "localSecondaryIndexes[].name": always,
    "localSecondaryIndexes[].rangeKey": always,
    "localSecondaryIndexes[].projectionType": always,
  },
  "aws:lb/targetGroup:TargetGroup": {
    // elbv2/target_group.go: ForceNew.
    ipAddressType: always,
    name: always,
    namePrefix: always,
    port: always,
    protocol: always,
    protocolVersion: always,
    targetType: always,
    vpcId: always,
  },
  // lambda/function.go: ForceNew.
  "aws:lambda/function:Function": { name: always },
};

/** The verdict of a hand-written rule; undefined where the data decides. */
export const conditionalReplacement = (
  type: string,
  path: string,
  before: Properties,
  after: Properties,
): boolean | undefined => VERDICTS[type]?.[path]?.(before, after);
