import { AuroraCluster } from "../../../components/data/aurora-cluster";
import { RdsInstance } from "../../../components/data/rds-instance";
import { SessionCache } from "../../../components/data/session-cache";
import { type Registered, registerIn } from "../support/monitor";
import { aurora, cache, rds, secondary } from "./base";
import { factOf, factsOf, hasOracle, NO_ORACLE, staysInPlace } from "./oracle";

/** Arguments of the writer's region as the four tiers would have them. */
const auroraTiers = {
  starter: { ...aurora, instances: 1, backupDays: 7 },
  growth: { ...aurora, instances: 2, backupDays: 7, proxy: true },
  scale: {
    ...aurora,
    ...{ class: "db.r6g.2xlarge", instances: 3, backupDays: 14, proxy: true },
    replicaScaling: { minimum: 2, maximum: 8, targetCpu: 0.6 },
  },
  global: {
    ...aurora,
    ...{ class: "db.r6g.4xlarge", instances: 3, backupDays: 35, proxy: true, writeForwarding: true },
    replicaScaling: { minimum: 2, maximum: 12, targetCpu: 0.5 },
    globalClusterIdentifier: "shop-production-orders",
    secretReplicaRegions: ["us-east-1", "ap-southeast-2"],
    peerCidrs: ["10.2.0.0/16"],
  },
};
const rdsTiers = {
  starter: { ...rds, multiAz: false },
  growth: { ...rds, multiAz: true, replicas: 1, backupDays: 14 },
  scale: { ...rds, class: "db.m6g.4xlarge", multiAz: true, replicas: 2, proxy: true, storageGiB: 400 },
  global: { ...rds, class: "db.m6g.4xlarge", multiAz: true, replicas: 3, proxy: true, storageGiB: 800 },
};
const cacheTiers = {
  starter: { ...cache, class: "cache.t4g.small", replicas: 0, snapshotDays: 0 },
  growth: { ...cache, class: "cache.m7g.large", replicas: 1, snapshotDays: 1 },
  scale: { ...cache, class: "cache.r7g.large", replicas: 2, snapshotDays: 7 },
  global: { ...cache, class: "cache.r7g.xlarge", replicas: 2, snapshotDays: 7, global: true },
  joined: { ...cache, replicas: 2, snapshotDays: 7, global: true, globalReplicationGroupId: "abcde-sessions" },
};

type Store = new (name: string, args: never) => unknown;
const stores: [string, Store, Record<string, object>][] = [
  ["Aurora writer", AuroraCluster as Store, auroraTiers],
  ["RDS instance", RdsInstance as Store, rdsTiers],
  ["session cache", SessionCache as Store, cacheTiers],
];
const make = (Class: Store, args: object) => registerIn(() => void new Class("store", args as never));

/** Properties on which the provider wouldn't answer alone, with what its source says. */
const IN_PLACE: Readonly<Record<string, string>> = {
  multiAzEnabled: "elasticache/replication_group.go: no ForceNew, set by ModifyReplicationGroup",
};

describe.each(stores)("%s", (_title, Class, tiers) => {
  const names = Object.keys(tiers);
  const steps = names.slice(1).map((to, index) => [names[index] as string, to] as const);

  test.each(steps)("growing from %s to %s removes nothing and replaces nothing", async (from, to) => {
    const before = await make(Class, tiers[from] as object);
    const after = new Map((await make(Class, tiers[to] as object)).map((each) => [each.urn, each]));
    expect(before.filter(({ urn }) => !after.has(urn)).map(({ urn }) => urn)).toEqual([]);
    if (!hasOracle) return console.warn(NO_ORACLE);
    const replaced = before.flatMap((old) => replacing(old, after.get(old.urn) as Registered));
    expect(replaced).toEqual([]);
  });

  test.each(names)("at %s the provider knows every input and misses none", async (tier) => {
    if (!hasOracle) return console.warn(NO_ORACLE);
    const resources = await make(Class, tiers[tier] as object);
    expect(resources.flatMap(disagreements)).toEqual([]);
  });
});

test("an Aurora secondary has only inputs that the provider knows", async () => {
  if (!hasOracle) return console.warn(NO_ORACLE);
  const resources = await make(AuroraCluster as Store, { ...secondary, proxy: true, writeForwarding: true });
  expect(resources.flatMap(disagreements)).toEqual([]);
});

test("writer and secondary change roles without being made anew", async () => {
  const writer = {
    ...aurora,
    ...{ globalClusterIdentifier: "shop", sourceRegion: "eu-west-1", writeForwarding: true },
  };
  const named = async (role: "writer" | "secondary") =>
    (await make(AuroraCluster as Store, { ...writer, role })).find(({ type }) => type === "aws:rds/cluster:Cluster");
  const [before, after] = [await named("secondary"), await named("writer")];
  const changed = changedInputs(before as Registered, after as Registered);
  expect(changed).toEqual(["enableGlobalWriteForwarding"]);
});

/** What the cloud keeps of one resource: a changed input that the provider replaces on, unless it is ignored. */
function replacing(old: Registered, young: Registered): string[] {
  if (!old.custom || !old.type.startsWith("aws:")) return [];
  return changedInputs(old, young)
    .filter((input) => !staysInPlace(old.type, input) && !(input in IN_PLACE))
    .map((input) => `${old.type} ${old.name}: ${input}`);
}

const changedInputs = (old: Registered, young: Registered): string[] =>
  [...new Set([...Object.keys(old.inputs), ...Object.keys(young.inputs)])]
    .filter((input) => JSON.stringify(old.inputs[input]) !== JSON.stringify(young.inputs[input]))
    .filter((input) => !young.ignoreChanges.includes(input))
    .sort();

/** Inputs that the provider doesn't have, values that it doesn't allow, and what it requires and doesn't get. */
function disagreements({ custom, type, name, inputs }: Registered): string[] {
  if (!custom || !type.startsWith("aws:")) return [];
  const wrong = Object.entries(inputs).flatMap(([input, value]) => {
    const fact = factOf(type, input);
    if (!fact) return [`${name}: ${type} has no ${input}`];
    const values = (Array.isArray(value) ? value : [value]).map(String);
    const { oneOf, range } = fact.allowed ?? {};
    return values
      .filter((each) => (oneOf && !oneOf.includes(each)) || (range && (+each < range[0] || +each > range[1])))
      .map((each) => `${name}: ${input} may not be ${each}`);
  });
  const given = new Set(Object.keys(inputs).map((input) => input.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)));
  const missing = Object.entries(factsOf(type))
    .filter(([property, fact]) => fact.required && !property.includes(".") && property !== "name")
    .filter(([property]) => !given.has(property) && !given.has(`${property}s`))
    .map(([property]) => `${name}: ${type} needs ${property}`);
  return [...wrong, ...missing];
}
