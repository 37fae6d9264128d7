import { text } from "../value";
import { alive, type Rule, type Rules } from "./rule";

const GROUP = "aws:elasticache/replicationGroup:ReplicationGroup";
const GLOBAL = "aws:elasticache/globalReplicationGroup:GlobalReplicationGroup";

/** ElastiCache User Guide, "Global datastores: prerequisites and limitations": M5, M6g, M7g, R5, R6g, R6gd, R7g, C7gn; large and above. */
const GLOBAL_NODE = /^cache\.(m5|m6g|m7g|r5|r6g|r6gd|r7g|c7gn)\.(\d*x?large)$/;

const nodeOfPrimary: Rule = ({ properties, cloud }) => {
  const primary = alive(cloud.ofType(GROUP)).find(({ id }) => id === text(properties, "primaryReplicationGroupId"));
  const size = text(primary?.properties ?? {}, "nodeType");
  return primary && !GLOBAL_NODE.test(size)
    ? `InvalidParameterValue: node type ${size} of ${primary.id} is not supported in a Global Datastore`
    : undefined;
};

const nodeOfMember: Rule = ({ properties }) => {
  const size = text(properties, "nodeType");
  return text(properties, "globalReplicationGroupId") !== "" && size !== "" && !GLOBAL_NODE.test(size)
    ? `InvalidParameterValue: node type ${size} is not supported in a Global Datastore`
    : undefined;
};

/** ElastiCache CreateReplicationGroup. */
const failoverNeedsReplica: Rule = ({ properties }) => {
  const nodes = Number(text(properties, "numCacheClusters") || "1");
  const replicas = Number(text(properties, "replicasPerNodeGroup") || "0");
  const alone = properties.numCacheClusters !== undefined && nodes < 2 && replicas < 1;
  return properties.automaticFailoverEnabled === true && alone
    ? "InvalidParameterCombination: automatic failover needs at least one replica"
    : undefined;
};

const multiAzNeedsFailover: Rule = ({ properties }) =>
  properties.multiAzEnabled === true &&
  properties.automaticFailoverEnabled !== true &&
  text(properties, "globalReplicationGroupId") === ""
    ? "InvalidParameterCombination: multi-AZ needs automatic failover"
    : undefined;

const smallPrimary: Rule = ({ properties, cloud, self }) => {
  const global = alive(cloud.ofType(GLOBAL)).find((one) => text(one.properties, "primaryReplicationGroupId") === self);
  const size = text(properties, "nodeType");
  return global && size !== "" && !GLOBAL_NODE.test(size)
    ? `InvalidParameterValue: node type ${size} is not supported in Global Datastore ${global.id}`
    : undefined;
};

export const cacheRules: Rules = {
  write: {
    [GLOBAL]: [nodeOfPrimary],
    [GROUP]: [nodeOfMember, failoverNeedsReplica, multiAzNeedsFailover],
  },
  change: { [GROUP]: [smallPrimary] },
};
