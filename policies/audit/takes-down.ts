import type { GraphResource } from "../../blueprints/graph/graph";
import { groupBy } from "../../blueprints/group-by";
import { membersOf, subnetsOfMember, targetGroupsOf } from "../facts/balancers";
import { callersOf } from "../facts/callers";
import { endsOf, recordsTo } from "../facts/dns";
import { publicNames } from "../facts/public-names";
import { natsOf, tableOf } from "../facts/routes";
import { TYPES } from "../types";
import { known } from "../world/unseen";
import type { World } from "../world/world";

/** What no longer serves when something is gone. */
export interface TakenDown {
  /** Workloads and entries, in the order in which they fall. */
  readonly resources: readonly GraphResource[];
  /** Public names that lead nowhere else. */
  readonly names: readonly string[];
}

const STORES: readonly string[] = [
  TYPES.dbInstance,
  TYPES.dbCluster,
  TYPES.replicationGroup,
  TYPES.table,
  TYPES.queue,
  TYPES.fileSystem,
];

/**
 * Follows a failure against the way of the requests: store to callers, workload to target groups, balancer to names. It goes
 * on only where nothing else stands in: a target group falls with its last member, a name with the last end that it has.
 * What the graph does not show is not followed, so that there may be more.
 */
export function takesDown(start: GraphResource, world: World): TakenDown {
  const down = new Set([start]);
  for (const resource of down) for (const next of dependents(resource, down, world)) down.add(next);
  const names = publicNames(world)
    .filter(({ ends }) => ends.hosts.length === 0 && allDown(ends.resources, down))
    .map(({ host }) => host)
    .sort();
  return { resources: [...down].filter((resource) => resource !== start && !HIDDEN.includes(resource.type)), names };
}

/** Stand between what people know, and would be named for nothing. */
const HIDDEN: readonly string[] = [TYPES.targetGroup, TYPES.record];

function dependents(resource: GraphResource, down: ReadonlySet<GraphResource>, world: World): readonly GraphResource[] {
  switch (resource.type) {
    case TYPES.dbClusterInstance:
      return world
        .referred(resource, TYPES.dbCluster)
        .filter((cluster) => allDown(world.referrers(cluster, [TYPES.dbClusterInstance]), down));
    case TYPES.natGateway:
      return behindGateways(world).get(resource) ?? [];
    case TYPES.targetGroup:
      return fallen(balancersBefore(world).get(resource), down);
    case TYPES.loadBalancer:
    case TYPES.classicLoadBalancer:
      return [
        ...recordsTo(resource, world).filter((record) => allDown(endsOf(record, world).resources, down)),
        ...fallen(distributionsBefore(world).get(resource), down),
      ];
    default:
      return STORES.includes(resource.type)
        ? callersOf(resource, world).map((caller) => caller.resource)
        : fallen(targetGroupsBefore(world).get(resource), down);
  }
}

/** Something and all that it leads to: it falls with the last of them. */
interface Front {
  readonly resource: GraphResource;
  readonly behind: readonly GraphResource[];
}

const fallen = (fronts: readonly Front[] = [], down: ReadonlySet<GraphResource>): readonly GraphResource[] =>
  fronts.filter(({ behind }) => allDown(behind, down)).map(({ resource }) => resource);

const allDown = (parts: readonly GraphResource[], down: ReadonlySet<GraphResource>): boolean =>
  parts.length > 0 && parts.every((part) => down.has(part));

/** Fronts by each thing that stands behind them. */
function byBehind(fronts: readonly Front[]): ReadonlyMap<GraphResource, readonly Front[]> {
  const pairs = fronts.flatMap((front) => [...new Set(front.behind)].map((part) => ({ part, front })));
  return new Map([...groupBy(pairs, ({ part }) => part)].map(([part, own]) => [part, own.map(({ front }) => front)]));
}

const targetGroupsBefore = (world: World): ReadonlyMap<GraphResource, readonly Front[]> =>
  world.fact("target groups by member", () =>
    byBehind(world.all(TYPES.targetGroup).map((resource) => ({ resource, behind: membersOf(resource, world) }))),
  );

const balancersBefore = (world: World): ReadonlyMap<GraphResource, readonly Front[]> =>
  world.fact("balancers by target group", () =>
    byBehind(world.all(TYPES.loadBalancer).map((resource) => ({ resource, behind: targetGroupsOf(resource, world) }))),
  );

/** By the ends of those origins that are read. */
const distributionsBefore = (world: World): ReadonlyMap<GraphResource, readonly Front[]> =>
  world.fact("distributions by end", () =>
    byBehind(
      world.all(TYPES.distribution).map((resource) => ({
        resource,
        behind: world
          .referred(resource, TYPES.loadBalancer, TYPES.bucket, TYPES.record)
          .flatMap((origin) => (origin.type === TYPES.record ? endsOf(origin, world).resources : [origin])),
      })),
    ),
  );

/** Workloads by the one gateway that their way out leads through. */
const behindGateways = (world: World): ReadonlyMap<GraphResource | undefined, readonly GraphResource[]> =>
  world.fact("workloads by gateway", () =>
    groupBy(world.all(TYPES.group, TYPES.ecsService, TYPES.instance, TYPES.eksNodeGroup), (workload) =>
      onlyGateway(workload, world),
    ),
  );

function onlyGateway(workload: GraphResource, world: World): GraphResource | undefined {
  const gateways = known(() =>
    subnetsOfMember(workload, world).map((subnet) => natsOf(tableOf(subnet, world), world)[0]),
  );
  const [gateway, ...others] = new Set(gateways?.value);
  return others.length === 0 ? gateway : undefined;
}
