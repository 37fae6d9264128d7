import { takesIoOptimized } from "../../../blueprints/manifest/io-optimized";
import type { CloudRecord } from "../cloud/record";
import { isEmpty, type Properties, text } from "../value";
import { alive, type Operation, others, type Rule, type Rules } from "./rule";

const CLUSTER = "aws:rds/cluster:Cluster";
const INSTANCE = "aws:rds/clusterInstance:ClusterInstance";
const GLOBAL = "aws:rds/globalCluster:GlobalCluster";

/** Aurora User Guide, "Configuration requirements of an Aurora global database": db.r5 or higher memory-optimised classes, or serverless v2. */
const GLOBAL_CLASS = /^db\.(r[5-9]\w*\.|x2g\.|serverless$)/;

const clusterById = ({ cloud, region }: Operation, id: string): CloudRecord | undefined =>
  alive(cloud.ofType(CLUSTER)).find((cluster) => cluster.id === id && cluster.region === region);

/** The global database that a cluster belongs to: named on it, or made from it. */
function globalOf({ cloud }: Operation, cluster: Properties): CloudRecord | undefined {
  return alive(cloud.ofType(GLOBAL)).find(
    ({ id, properties }) =>
      id === text(cluster, "globalClusterIdentifier") ||
      (text(cluster, "arn") !== "" && text(properties, "sourceDbClusterIdentifier") === text(cluster, "arn")),
  );
}

/** Whether a member joins as a secondary: the global database has its writer already. */
function joins(operation: Operation): CloudRecord | undefined {
  const wanted = text(operation.properties, "globalClusterIdentifier");
  if (wanted === "") return undefined;
  const global = alive(operation.cloud.ofType(GLOBAL)).find(({ id }) => id === wanted);
  if (!global || text(global.properties, "sourceDbClusterIdentifier") === arnOf(operation)) return undefined;
  const members = others(operation, CLUSTER).filter(
    ({ properties }) => text(properties, "globalClusterIdentifier") === wanted,
  );
  const isFirst = text(global.properties, "sourceDbClusterIdentifier") === "" && members.length === 0;
  return isFirst ? undefined : global;
}
const arnOf = ({ region, account, properties }: Operation): string =>
  `arn:aws:rds:${region}:${account}:cluster:${text(properties, "clusterIdentifier")}`;

/** Aurora User Guide: a secondary has no credentials of its own. */
const secondaryHasNoCredentials: Rule = (operation) => {
  if (!joins(operation)) return undefined;
  const given = ["masterUsername", "masterPassword", "databaseName"].find(
    (name) => !isEmpty(operation.properties[name]),
  );
  return given && `InvalidParameterCombination: Cannot specify ${given} for a secondary cluster of a global database`;
};

/** Secrets Manager integration of RDS: not for members of a global database (DECISIONS 10). */
const noManagedPassword: Rule = (operation) =>
  operation.properties.manageMasterUserPassword === true &&
  globalOf(operation, { ...operation.properties, arn: arnOf(operation) })
    ? "InvalidParameterCombination: ManageMasterUserPassword isn't supported for clusters of an Aurora global database"
    : undefined;

const engineOfGlobal: Rule = (operation) => {
  const global = joins(operation);
  if (!global) return undefined;
  const [mine, theirs] = [text(operation.properties, "engine"), text(global.properties, "engine")];
  return theirs !== "" && mine !== theirs
    ? `InvalidParameterValue: engine ${mine} is not the global database's ${theirs}`
    : undefined;
};

/** Aurora User Guide, "Creating an Aurora global database": major and minor version of a new secondary match the writer's. */
const versionOfGlobal: Rule = (operation) => {
  const global = operation.before ? undefined : joins(operation);
  const [mine, theirs] = [text(operation.properties, "engineVersion"), text(global?.properties ?? {}, "engineVersion")];
  return mine !== "" && theirs !== "" && mine !== theirs
    ? `InvalidParameterValue: engine version ${mine} is not the global database's ${theirs}`
    : undefined;
};

/** RDS CreateDBCluster: an encrypted source in another region needs a key of this region. */
const keyForCopy: Rule = (operation) => {
  const global = joins(operation);
  return global?.properties.storageEncrypted === true && isEmpty(operation.properties.kmsKeyId)
    ? "InvalidParameterCombination: KmsKeyId must be given for a secondary cluster of an encrypted global database"
    : undefined;
};

