import type { GraphResource } from "../../graph/graph";
import { nodeSize } from "../../manifest/derive";
import { fixed, HOURS_A_MONTH, product, type Range, times } from "../amount";
import {
  assumed,
  type Meter,
  type MeterContext,
  type Meters,
  numberAt,
  referred,
  regionOf,
  setting,
  textAt,
} from "../meter";
import { gigabytes, monthly, rpsIn } from "../traffic";
import { RDS_INSTANCE } from "./rds";

const SERVICE = "Amazon Aurora";
const CLUSTER = "aws:rds/cluster:Cluster";
const INSTANCE = "aws:rds/clusterInstance:ClusterInstance";

/** Storage whose I/O is not billed, at higher prices of instances and storage: `storageType` of a cluster. */
export const OPTIMIZED = "aurora-iopt1";

const isOptimized = (cluster: GraphResource | undefined): boolean =>
  cluster !== undefined && textAt(cluster, "storageType") === OPTIMIZED;

const instancePrice = (type: string, cluster: GraphResource | undefined): string =>
  `aurora.${isOptimized(cluster) ? "optimized.instance" : "instance"}.${type}`;

/** The cluster that an instance belongs to: the one it names, else the one of its part. */
function clusterOf(one: GraphResource, context: MeterContext): GraphResource | undefined {
  const [named] = referred(context, one, "clusterIdentifier", CLUSTER);
  return named ?? context.view.ofType(CLUSTER).find((cluster) => sharesPart(one, cluster));
}

const instance: Meter = (resource, context) => {
  const type = textAt(resource, "instanceClass");
  if (type === undefined)
    return [{ service: SERVICE, what: "instance", reason: "the instance class is not known yet" }];
  return [
    {
      service: SERVICE,
      what: `${type} instances`,
      price: instancePrice(type, clusterOf(resource, context)),
      quantity: fixed(HOURS_A_MONTH),
      basis: setting(resource, "one instance", "instanceClass"),
    },
  ];
};

/** Storage, I/O and backups; a secondary of a global database is written to from elsewhere. */
const cluster: Meter = (resource, context) => {
  const rps = rpsIn(context.traffic, regionOf(resource));
  const secondary = isSecondary(resource);
  const optimized = isOptimized(resource);
  const { usage } = context;
  const { readRatio } = context.traffic;
  const writes = times(context.traffic.rps, 1 - readRatio);
  const io = add(
    product(times(rps, readRatio), usage.ioPerRead),
    secondary ? fixed(0) : product(writes, usage.ioPerWrite),
  );
  return [
    {
      service: SERVICE,
      what: "storage",
      price: optimized ? "aurora.optimized.storage" : "aurora.storage",
      quantity: usage.databaseGB,
      basis: assumed(usage.databaseGB),
    },
    ...(optimized
      ? []
      : [
          {
            service: SERVICE,
            what: "I/O",
            price: "aurora.io",
            quantity: times(monthly(io), 1e-6),
            basis: traffic(`${usage.ioPerRead.expected} I/O a read, ${usage.ioPerWrite.expected} a write`),
          },
        ]),
    {
      service: SERVICE,
      what: "backups",
      price: "aurora.backup",
      quantity: usage.backupGB,
      basis: assumed(usage.backupGB),
    },
    {
      service: "Data transfer",
      what: "between zones",
      price: "transfer.zones",
      // Billed in both directions, for what crosses into another zone.
      quantity: times(gigabytes(rps, usage.storeKB), 2 * usage.otherZoneShare.value),
      basis: traffic(`${usage.storeKB.expected} KB a request: ${usage.storeKB.reason}; ${usage.otherZoneShare.reason}`),
    },
    ...(secondary ? replication(writes, context) : []),
  ];
};

/** A cluster that only follows: no user of its own, or the write goes to the region named as its source. */
const isSecondary = (resource: GraphResource): boolean =>
  textAt(resource, "sourceRegion") !== undefined ||
  (textAt(resource, "globalClusterIdentifier") !== undefined && resource.inputs.masterUsername === undefined);

