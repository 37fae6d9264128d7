import type { GraphResource } from "../../../../blueprints/graph/graph";
import { instancesOf, weaker } from "../../../facts/db-members";
import { globalDatabases } from "../../../facts/links";
import { TYPES } from "../../../types";
import type { World } from "../../../world/world";
import { atLeast, type Change, firstRelated, fixed, own, type Remedy } from "../remedy";
import type { Settings } from "../settings";

/** Without a name for it the provider refuses to delete the database [AWS provider, aws_db_instance, final_snapshot_identifier]. */
function finalSnapshot(resource: GraphResource, world: World): Settings {
  if (world.has(resource, "finalSnapshotIdentifier")) return { skipFinalSnapshot: false };
  const names = [world.peek(resource, "identifier"), world.peek(resource, "clusterIdentifier"), resource.name];
  const name = names.find((each) => typeof each === "string") ?? "";
  // A letter first, then letters, digits and single hyphens [RDS API, CreateDBSnapshot, DBSnapshotIdentifier].
  const base = String(name)
    .replace(/^.*\./, "")
    .replace(/[^A-Za-z0-9]+/g, "-")
    .replace(/^[^A-Za-z]+|-$/g, "");
  return { skipFinalSnapshot: false, finalSnapshotIdentifier: `${base || "database"}-final` };
}

/** Instances of these that are smaller get the strongest class among those. */
function asStrong(instances: readonly GraphResource[], as: readonly GraphResource[], world: World): readonly Change[] {
  const classOf = (one: GraphResource): string => world.text(one, "instanceClass") ?? "";
  const strongest = as
    .map(classOf)
    .reduce((most, one) => (weaker(most, one) ? one : most), classOf(as[0] as GraphResource));
  return instances
    .filter((one) => weaker(classOf(one), strongest))
    .map((resource) => ({ resource, set: { instanceClass: strongest } }));
}

/** One instance of a secondary as strong as the primary's strongest is enough. */
const secondaryAsStrong: Remedy = (secondary, world, { input }) => {
  const primary = globalDatabases(world).find(({ secondaries }) => secondaries.includes(secondary))?.primary;
  if (!primary) return [];
  if (input === "serverlessv2ScalingConfiguration") {
    const path = `${input}.maxCapacity`;
    return [{ resource: secondary, set: { [path]: world.number(primary, path) } }];
  }
  const own = instancesOf(secondary, world);
  const theirs = instancesOf(primary, world);
  return theirs.length === 0 ? [] : asStrong(own, theirs, world).slice(0, 1);
};

/** What the primary has, where it is one value or a list of names. */
const asThePrimary: Remedy = (secondary, world, { input, key }) => {
  const primary = globalDatabases(world).find(({ secondaries }) => secondaries.includes(secondary))?.primary;
  if (!primary || input === undefined || key === "parameters") return [];
  // Engine and version belong to the global database; another port would be another address.
  if (["engine", "engineVersion", "port"].includes(input)) return [];
  if (input === "enableGlobalWriteForwarding") return [{ resource: secondary, set: { [input]: true } }];
  return [{ resource: secondary, set: { [input]: world.value(primary, input) } }];
};

export const STORES: Readonly<Record<string, Remedy>> = {
  "db/deletion-guard": own((resource) =>
    resource.type === TYPES.table ? { deletionProtectionEnabled: true } : { deletionProtection: true },
  ),
  "db/multi-az": own(fixed({ multiAz: true }, TYPES.dbInstance)),
  "db/backup-window-kept": own((resource, world) => ({
    ...atLeast("backupRetentionPeriod", world.atLeast("scale") ? 14 : 7)(resource, world),
    ...(world.peek(resource, "skipFinalSnapshot") === true && finalSnapshot(resource, world)),
  })),
  "db/statements-are-seen": own(fixed({ performanceInsightsEnabled: true }, TYPES.dbInstance, TYPES.dbClusterInstance)),
  "db/global-secondary-as-strong": secondaryAsStrong,
  "db/global-settings-agree": asThePrimary,
  "db/failover-target-as-strong": (cluster, world, { related = [] }) =>
    asStrong(related, instancesOf(cluster, world), world),
  "cache/fails-over": own((resource, world) => ({
    automaticFailoverEnabled: true,
    multiAzEnabled: true,
    ...(world.has(resource, "replicasPerNodeGroup")
      ? atLeast("replicasPerNodeGroup", 1)(resource, world)
      : atLeast("numCacheClusters", 2)(resource, world)),
  })),
  // Two readers at least, and room for one more.
  "db/readers-scale": own((target, world, { input }) => {
    if (input === undefined) return undefined;
    const least = Math.max(2, world.number(target, "minCapacity") ?? 0);
    return { minCapacity: least, maxCapacity: Math.max(least + 1, world.number(target, "maxCapacity") ?? 0) };
  }),
  "cache/takes-patches": own(fixed({ autoMinorVersionUpgrade: true }, TYPES.replicationGroup)),
  "nosql/recovery-on-every-replica": (table, _, { key, input, related: [replica = table] = [] }) => {
    if (key === "table") return [{ resource: table, set: { "pointInTimeRecovery.enabled": true } }];
    return input === undefined ? [] : [{ resource: replica, set: { [input]: true } }];
  },
  "sec/data-private": own((resource, world) => {
    if (world.peek(resource, "transitEncryptionMode") === "preferred") return { transitEncryptionMode: "required" };
    return world.peek(resource, "publiclyAccessible") === true ? { publiclyAccessible: false } : undefined;
  }),
  "sec/db-signs-in-by-role": own(fixed({ iamDatabaseAuthenticationEnabled: true }, TYPES.dbCluster, TYPES.dbInstance)),
  "sec/bucket-shut": firstRelated(
    fixed(
      { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true },
      TYPES.bucketPublicAccess,
    ),
  ),
  "store/bucket-not-emptied": own(fixed({ forceDestroy: false }, TYPES.bucket)),
};