/** Cluster identifiers are unique over all regions of a global database (DECISIONS 3). */
const nameAcrossRegions: Rule = (operation) => {
  const wanted = text(operation.properties, "globalClusterIdentifier");
  const twin = others({ ...operation, self: undefined }, CLUSTER).find(
    (cluster) =>
      wanted !== "" &&
      cluster.region !== operation.region &&
      cluster.id === text(operation.properties, "clusterIdentifier") &&
      globalOf(operation, cluster.properties)?.id === wanted,
  );
  return twin && `DBClusterAlreadyExistsFault: the global database has a cluster ${twin.id} in ${twin.region} already`;
};

/** terraform-provider-aws rds/cluster.go, update. */
const noJoiningLater: Rule = ({ properties, before }) => {
  const [was, wanted] = [text(before ?? {}, "globalClusterIdentifier"), text(properties, "globalClusterIdentifier")];
  return was === "" && wanted !== ""
    ? "existing RDS Clusters cannot be added to an existing RDS Global Cluster"
    : undefined;
};

/** RDS API reference, CreateDBCluster: `aurora` and `aurora-iopt1` for Aurora; the second from certain versions on. */
const storageOfAurora: Rule = ({ properties }) => {
  const [engine, storage] = [text(properties, "engine"), text(properties, "storageType")];
  if (engine !== "aurora-postgresql" && engine !== "aurora-mysql") return undefined;
  if (!["", "aurora", "aurora-iopt1"].includes(storage))
    return `InvalidParameterValue: Invalid storage type: ${storage}`;
  const version = text(properties, "engineVersion");
  return storage === "aurora-iopt1" && !takesIoOptimized(engine, version)
    ? `InvalidParameterCombination: storage type aurora-iopt1 isn't supported for ${engine} ${version}`
    : undefined;
};

const classOfMember: Rule = (operation) => {
  const cluster = clusterById(operation, text(operation.properties, "clusterIdentifier"));
  const global = cluster && globalOf(operation, cluster.properties);
  const size = text(operation.properties, "instanceClass");
  return global && !GLOBAL_CLASS.test(size)
    ? `InvalidParameterValue: class ${size} is not supported in global database ${global.id}; it needs a memory-optimised one`
    : undefined;
};

const engineOfCluster: Rule = (operation) => {
  const cluster = clusterById(operation, text(operation.properties, "clusterIdentifier"));
  const [mine, theirs] = [text(operation.properties, "engine"), text(cluster?.properties ?? {}, "engine")];
  return cluster && mine !== theirs
    ? `InvalidParameterCombination: engine ${mine} is not the cluster's ${theirs}`
    : undefined;
};

const source = ({ cloud, properties }: Operation): CloudRecord | undefined =>
  alive(cloud.ofType(CLUSTER)).find((cluster) => cluster.properties.arn === properties.sourceDbClusterIdentifier);

const sourceCanBeGlobal: Rule = (operation) => {
  const writer = source(operation);
  if (!writer) return undefined;
  if (writer.properties.manageMasterUserPassword === true)
    return "InvalidDBClusterStateFault: the source cluster's master password is managed in Secrets Manager";
  const other = others(operation, GLOBAL).find(
    ({ properties }) => text(properties, "sourceDbClusterIdentifier") === text(writer.properties, "arn"),
  );
  if (other) return `InvalidDBClusterStateFault: the source cluster is a member of ${other.id} already`;
  const instances = alive(operation.cloud.ofType(INSTANCE)).filter(
    ({ region, properties }) => region === writer.region && text(properties, "clusterIdentifier") === writer.id,
  );
  const small = instances.find(({ properties }) => !GLOBAL_CLASS.test(text(properties, "instanceClass")));
  return (
    small &&
    `InvalidDBClusterStateFault: instance ${small.id} of the source cluster has class ${text(small.properties, "instanceClass")}, which a global database does not support`
  );
};

/** terraform-provider-aws docs, force_destroy: "Required with source_db_cluster_identifier". */
const emptyGlobal: Rule = ({ properties }) =>
  text(properties, "sourceDbClusterIdentifier") !== "" && properties.forceDestroy !== true
    ? "InvalidGlobalClusterStateFault: the global cluster is not empty (forceDestroy removes its members first)"
    : undefined;

export const databaseRules: Rules = {
  write: {
    [CLUSTER]: [
      secondaryHasNoCredentials,
      noManagedPassword,
      engineOfGlobal,
      versionOfGlobal,
      keyForCopy,
      nameAcrossRegions,
      storageOfAurora,
    ],
    [INSTANCE]: [engineOfCluster, classOfMember],
    [GLOBAL]: [sourceCanBeGlobal],
  },
  change: { [CLUSTER]: [noJoiningLater] },
  delete: { [GLOBAL]: [emptyGlobal] },
};
