import type { DataStore, Manifest } from "../manifest/manifest";
import type { PlanContext } from "./context";
import { PORTS } from "./fixed";

/** Name of the session cache, as services refer to it. */
export const SESSIONS = "sessions";

export const isAurora = (store: DataStore): store is Extract<DataStore, { replicaScaling: unknown }> =>
  store.engine === "aurora-postgresql" || store.engine === "aurora-mysql";

export const databasePort = (store: DataStore): number =>
  store.engine.includes("mysql") ? PORTS.mysql : PORTS.postgresql;

/** True where a cluster of the store stands in every region. */
export const spansRegions = (store: DataStore): boolean => isAurora(store) && store.global;

const usedBy = (manifest: Manifest, store: string): boolean =>
  Object.values(manifest.services).some(({ reads, writes }) => reads.includes(store) || writes.includes(store));

/** How services in the secondaries come to a store: over a peering to the primary for all, for writes only, or not at all. */
export function peered(manifest: Manifest, name: string): "all" | "writes" | "no" {
  const store = manifest.data[name];
  if (!store || manifest.regions.secondaries.length === 0 || !usedBy(manifest, name)) return "no";
  if (!isAurora(store)) return "all";
  if (!store.global) return "all";
  return store.otherRegionsWrite === "peering" ? "writes" : "no";
}

/** Stores for which the secondaries are peered with the primary. */
export const peeredStores = ({
  manifest,
}: PlanContext): readonly { readonly name: string; readonly store: DataStore; readonly access: "all" | "writes" }[] =>
  Object.entries(manifest.data).flatMap(([name, store]) => {
    const access = peered(manifest, name);
    return access === "no" ? [] : [{ name, store, access }];
  });

/** Regions besides the primary that need a store's credentials. */
export const credentialRegions = ({ manifest }: PlanContext, name: string): readonly string[] => {
  const store = manifest.data[name];
  const elsewhere = store !== undefined && (spansRegions(store) || peered(manifest, name) !== "no");
  return elsewhere ? manifest.regions.secondaries : [];
};

/** True where the session cache is one Global Datastore over the regions. */
export const globalSessions = ({ manifest }: PlanContext): boolean =>
  manifest.sessions?.global === true && manifest.regions.secondaries.length > 0;

/** Stores that are global databases over more than one region. */
export const globalStores = ({ manifest }: PlanContext): readonly string[] =>
  manifest.regions.secondaries.length === 0
    ? []
    : Object.entries(manifest.data).flatMap(([name, store]) => (spansRegions(store) ? [name] : []));
