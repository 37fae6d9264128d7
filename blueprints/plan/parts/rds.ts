import type { RdsStore } from "../../manifest/manifest";
import { makePart, type RegionContext } from "../context";
import { PERFORMANCE_INSIGHTS_DAYS, SECRET_RECOVERY_DAYS } from "../fixed";
import type { PartOf } from "../plan";
import { credentialRegions, databasePort } from "../stores";
import { peerCidrs } from "./aurora";

export function rdsPart(context: RegionContext, name: string, store: RdsStore): PartOf<"rds"> {
  const { at, derived, fixed, names } = context;
  const path = `data.${name}`;
  return makePart(
    "rds",
    name,
    at(path),
    {
      engine: store.engine,
      version: store.version,
      class: store.class,
      identifier: names.rdsInstance(name),
      databaseName: store.databaseName,
      port: databasePort(store),
      storageGiB: store.storageGiB,
      multiAz: store.multiAz,
      replicas: store.replicas,
      proxy: store.proxy,
      backupDays: store.backupDays,
      deletionProtection: true,
      secretName: names.secret(name),
      secretReplicaRegions: credentialRegions(context, name),
      secretRecoveryDays: SECRET_RECOVERY_DAYS,
      endpoints: names.endpoints(name),
      performanceInsightsDays: PERFORMANCE_INSIGHTS_DAYS,
      peerCidrs: peerCidrs(context, name),
    },
    {
      engine: at(`${path}.engine`),
      version: at(`${path}.version`),
      class: at(`${path}.class`),
      identifier: derived("from project, environment and store", "name", path),
      databaseName: at(`${path}.database`),
      port: derived("the engine's own default", `${path}.engine`),
      storageGiB: at(`${path}.storage`),
      multiAz: at(`${path}.multiAz`),
      replicas: at(`${path}.replicas`),
      proxy: at(`${path}.proxy`),
      backupDays: at(`${path}.backups`),
      deletionProtection: fixed("data is never deleted by accident, at any tier"),
      secretName: derived("<name>/<environment>/<store>/credentials, at every tier", "name", path),
      secretReplicaRegions: derived("every other region that uses the store", "regions.secondaries"),
      secretRecoveryDays: fixed("the longest in which a deleted secret can be restored"),
      endpoints: derived("/<name>/<environment>/<store>/writer, reader, port", "name", path),
      performanceInsightsDays: fixed("kept free of charge"),
      peerCidrs: derived("networks of peered regions", "regions.secondaries", path),
    },
  );
}
