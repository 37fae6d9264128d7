import type { GraphResource } from "../../blueprints/graph/graph";
import { TYPES } from "../types";
import { unseen } from "../world/unseen";
import type { World } from "../world/world";
import { bearersOf } from "./bearers";
import { membersOf, targetGroupsOf } from "./balancers";
import type { Opening } from "./openings";

/** Ports of traffic and of health checks of a target group. */
export function portsOfTargets(targets: GraphResource, world: World): readonly number[] {
  const port = world.number(targets, "port");
  if (port === undefined) throw unseen(targets, "port");
  const checked = world.text(targets, "healthCheck.port");
  // Default: the port of the traffic.
  return [...new Set([port, checked === undefined || checked === "traffic-port" ? port : Number(checked)])];
}

/** True where an opening is for balancers alone: all that bears the groups that it names. */
export const isTargetOnly = (opening: Opening, world: World): boolean =>
  opening.groups.length > 0 &&
  !opening.namesMore() &&
  opening.cidrs().length === 0 &&
  opening.prefixLists().length === 0 &&
  opening.groups.every((group) => balancersWith(group, world) !== undefined);

/** Balancers that bear a group; undefined where anything else does, or nothing. */
function balancersWith(group: GraphResource, world: World): readonly GraphResource[] | undefined {
  const holders = bearersOf(group, world);
  return holders.length > 0 && holders.every(({ type }) => type === TYPES.loadBalancer) ? holders : undefined;
}

/**
 * Ports at which balancers with these groups ask the machines of a template; none where tasks choose ports of their own, and
 * where what the balancers lead to is not shown.
 */
export function targetPortsOf(
  groups: readonly GraphResource[],
  template: GraphResource,
  world: World,
): readonly number[] {
  if (template.type !== TYPES.launchTemplate || world.all(TYPES.ecsService).length > 0) return [];
  const machines = world.referrers(template, [TYPES.group, TYPES.eksNodeGroup]);
  return groups
    .flatMap((group) => balancersWith(group, world) ?? [])
    .flatMap((balancer) => targetGroupsOf(balancer, world))
    .filter((targets) => membersOf(targets, world).some((member) => machines.includes(member)))
    .flatMap((targets) => portsOfTargets(targets, world));
}
