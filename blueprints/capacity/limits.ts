import type { Manifest } from "../manifest/manifest";
import type { Source } from "../manifest/source";
import type { Topology } from "../topology/topology";
import { type Basis, factBasis, factValue } from "./fact";
import { callersOf, partsOf, type StorePart, writerConnections } from "./needs";
import { type Quotas, quotaBasis, quotaValue } from "./quotas";
import type { Station, System } from "./system";

/** Something that ends at a load: the design carries as much as the lowest of them. */
export interface Limit {
  readonly kind: "units" | "quota" | "connections" | "store" | "targets" | "edge" | "channel";
  /** What it is, in words: "web at its most units, eu-west-1". */
  readonly what: string;
  /** Requests a second of all traffic together at which it is reached. */
  readonly rps: number;
  readonly basis: Basis;
  /** A second number that it rests on: what a unit carries. */
  readonly also?: Basis;
  /** Value of the manifest that lifts it; undefined where none does. */
  readonly change?: LimitChange;
  /** What to do where no value of the manifest does. */
  readonly advice?: string;
}
export interface LimitChange {
  readonly path: string;
  readonly from: string | number | boolean;
  readonly to: string | number | boolean;
}

export interface LimitInput {
  readonly topology: Topology;
  readonly manifest: Manifest;
  readonly sourceOf: (path: string) => Source;
  readonly systems: readonly { readonly system: System }[];
  /** Share of requests that the CDN answers by itself, 0 to 1. */
  readonly hitRatio: number;
  /** What the account allows; without it AWS's defaults. */
  readonly quotas?: Quotas;
  /** Limits that others found. */
  readonly more?: readonly Limit[];
}

/** All limits of a design at constant load, the lowest first. Which comes first does not depend on the order of anything. */
export function limitsOf(input: LimitInput): readonly Limit[] {
  const stations = input.systems.flatMap(({ system }) => system.stations);
  const found = [
    ...unitLimits(stations, input),
    ...connectionLimits(stations, input),
    ...storeLimits(input),
    ...targetLimits(stations, input),
    ...edgeLimits(input),
    ...(input.more ?? []),
  ].filter(({ rps }) => Number.isFinite(rps));
  const sorted = found.sort((a, b) => a.rps - b.rps || (a.what < b.what ? -1 : 1));
  return sorted.map((limit, at) => withGoal(limit, sorted[at + 1]?.rps, stations, input));
}

/** Traffic beyond the CDN that a rate before it leaves. */
const before = (rps: number, { hitRatio }: LimitInput): number => rps / (1 - hitRatio);

function unitLimits(stations: readonly Station[], input: LimitInput): readonly Limit[] {
  const services = [...new Set(stations.map(({ service }) => service))];
  return services.flatMap((service) => {
    const own = stations.filter((each) => each.service === service && each.share > 0);
    const [tightest] = own
      .map((each) => ({ each, rps: (each.scaling.most * each.unitRps) / each.share }))
      .sort((a, b) => a.rps - b.rps || (a.each.region < b.each.region ? -1 : 1));
    if (!tightest) return [];
    if (tightest.each.granted) return [grantLimit(tightest.each, before(tightest.rps, input), input)];
    const path = `services.${service}.scaling.maximum`;
    return [
      {
        kind: "units" as const,
        what: `${service} at its most units, ${tightest.each.scaling.most} in ${tightest.each.region}`,
        rps: before(tightest.rps, input),
        basis: { kind: "setting" as const, path, at: input.sourceOf(path) },
        also: {
          kind: "setting" as const,
          path: `services.${service}.capacity`,
          at: input.sourceOf(`services.${service}.capacity`),
        },
      },
    ];
  });
}

/** Units that the account allows end it before those that the manifest does. */
const grantLimit = ({ service, region, granted }: Station, rps: number, { quotas = [] }: LimitInput): Limit => {
  const quota = granted?.quota ?? "vcpus";
  const what = quota === "vcpus" ? "on-demand virtual CPUs" : "concurrent executions";
  return {
    kind: "quota",
    what: `${service} at the units that the quota of ${what} allows, ${granted?.units} in ${region}`,
    rps,
    basis: quotaBasis(quotas, quota, region),
    advice: `ask AWS for more ${what} in ${region}`,
  };
};

function connectionLimits(stations: readonly Station[], input: LimitInput): readonly Limit[] {
  const { topology, manifest } = input;
  return topology.stores.flatMap((store) => {
    const there = writerConnections(store);
    const ids = new Set(callersOf(topology, manifest, store).map(({ id }) => id));
    const callers = stations.filter(({ id }) => ids.has(id));
    if (there === undefined || callers.length === 0) return [];
    const perUnit = factValue("connectionsPerUnit");
    // Units grow with the load: as many as are asked for, and never fewer than the floor.
    const asks = (rps: number): number =>
      callers.reduce(
        (sum, { scaling, share, unitRps }) => sum + Math.max(scaling.least, (rps * share) / unitRps) * perUnit,
        0,
      );
    const path = `data.${store.name}.proxy`;
    return [
      {
        kind: "connections" as const,
        what: `connections of ${store.name}'s writer, ${there}`,
        rps: before(rootOf(asks, there), input),
        basis: factBasis("connectionsPerUnit"),
        ...(Object.hasOwn(manifest.data, store.name) && { change: { path, from: false, to: true } }),
      },
    ];
  });
}

