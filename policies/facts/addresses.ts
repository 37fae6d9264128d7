import type { GraphResource } from "../../blueprints/graph/graph";
import { TYPES } from "../types";
import { unseen } from "../world/unseen";
import type { World } from "../world/world";
import { parseCidr, sizeOf } from "./cidr";
import { targetsOfService } from "./scaling";
import { subnetsOfService } from "./services";

/** What AWS keeps of each subnet [docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html]. */
const KEPT = 5;
/** What a balancer wants free in each of its subnets [docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html]. */
const BALANCER = 8;

/** Each of these takes an address in each subnet that it names. */
const SINGLE: readonly string[] = [
  TYPES.natGateway,
  TYPES.vpcEndpoint,
  TYPES.instance,
  TYPES.mountTarget,
  TYPES.networkInterface,
];

/** What takes more addresses as it grows, and where it names its subnets. */
const TAKERS: Readonly<Record<string, string>> = {
  [TYPES.group]: "vpcZoneIdentifiers",
  [TYPES.ecsService]: "networkConfiguration",
  [TYPES.eksNodeGroup]: "subnetIds",
};

/** Those that grow in the same subnets, directly or through one another. */
export interface Pool {
  readonly takers: readonly GraphResource[];
  readonly subnets: readonly GraphResource[];
}

/** Pools of the world, as far as the graph shows who is in which subnet. */
export const poolsOf = (world: World): readonly Pool[] =>
  world.fact("subnet pools", () => {
    let pools: Pool[] = [];
    for (const taker of world.all(...Object.keys(TAKERS))) {
      const subnets = subnetsOf(taker, world);
      if (subnets.length === 0) continue;
      const joined = pools.filter((pool) => pool.subnets.some((subnet) => subnets.includes(subnet)));
      pools = [
        ...pools.filter((pool) => !joined.includes(pool)),
        {
          takers: [...joined.flatMap((pool) => pool.takers), taker],
          subnets: [...new Set([...joined.flatMap((pool) => pool.subnets), ...subnets])],
        },
      ];
    }
    return pools;
  });

/** Subnets in which a taker grows, as far as the graph shows them. */
export const subnetsOf = (taker: GraphResource, world: World): readonly GraphResource[] =>
  world.linked(taker, TAKERS[taker.type] ?? "", TYPES.subnet);

/** Ends the judgement as unknown where a taker names subnets that the graph doesn't show. */
export const demandSubnets = (taker: GraphResource, world: World): void => {
  if (taker.type === TYPES.ecsService) subnetsOfService(taker, world);
  else world.follow(taker, TAKERS[taker.type] ?? "", TYPES.subnet);
};

/** Addresses of a subnet that are left for what grows. */
export function roomIn(subnet: GraphResource, world: World): number {
  if (world.flag(subnet, "ipv6Native") === true) return Number.POSITIVE_INFINITY;
  const range = parseCidr(world.text(subnet, "cidrBlock") ?? "");
  if (!range) throw unseen(subnet, "cidrBlock");
  const balancers = world.referrers(subnet, [TYPES.loadBalancer]).length;
  return Math.max(0, sizeOf(range) - KEPT - balancers * BALANCER - world.referrers(subnet, SINGLE).length);
}

/** Most addresses that a taker needs at once, replacements during a rolling update included. */
export function mostAddresses(taker: GraphResource, world: World): number {
  if (taker.type === TYPES.group) return ofGroup(taker, world);
  if (taker.type === TYPES.ecsService) return ofService(taker, world);
  // At least one a node; how many its pods take besides is the network plugin's.
  return world.number(taker, "scalingConfig.maxSize") ?? 0;
}

function ofGroup(group: GraphResource, world: World): number {
  const most = Math.max(world.number(group, "maxSize") ?? 0, world.number(group, "warmPool.maxGroupPreparedCapacity") ?? 0);
  const percent =
    world.number(group, "instanceRefresh.preferences.maxHealthyPercentage") ??
    world.number(group, "instanceMaintenancePolicy.maxHealthyPercentage") ??
    100;
  const templates = world.referred(group, TYPES.launchTemplate);
  const each = Math.max(1, ...templates.map((template) => world.list(template, "networkInterfaces").length));
  return Math.ceil((most * Math.max(percent, 100)) / 100) * each;
}

/** One a task; a deployment doubles them unless it is told otherwise [docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html]. */
function ofService(service: GraphResource, world: World): number {
  const counts = targetsOfService(service, world).map((target) => world.number(target, "maxCapacity") ?? 0);
  const most = Math.max(world.number(service, "desiredCount") ?? 0, ...counts);
  return Math.ceil((most * (world.number(service, "deploymentMaximumPercent") ?? 200)) / 100);
}
