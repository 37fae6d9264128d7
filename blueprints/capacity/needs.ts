import facts from "../facts/db-connections.json";
import { nodeSize } from "../manifest/derive";
import type { Manifest, Service } from "../manifest/manifest";
import { defaultConnections } from "../topology/db-class";
import type { Pool, ReaderScaling, Store, StoreMember, Topology } from "../topology/topology";
import { factValue } from "./fact";
import type { Station } from "./system";

/** A part of a store that requests ask: the one that takes writes, or a region's readers. */
export interface StorePart {
  readonly id: string;
  readonly store: Store;
  readonly role: "writer" | "readers";
  readonly region: string;
  readonly instances: number;
  readonly class?: string;
  /** Of readers that come and go with the load. */
  readonly scaling?: ReaderScaling;
}

/** Parts of a store. A cache that each region writes for itself has a writer in each. */
export const partsOf = (store: Store): readonly StorePart[] =>
  store.members.flatMap((member) => {
    const readers = readersOf(member);
    const shape = { store, region: member.region, ...(member.class !== undefined && { class: member.class }) };
    const writer: StorePart = { ...shape, id: `${store.name} writer, ${member.region}`, role: "writer", instances: 1 };
    const reading: StorePart = {
      ...shape,
      id: `${store.name} readers, ${member.region}`,
      role: "readers",
      instances: readers,
      ...(member.readers && { scaling: member.readers }),
    };
    return [...(member.role === "writer" ? [writer] : []), ...(readers > 0 ? [reading] : [])];
  });

/** Instances that answer reads: standbys of a cluster or cache; a standby of an RDS instance answers nothing. */
const readersOf = (member: StoreMember & { readonly standbys?: number }): number =>
  member.role === "secondary" ? (member.standbys ?? 0) + 1 : (member.standbys ?? 0);

const named = (topology: Topology, names: readonly string[]): readonly Store[] =>
  topology.stores.filter(({ name }) => names.includes(name));

/** What one request of a service asks of stores, on average: a read goes to readers of its region, a write to the writer. */
export function usesOf(service: Service, region: string, topology: Topology, readRatio: number): Station["uses"] {
  const writing = named(topology, service.writes);
  const reading = named(topology, service.reads).filter((store) => !writing.includes(store));
  return [
    ...writing.flatMap((store) => [
      { store: writerFor(store, region), perRequest: 1 - readRatio },
      { store: readersFor(store, region), perRequest: readRatio },
    ]),
    ...reading.map((store) => ({ store: readersFor(store, region), perRequest: readRatio })),
  ].filter(({ perRequest }) => perRequest > 0);
}

const writerFor = (store: Store, region: string): string => {
  const writers = partsOf(store).filter(({ role }) => role === "writer");
  return (writers.find((part) => part.region === region) ?? writers[0])?.id ?? store.name;
};

/** Readers of the region, else the writer's region's, else the writer. A standby of RDS is no reader. */
const readersFor = (store: Store, region: string): string => {
  const readers = store.kind === "rds" ? [] : partsOf(store).filter(({ role }) => role === "readers");
  const writer = writerFor(store, region);
  const near = readers.find((part) => part.region === region);
  return near?.id ?? (store.spans || readers.length === 0 ? writer : (readers[0]?.id ?? writer));
};

/** Connections that a store's writer accepts by default; undefined for a proxy, a cache and what has no source. */
export function writerConnections(store: Store): number | undefined {
  if (store.proxy || store.engine === undefined || (store.kind !== "aurora" && store.kind !== "rds")) return undefined;
  const writer = store.members.find(({ role }) => role === "writer");
  return writer?.class === undefined ? undefined : defaultConnections(store.engine, writer.class);
}

/** Pools whose units keep connections to a store's writer. */
export const callersOf = ({ pools }: Topology, { services }: Manifest, store: Store): readonly Pool[] =>
  pools.filter(({ service }) => services[service]?.writes.includes(store.name));

/** Units that find connections, by pool, where not all do: each pool has its part of what the writer accepts. */
export function connectedUnits(
  topology: Topology,
  manifest: Manifest,
): ReadonlyMap<string, NonNullable<Station["connected"]>> {
  const found = new Map<string, NonNullable<Station["connected"]>>();
  for (const store of topology.stores) {
    const there = writerConnections(store);
    if (there === undefined) continue;
    const units = Math.floor((there * facts.share) / factValue("connectionsPerUnit"));
    const callers = callersOf(topology, manifest, store);
    const wanted = callers.reduce((sum, { most = 0 }) => sum + most, 0);
    if (wanted <= units) continue;
    for (const { id, most = 0 } of callers) {
      const own = Math.floor((units * most) / wanted);
      if (own < (found.get(id)?.units ?? Number.POSITIVE_INFINITY)) found.set(id, { units: own, store: store.name });
    }
  }
  return found;
}

/** What a part of a store is asked at a load, where nothing says what it carries: told, so that somebody can measure it. */
export interface StoreNeed {
  readonly part: string;
  readonly store: string;
  readonly instances: number;
  /** Requests a second that one instance must answer, and one of its virtual CPUs where the class is known. */
  readonly perInstanceRps: number;
  readonly perCpuRps?: number;
}

/** Needs of stores that nobody measured, at so many requests a second through these stations. */
export function unmeasured(
  { stores }: Topology,
  stations: readonly Station[],
  rps: number,
  measured: Readonly<Record<string, number>>,
): readonly StoreNeed[] {
  return stores
    .filter(({ name }) => measured[name] === undefined)
    .flatMap(partsOf)
    .flatMap(({ id, store, instances, class: name }) => {
      const asked = stations.reduce(
        (sum, { share, uses }) =>
          sum + rps * share * uses.reduce((all, use) => all + (use.store === id ? use.perRequest : 0), 0),
        0,
      );
      if (asked === 0) return [];
      const each = asked / instances;
      const cpus = name === undefined ? undefined : nodeSize(name.replace(/^(db|cache)\./, "")).cpu;
      return [
        {
          part: id,
          store: store.name,
          instances,
          perInstanceRps: each,
          ...(cpus !== undefined && { perCpuRps: each / cpus }),
        },
      ];
    });
}