/** The load at which something that grows reaches a value. */
function rootOf(grows: (rps: number) => number, value: number): number {
  if (grows(0) >= value) return 0;
  let [low, high] = [0, 1];
  while (grows(high) < value && high < 1e12) [low, high] = [high, 2 * high];
  for (let k = 0; k < 100; k++) {
    const middle = (low + high) / 2;
    if (grows(middle) < value) low = middle;
    else high = middle;
  }
  return high;
}

function storeLimits(input: LimitInput): readonly Limit[] {
  const parts = new Map(input.topology.stores.flatMap(partsOf).map((part) => [part.id, part]));
  const lowest = new Map<string, Limit>();
  for (const { system } of input.systems)
    for (const store of system.stores) {
      const { id, readers } = store;
      const rps = readers ? readers.eachRps * readers.scaling.most : store.rps;
      const asked = system.stations.reduce(
        (sum, { share, uses }) =>
          sum + share * uses.reduce((all, use) => all + (use.store === id ? use.perRequest : 0), 0),
        0,
      );
      const limit = before(rps / asked, input);
      if (asked === 0 || (lowest.get(id)?.rps ?? Number.POSITIVE_INFINITY) <= limit) continue;
      const part = parts.get(id);
      const name = part?.store.name ?? id;
      lowest.set(id, {
        kind: "store",
        what: readers ? `${id}, at their most, ${readers.scaling.most}` : id,
        rps: limit,
        basis: store.documented === undefined ? { kind: "measured" } : factBasis(store.documented),
        ...(store.documented !== undefined && { advice: "keys that spread the writes better" }),
        ...(part?.role === "readers" && readerChange(part, input.manifest)),
        ...(part?.role === "writer" && {
          advice: `a larger class (${pathOf(name, input.manifest)}.class), or fewer writes`,
        }),
      });
    }
  return [...lowest.values()];
}

const pathOf = (name: string, { data }: Manifest): string => (Object.hasOwn(data, name) ? `data.${name}` : name);

/** One reader more: in the writer's region, or in each secondary. */
function readerChange({ store, region }: StorePart, manifest: Manifest): { readonly change?: LimitChange } {
  const { data, sessions, regions } = manifest;
  const base = pathOf(store.name, manifest);
  const own = data[store.name];
  const more = (name: string, from: number) => ({ change: { path: `${base}.${name}`, from, to: from + 1 } });
  if (own && region !== regions.primary && "secondaryReplicas" in own)
    return more("secondaryReplicas", own.secondaryReplicas);
  if (own) return more("replicas", own.replicas);
  return sessions && base === "sessions" ? more("replicas", sessions.replicas) : {};
}

/** Units of all services behind one load balancer of a region. */
function targetLimits(stations: readonly Station[], input: LimitInput): readonly Limit[] {
  const { quotas = [] } = input;
  const regions = [...new Set(stations.map(({ region }) => region))].sort();
  const lowest = regions
    .map((region) => {
      const own = stations.filter((each) => each.region === region);
      const most = quotaValue(quotas, "targets", region) ?? Number.POSITIVE_INFINITY;
      const asks = (rps: number): number =>
        own.reduce((sum, { scaling, share, unitRps }) => sum + Math.max(scaling.least, (rps * share) / unitRps), 0);
      const rps = own.every(({ share }) => share === 0) ? Number.POSITIVE_INFINITY : rootOf(asks, most);
      return { region, most, rps };
    })
    .sort((a, b) => a.rps - b.rps)[0];
  if (!lowest) return [];
  return [
    {
      kind: "targets",
      what: `targets of the load balancer in ${lowest.region}, ${lowest.most}`,
      rps: before(lowest.rps, input),
      basis: quotaBasis(quotas, "targets", lowest.region),
      advice: "ask AWS for a higher quota, or make units larger",
    },
  ];
}

function edgeLimits({ topology, quotas = [] }: LimitInput): readonly Limit[] {
  const rps = quotaValue(quotas, "edge", "");
  if (rps === undefined || !topology.distributions.some(({ provider }) => provider === "cloudfront")) return [];
  return [
    {
      kind: "edge",
      what: `requests of the CloudFront distribution, ${rps.toLocaleString("en-US")} a second`,
      rps,
      basis: quotaBasis(quotas, "edge", ""),
      advice: "ask AWS for a higher quota",
    },
  ];
}

/** A limit of units says how many would carry it to the next limit, but to no more than twice as much. */
function withGoal(limit: Limit, next: number | undefined, stations: readonly Station[], input: LimitInput): Limit {
  if (limit.kind !== "units" || limit.basis.kind !== "setting") return limit;
  const service = limit.basis.path.split(".")[1] ?? "";
  const goal =
    Math.min(next !== undefined && next > limit.rps ? next : Number.POSITIVE_INFINITY, 2 * limit.rps) *
    (1 - input.hitRatio);
  const own = stations.filter((each) => each.service === service && each.share > 0);
  const needed = Math.max(...own.map(({ share, unitRps }) => Math.ceil(((goal * share) / unitRps) * (1 - 1e-12))));
  const from = Math.max(...own.map(({ scaling }) => scaling.most));
  return { ...limit, change: { path: limit.basis.path, from, to: Math.max(from + 1, needed) } };
}
