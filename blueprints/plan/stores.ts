import type { DataStore, Manifest } from "../manifest/manifest";
import type { PlanContext, RegionContext } from "./context";
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

/** What services in the secondaries reach over a peering with the primary: all of a store, its writer only, or nothing. */
export function peered(manifest: Manifest, name: string): "all" | "writes" | "no" {
  const store = manifest.data[name];
  const wanted = store !== undefined && isAurora(store) && store.otherRegionsWrite === "peering";
  if (!wanted || manifest.regions.secondaries.length === 0 || !usedBy(manifest, name)) return "no";
  return store.global ? "writes" : "all";
}

/** True where services of that region find the store or session cache at all: in the region itself or over a peering. */
export function reachable({ manifest, region, role }: RegionContext, name: string): boolean {
  if (role === "primary") return true;
  const store = manifest.data[name];
  if (store) return spansRegions(store) || peered(manifest, name) !== "no";
  return hasSessions(manifest, region);
}

/**
 * True where a region has a session cache. Regions that serve at the same time each have one. A region that only waits
 * has one only as part of a Global Datastore: a cache that stands alone can't join one later without being replaced.
 */
export const hasSessions = ({ sessions, regions, routing }: Manifest, region: string): boolean =>
  sessions !== undefined && (region === regions.primary || sessions.global || routing === "active-active");

/** Stores and caches that services use and that a region which waits does not have. */
export const absentIn = (context: RegionContext): readonly string[] =>
  [...Object.keys(context.manifest.data), ...(context.manifest.sessions ? [SESSIONS] : [])].filter(
    (name) => usedBy(context.manifest, name) && !reachable(context, name),
  );

/** Stores for which the secondaries are peered with the primary. */
export const peeredStores = ({
  manifest,
}: PlanContext): readonly { readonly name: string; readonly store: DataStore; readonly access: "all" | "writes" }[] =>
  Object.entries(manifest.data).flatMap(([name, store]) => {
    const access = peered(manifest, name);
    return access === "no" ? [] : [{ name, store, access }];
  });

/**
 * True where services of the secondaries write sessions to the primary's cache. Only where regions serve at the same
 * time: one that waits finds its own cache, promoted, when its turn comes.
 */
export const peeredSessions = ({ manifest }: PlanContext): boolean =>
  manifest.routing === "active-active" &&
  globalSessions({ manifest }) &&
  manifest.sessions?.otherRegionsWrite === "peering" &&
  Object.values(manifest.services).some(({ writes }) => writes.includes(SESSIONS));

/** True where the secondaries' networks are peered with the primary's. */
export const peersRegions = (plan: PlanContext): boolean => peeredStores(plan).length > 0 || peeredSessions(plan);

/** Regions besides the primary that need a store's credentials. */
export const credentialRegions = ({ manifest }: PlanContext, name: string): readonly string[] => {
  const store = manifest.data[name];
  const elsewhere = store !== undefined && (spansRegions(store) || peered(manifest, name) !== "no");
  return elsewhere ? manifest.regions.secondaries : [];
};

/** True where the session cache is one Global Datastore over the regions. */
export const globalSessions = ({ manifest }: Pick<PlanContext, "manifest">): boolean =>
  manifest.sessions?.global === true && manifest.regions.secondaries.length > 0;

/** Stores that are global databases over more than one region. */
export const globalStores = ({ manifest }: PlanContext): readonly string[] =>
  manifest.regions.secondaries.length === 0
    ? []
    : Object.entries(manifest.data).flatMap(([name, store]) => (spansRegions(store) ? [name] : []));
