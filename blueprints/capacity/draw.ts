import recovery from "../facts/recovery.json";
import sizing from "../facts/sizing.json";
import { groupBy } from "../group-by";
import { nodeSize } from "../manifest/derive";
import type { Manifest, Service } from "../manifest/manifest";
import type { Pool, Topology } from "../topology/topology";
import type { ChannelSayings } from "./channels/draw";
import { checkOf } from "./check";
import { factValue } from "./fact";
import { grantedUnits } from "./granted";
import { connectedUnits, usesOf } from "./needs";
import type { Quotas } from "./quotas";
import type { Scaling } from "./scaling";
import { limitsOfStores, type StoreSayings, tableWrites } from "./store-limits";
import type { Station, System } from "./system";

/** What a person may say beyond the manifest. */
export interface Sayings extends StoreSayings, ChannelSayings {
  /** Share of the traffic by service; without it each service is tried with all of it, as the plan sizes them. */
  readonly split?: Readonly<Record<string, number>>;
  /** Share of the traffic by region; without it equal parts, or all in the primary where routing is active-passive. */
  readonly mix?: Readonly<Record<string, number>>;
  /** Share of a service's requests that it sheds first, 0 to 1, by service. */
  readonly shed?: Readonly<Record<string, number>>;
  /** How long a unit works on one request, in seconds, by service. */
  readonly serviceSeconds?: Readonly<Record<string, number>>;
}

/** A system that is run by itself: one service with all the traffic, or all services with their shares. */
export interface Drawn {
  readonly services: readonly string[];
  readonly system: System;
}

/** Draws what traffic passes through from the topology and the manifest: pure. */
export function drawSystems(
  topology: Topology,
  manifest: Manifest,
  sayings: Sayings = {},
  quotas: Quotas = [],
): readonly Drawn[] {
  const shares = regionShares(topology, manifest, sayings.mix);
  const pools = topology.pools.filter(({ service }) => Object.hasOwn(manifest.services, service));
  const byService = [...groupBy(pools, ({ service }) => service)].sort(([a], [b]) => (a < b ? -1 : 1));
  const rooms = connectedUnits(topology, manifest);
  const grants = grantedUnits(topology, manifest, quotas);
  const tables = tableWrites(topology, sayings);
  const stores = [...limitsOfStores(topology, sayings), ...tables.map(({ limit }) => limit)];
  const written = tables.map(({ limit: { id }, perRequest }) => ({ store: id, perRequest }));
  const stationsOf = (name: string, own: readonly Pool[], part: number): readonly Station[] =>
    own.map((pool) => {
      const service = manifest.services[name] as Service;
      const beside = own.filter(({ region }) => region === pool.region).length;
      const connected = rooms.get(pool.id);
      const granted = grants.get(pool.id);
      const scaling = bounded(scalingOf(pool, service, manifest), granted?.units);
      const check = checkOf(pool, scaling.bootSeconds);
      const sheds = sayings.shed?.[name];
      return {
        id: pool.id,
        service: name,
        region: pool.region,
        share: (part * (shares[pool.region] ?? 0)) / beside,
        scaling,
        unitRps: service.capacityRps,
        serversPerUnit: serversOf(pool, service, sayings.serviceSeconds?.[name]),
        patienceSeconds: factValue("patience"),
        ...(check && { check }),
        ...(sheds !== undefined && { sheds }),
        ...(connected && { connected }),
        ...(granted && { granted }),
        uses: [...usesOf(service, pool.region, topology, manifest.traffic.readRatio), ...written],
      };
    });
  const { split } = sayings;
  if (!split)
    return byService.map(([name, own]) => ({
      services: [name],
      system: { stations: stationsOf(name, own, 1), stores },
    }));
  const told = byService.filter(([name]) => (split[name] ?? 0) > 0);
  return [
    {
      services: told.map(([name]) => name),
      system: { stations: told.flatMap(([name, own]) => stationsOf(name, own, split[name] ?? 0)), stores },
    },
  ];
}

/** Share of the traffic that each region serves on an ordinary day. */
export function regionShares(
  { regions }: Topology,
  manifest: Pick<Manifest, "routing" | "regions">,
  mix?: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  if (mix) return mix;
  const passive = manifest.routing === "active-passive" && regions.includes(manifest.regions.primary);
  return Object.fromEntries(
    regions.map((region) => [region, passive ? Number(region === manifest.regions.primary) : 1 / regions.length]),
  );
}

