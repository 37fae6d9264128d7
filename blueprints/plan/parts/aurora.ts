import type { AuroraStore } from "../../manifest/manifest";
import { makePart, type RegionContext } from "../context";
import { PERFORMANCE_INSIGHTS_DAYS, SECRET_RECOVERY_DAYS } from "../fixed";
import { secondaryCidrs } from "../network";
import type { PartOf } from "../plan";
import { credentialRegions, databasePort, globalStores, peered } from "../stores";

export function auroraPart(context: RegionContext, name: string, store: AuroraStore): PartOf<"aurora"> {
  const { at, derived, fixed, names, region, manifest } = context;
  const path = `data.${name}`;
  const writer = context.role === "primary";
  const member = globalStores(context).includes(name);
  const scaling = writer && store.replicaScaling.maximum > 0 ? store.replicaScaling : undefined;
  const storeName = derived("from project, environment, store and region", "name", path);
  return makePart(
    "aurora",
    name,
    at(path),
    {
      engine: store.engine,
      version: store.version,
      class: store.class,
      clusterIdentifier: names.auroraCluster(name, region),
      role: writer ? "writer" : "secondary",
      ...(member && { globalClusterIdentifier: names.globalCluster(name), sourceRegion: manifest.regions.primary }),
      databaseName: store.databaseName,
      port: databasePort(store),
      instances: writer ? 1 + store.replicas : store.secondaryReplicas,
      ...(scaling && { replicaScaling: { minimum: store.replicas, ...scaling } }),
      storageType: store.storageType,
      proxy: store.proxy,
      writeForwarding: member && store.otherRegionsWrite === "forwarding",
      backupDays: store.backupDays,
      deletionProtection: true,
      secretName: names.secret(name),
      secretReplicaRegions: writer ? credentialRegions(context, name) : [],
      secretRecoveryDays: SECRET_RECOVERY_DAYS,
      endpoints: names.endpoints(name),
      performanceInsightsDays: PERFORMANCE_INSIGHTS_DAYS,
      globalReady: takesGlobal(store.class),
      peerCidrs: peerCidrs(context, name),
      ...(!writer && peered(manifest, name) === "writes" && { writerElsewhere: true }),
    },
    {
      engine: at(`${path}.engine`),
      version: at(`${path}.version`),
      class: at(`${path}.class`),
      clusterIdentifier: storeName,
      role: derived("writer in regions.primary, else secondary", "regions.primary"),
      globalClusterIdentifier: derived("from project, environment and store", "name", path, `${path}.global`),
      sourceRegion: at("regions.primary"),
      databaseName: at(`${path}.database`),
      port: derived("the engine's own default", `${path}.engine`),
      instances: writer ? derived("the writer and its replicas", `${path}.replicas`) : at(`${path}.secondaryReplicas`),
      replicaScaling: at(`${path}.replicaScaling`),
      storageType: at(`${path}.storageType`),
      proxy: at(`${path}.proxy`),
      writeForwarding: at(`${path}.otherRegionsWrite`),
      backupDays: at(`${path}.backups`),
      deletionProtection: fixed("data is never deleted by accident, at any tier"),
      secretName: derived("<name>/<environment>/<store>/credentials, at every tier", "name", path),
      secretReplicaRegions: derived("every other region that uses the store", "regions.secondaries"),
      secretRecoveryDays: fixed("the longest in which a deleted secret can be restored"),
      endpoints: derived("/<name>/<environment>/<store>/writer, reader, port", "name", path),
      performanceInsightsDays: fixed("kept free of charge"),
      globalReady: derived("a class that global databases take", `${path}.class`),
      peerCidrs: derived("networks of peered regions", `${path}.otherRegionsWrite`, "regions.secondaries"),
      writerElsewhere: at(`${path}.otherRegionsWrite`),
    },
  );
}

/**
 * Global databases take memory-optimised classes (db.r, db.x) and Serverless v2
 * [https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-getting-started.html].
 */
export const takesGlobal = (instanceClass: string): boolean => /^db\.([rx]\d|serverless$)/.test(instanceClass);

/** Networks of the secondaries that come to the primary's store over a peering. */
export const peerCidrs = (context: RegionContext, name: string): readonly string[] =>
  context.role === "primary" && peered(context.manifest, name) !== "no" ? secondaryCidrs(context) : [];
