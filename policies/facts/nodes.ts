import instances from "../../blueprints/facts/instances.json";
import type { GraphResource } from "../../blueprints/graph/graph";
import { stringsOf } from "../../blueprints/graph/values";
import { TYPES } from "../types";
import { UnseenValue, unseen } from "../world/unseen";
import type { World } from "../world/world";
import { type Capacity, capacityOf } from "./instance-types";
import { zonesBehind } from "./zones";

/**
 * The EKS cluster that a workload runs in: the one that its stack's provider names, the stack's own, or the region's only
 * one. Unknown where the graph shows none or several.
 */
export function clusterOf(workload: GraphResource, world: World): GraphResource {
  const clusters = world.all(TYPES.eksCluster);
  const inRegion = clusters.filter(({ region }) => workload.region === undefined || region === workload.region);
  const named = world
    .all("pulumi:providers:kubernetes")
    .filter(({ stack }) => stack === workload.stack)
    .map((provider) => world.peek(provider, "clusterIdentifier"))
    .flatMap((text) => (typeof text === "string" ? [text.split("/").at(-1)] : []));
  const candidates = [
    inRegion.filter((cluster) => named.includes(String(world.peek(cluster, "name")))),
    clusters.filter(({ stack }) => stack === workload.stack),
    inRegion,
  ];
  const [only] = candidates.find((some) => some.length === 1) ?? [];
  if (!only) throw new UnseenValue(`the EKS cluster of ${workload.stack}`);
  return only;
}

/** Objects of a cluster, of these types. */
export const objectsOf = (cluster: GraphResource, world: World, ...types: readonly string[]): readonly GraphResource[] => {
  const home = world.fact("clusters of stacks", () => new Map<string, GraphResource | undefined>());
  return world.all(...types).filter((object) => {
    if (!home.has(object.stack)) home.set(object.stack, safely(() => clusterOf(object, world)));
    return home.get(object.stack) === cluster;
  });
};

function safely<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof UnseenValue) return undefined;
    throw error;
  }
}

/**
 * Managed node groups of a cluster.
 * Unknown where there is none: nodes then come from elsewhere (Auto Mode, Fargate, Karpenter, groups of one's own).
 */
export function nodeGroupsOf(cluster: GraphResource, world: World): readonly GraphResource[] {
  const groups = world.referrers(cluster, [TYPES.eksNodeGroup], "clusterName");
  if (groups.length === 0) throw new UnseenValue(`node groups of ${cluster.name}`);
  return groups;
}

/** True where Karpenter or Auto Mode brings nodes besides the groups. */
export const hasProvisioner = (cluster: GraphResource, world: World): boolean =>
  world.flag(cluster, "computeConfig.enabled") === true ||
  objectsOf(cluster, world, "kubernetes:karpenter.sh/v1:NodePool").length > 0;

export const zonesOfNodes = (group: GraphResource, world: World): readonly string[] =>
  zonesBehind(group, "subnetIds", world);

/** Most and fewest nodes of a group. */
export function sizeOf(group: GraphResource, world: World) {
  const read = (path: string): number => {
    const size = world.number(group, path);
    if (size === undefined) throw unseen(group, path);
    return size;
  };
  return { minimum: read("scalingConfig.minSize"), maximum: read("scalingConfig.maxSize") };
}

/** Types that a group may start: its own list, its launch template's type, or EKS's default. */
export function instanceTypesOf(group: GraphResource, world: World): readonly string[] {
  const own = world.texts(group, "instanceTypes");
  if (own.length > 0) return own;
  if (!world.has(group, "launchTemplate")) return [instances.defaultType];
  const [template] = world.linked(group, "launchTemplate", TYPES.launchTemplate);
  if (!template) throw unseen(group, "launchTemplate");
  return [world.text(template, "instanceType") ?? instances.defaultType];
}

/** What one node of a group brings at least. */
export function nodeCapacity(group: GraphResource, world: World): Capacity {
  const all = instanceTypesOf(group, world).map((type) => {
    const capacity = capacityOf(type);
    if (!capacity) throw new UnseenValue(`capacity of instance type ${type}`);
    return capacity;
  });
  return {
    cores: Math.min(...all.map(({ cores }) => cores)),
    mebibytes: Math.min(...all.map(({ mebibytes }) => mebibytes)),
  };
}

/** The cluster autoscaler's own limit over all groups, where one runs here and has it. */
export function nodeLimit(workloads: readonly GraphResource[], world: World): number {
  const limits = workloads.flatMap((workload) =>
    [...stringsOf(world.peek(workload, "spec.template.spec.containers"))].flatMap((text) => {
      const most = Number(/^--max-nodes-total=(\d+)$/.exec(text)?.[1] ?? 0);
      return most > 0 ? [most] : [];
    }),
  );
  return Math.min(...limits, Number.POSITIVE_INFINITY);
}