/** No more than a quota allows, where there is one. */
const bounded = (scaling: Scaling, units = Number.POSITIVE_INFINITY): Scaling =>
  scaling.most <= units ? scaling : { ...scaling, least: Math.min(scaling.least, units), most: units };

const { launchInstance, launchWarm, podStart, nodeReady } = recovery.times;

function scalingOf(pool: Pool, service: Service, manifest: Manifest): Scaling {
  const limits = { least: pool.least ?? 0, most: pool.most ?? pool.least ?? 0 };
  const { growth } = pool;
  if (pool.kind === "function")
    return {
      least: 0,
      most: Number.POSITIVE_INFINITY,
      targetRps: service.capacityRps,
      periodSeconds: factValue("functionPeriod"),
      outPeriods: 1,
      inPeriods: 1,
      growth: { add: factValue("functionStep"), times: 1 },
      bootSeconds: 0,
      foresees: false,
    };
  const target = growth?.utilisation;
  const requests = growth?.requestsPerMinute;
  const targets = {
    ...(target !== undefined && { target: { rps: target * service.capacityRps, utilisation: target } }),
    ...(requests !== undefined && { targetRps: requests / 60 }),
  };
  if (pool.kind === "pods") return { ...limits, ...targets, ...podScaling(pool, service, manifest) };
  const boot = growth?.bootSeconds ?? launchInstance.typical;
  return {
    ...limits,
    ...targets,
    periodSeconds: factValue("trackingPeriod"),
    outPeriods: factValue("trackingOut"),
    inPeriods: factValue("trackingIn"),
    bootSeconds: boot,
    ...(growth !== undefined &&
      growth.warm > 0 && { quick: { units: growth.warm, bootSeconds: Math.min(boot, launchWarm.typical) } }),
    foresees: growth?.predictive ?? false,
  };
}

/** Pods start soon where a node has room; the others wait for a node. */
function podScaling(pool: Pool, service: Service, manifest: Manifest): Omit<Scaling, "least" | "most"> {
  const base = {
    periodSeconds: factValue("podPeriod"),
    outPeriods: 1,
    inPeriods: Math.ceil(factValue("podHold") / factValue("podPeriod")),
    growth: { add: factValue("podStep"), times: 2 },
    foresees: false,
  };
  const room = roomOnNodes(pool, service, manifest);
  if (room === undefined) return { ...base, bootSeconds: podStart.typical };
  return {
    ...base,
    bootSeconds: nodeReady.typical + podStart.typical,
    quick: { units: room, bootSeconds: podStart.typical },
  };
}

/** Pods beyond the fewest for which the nodes that always run have CPU left, divided by what each service may still ask for. */
function roomOnNodes(pool: Pool, service: Service, { kubernetes, services }: Manifest): number | undefined {
  if (kubernetes?.cluster !== "eks" || service.runs !== "kubernetes") return undefined;
  const pods = Object.values(services).flatMap((each) => (each.runs === "kubernetes" ? [each] : []));
  const cores = kubernetes.nodesMinimum * nodeSize(kubernetes.nodeTypes[0] ?? "").cpu * sizing.nodeShare;
  const free = cores - pods.reduce((sum, { cpuCores, scaling }) => sum + cpuCores * scaling.minimum, 0);
  const more = (each: (typeof pods)[number]): number => each.cpuCores * (each.scaling.maximum - each.scaling.minimum);
  const asked = pods.reduce((sum, each) => sum + more(each), 0);
  if (free <= 0 || asked <= 0) return 0;
  const own = Math.min(1, free / asked) * ((pool.most ?? 0) - (pool.least ?? 0));
  return Math.floor(own);
}

/** Requests that a unit works on at once: its virtual CPUs, or what a measured time asks for (Little's law). */
function serversOf(pool: Pool, service: Service, seconds: number | undefined): number {
  if (seconds !== undefined) return Math.max(1, Math.round(service.capacityRps * seconds));
  if (service.runs === "kubernetes") return Math.max(1, Math.round(service.cpuCores));
  return pool.instanceType === undefined ? 1 : nodeSize(pool.instanceType).cpu;
}