const replication = (writes: Range, { traffic: { primary }, usage }: MeterContext) => [
  {
    service: SERVICE,
    what: "replicated writes",
    price: "aurora.global.writes",
    quantity: times(monthly(product(writes, usage.ioPerWrite)), 1e-6),
    basis: traffic(`each write's ${usage.ioPerWrite.expected} I/O, sent to this region`),
  },
  {
    service: "Data transfer",
    what: "between regions",
    price: "transfer.regions",
    region: primary,
    quantity: gigabytes(writes, usage.writeKB),
    basis: traffic(`${usage.writeKB.expected} KB a write: ${usage.writeKB.reason}`),
  },
];

/** Readers that scaling may add to a cluster. */
const replicas: Meter = (resource, context) => {
  if (textAt(resource, "serviceNamespace") !== "rds") return [];
  const [found] = referred(context, resource, "resourceId", CLUSTER);
  const members = found ? membersOf(found, context) : [];
  const [first] = members;
  const type = first && textAt(first, "instanceClass");
  const [least, most] = [numberAt(resource, "minCapacity"), numberAt(resource, "maxCapacity")];
  if (type === undefined || least === undefined || most === undefined)
    return [{ service: SERVICE, what: "scaled readers", reason: "the cluster or its limits are not known yet" }];
  const readers = members.length - 1;
  const simulated = context.traffic.units?.[resource.id];
  const wanted = Math.min(most, Math.max(least, simulated ?? least));
  const added = { min: 0, expected: Math.max(0, wanted - readers), max: Math.max(0, most - readers) };
  const told = simulated === undefined ? "" : `; the simulated traffic has ${Number(simulated.toFixed(2))} on average`;
  const set = setting(resource, `${least} to ${most} readers, ${readers} of them fixed${told}`, "maxCapacity");
  return [
    {
      service: SERVICE,
      what: `${type} instances`,
      price: instancePrice(type, found),
      quantity: times(added, HOURS_A_MONTH),
      basis: simulated === undefined ? set : { ...set, kind: "simulated" },
    },
  ];
};

const membersOf = (cluster: GraphResource, { view }: MeterContext): readonly GraphResource[] =>
  view
    .ofType(INSTANCE)
    .filter((one) => one.references.clusterIdentifier?.includes(cluster.id) || sharesPart(one, cluster));

const sharesPart = (one: GraphResource, other: GraphResource): boolean =>
  one.stack === other.stack && one.part !== undefined && one.part === other.part;

/** RDS Proxy is billed by the virtual CPUs of the instances behind it. */
const proxy: Meter = (resource, { view }) => {
  const writers = view.ofType(RDS_INSTANCE).filter(({ inputs }) => inputs.replicateSourceDb === undefined);
  const behind = [...view.ofType(INSTANCE), ...writers].filter((one) => sharesPart(one, resource));
  const classes = behind.map((one) => textAt(one, "instanceClass"));
  if (behind.length === 0 || classes.includes(undefined))
    return [{ service: "Amazon RDS Proxy", what: "proxy", reason: "the instances behind it are not known" }];
  const cpus = classes.reduce((total, type = "") => total + nodeSize(type.replace(/^db\./, "")).cpu, 0);
  return [
    {
      service: "Amazon RDS Proxy",
      what: "proxy",
      price: "rds.proxy",
      quantity: fixed(cpus * HOURS_A_MONTH),
      basis: setting(resource, `${cpus} virtual CPUs behind it`),
    },
  ];
};

const add = (one: Range, other: Range): Range => ({
  min: one.min + other.min,
  expected: one.expected + other.expected,
  max: one.max + other.max,
});

const traffic = (text: string) => ({ kind: "traffic", text }) as const;

export const databaseMeters: Meters = {
  [INSTANCE]: instance,
  [CLUSTER]: cluster,
  "aws:appautoscaling/target:Target": replicas,
  "aws:rds/proxy:Proxy": proxy,
};
