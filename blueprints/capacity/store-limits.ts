import recovery from "../facts/recovery.json";
import type { Topology } from "../topology/topology";
import { factValue } from "./fact";
import { partsOf, type StorePart } from "./needs";
import type { Scaling } from "./scaling";
import type { StoreLimit } from "./system";

/** What somebody says of stores beyond the manifest. */
export interface StoreSayings {
  /** Requests a second that one instance carries, by store. */
  readonly measured?: Readonly<Record<string, number>>;
  /** Share of the requests that go to the hottest key, by store or queue, 0 to 1; without it that of YCSB's distribution. */
  readonly skew?: Readonly<Record<string, number>>;
}

/** Limits of the stores that somebody measured. One instance more carries as much more, one shard more what its keys get. */
export const limitsOfStores = (
  { stores }: Topology,
  { measured = {}, skew = {} }: StoreSayings,
): readonly StoreLimit[] =>
  stores.flatMap((store) => {
    const rps = measured[store.name];
    if (rps === undefined) return [];
    return partsOf(store).map((part) => {
      const eachRps = rps / hottestShare(store.shards ?? 1, skew[store.name]);
      return { id: part.id, rps: eachRps * part.instances, ...readersOf(part, eachRps), ...followedBy(part) };
    });
  });

/** The partition of a table that holds the hottest key, for tables to which somebody says requests write. */
export const tableWrites = (
  { stores }: Topology,
  { sends = {}, skew = {} }: StoreSayings & { readonly sends?: Readonly<Record<string, number>> },
): readonly { readonly limit: StoreLimit; readonly perRequest: number }[] =>
  stores.flatMap(({ kind, name }) => {
    const perRequest = kind === "table" ? (sends[name] ?? 0) : 0;
    if (perRequest === 0) return [];
    const rps = factValue("partitionWrites") / Math.max(1e-9, skew[name] ?? factValue("hottestKey"));
    return [{ limit: { id: `hottest partition of ${name}`, rps, documented: "partitionWrites" }, perRequest }];
  });

/** Share of the requests that the busiest of several equal parts gets: the hottest key's, and its part of all others. */
export const hottestShare = (parts: number, hottest = factValue("hottestKey")): number =>
  parts <= 1 ? 1 : hottest + (1 - hottest) / parts;

/** Readers that scaling adds: looked at once in each cooldown, and made like any new instance. */
function readersOf({ instances, scaling }: StorePart, eachRps: number): Pick<StoreLimit, "readers"> {
  if (scaling === undefined || scaling.most <= instances) return {};
  const { utilisation, cooldownSeconds } = scaling;
  const grown: Scaling = {
    least: Math.max(instances, scaling.least),
    most: scaling.most,
    ...(utilisation !== undefined && { target: { rps: utilisation * eachRps, utilisation } }),
    periodSeconds: cooldownSeconds ?? factValue("readerCooldown"),
    outPeriods: 1,
    inPeriods: 3,
    bootSeconds: recovery.times.auroraAlone.typical,
    foresees: false,
  };
  return { readers: { eachRps, scaling: grown } };
}

/** A writer whose copies lag behind it: how long, where it has nothing to do. */
const followedBy = ({ role, store }: StorePart): Pick<StoreLimit, "lagSeconds"> => {
  const copied = store.kind === "aurora" && partsOf(store).some((part) => part.role === "readers");
  return role === "writer" && copied ? { lagSeconds: factValue(store.spans ? "globalLag" : "replicaLag") } : {};
};
