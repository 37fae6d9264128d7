import type { GraphResource } from "../../blueprints/graph/graph";
import { TYPES } from "../types";
import { unseen } from "../world/unseen";
import type { World } from "../world/world";
import { bearersOf } from "./bearers";
import { membersOf, targetGroupsOf } from "./balancers";
import type { Opening } from "./openings";

/** Ports of traffic and of health checks of a target group's members that are registered without a port of their own. */
export function portsOfTargets(targets: GraphResource, world: World): readonly number[] {
  const port = world.number(targets, "port");
  if (port === undefined) throw unseen(targets, "port");
  return withChecks(targets, [port], world);
}

/**
 * Ports at which a balancer asks one member: those that it is registered with, else the group's. Tasks are registered with
 * their container's port [ECS API, LoadBalancer.containerPort], instances and addresses with that of their attachment
 * [ELB API, TargetDescription.Port].
 */
export function portsOfMember(targets: GraphResource, member: GraphResource, world: World): readonly number[] {
  const own = member.type === TYPES.ecsService ? containerPorts(targets, member, world) : attachedPorts(targets, member, world);
  return own.length === 0 ? portsOfTargets(targets, world) : withChecks(targets, own, world);
}

/** Default of a health check: the port of the traffic. */
function withChecks(targets: GraphResource, ports: readonly number[], world: World): readonly number[] {
  const checked = world.text(targets, "healthCheck.port");
  return [...new Set([...ports, ...(checked === undefined || checked === "traffic-port" ? [] : [Number(checked)])])];
}

function containerPorts(targets: GraphResource, service: GraphResource, world: World): readonly number[] {
  const entries = world.list(service, "loadBalancers").map((_, at) => `loadBalancers[${at}]`);
  const arn = world.peek(targets, "arn") ?? targets.outputs?.arn;
  const named = entries.filter((entry) => world.peek(service, `${entry}.targetGroupArn`) === arn && arn !== undefined);
  const [entry, ...others] = named.length > 0 ? named : entries;
  // Which of several is this group's is not known.
  if (others.length > 0 && named.length === 0) throw unseen(service, "loadBalancers");
  const port = entry === undefined ? undefined : world.number(service, `${entry}.containerPort`);
  return port === undefined ? [] : [port];
}

const attachedPorts = (targets: GraphResource, member: GraphResource, world: World): readonly number[] =>
  world
    .referrers(targets, [TYPES.targetGroupAttachment])
    .filter((from) => world.referred(from, member.type).includes(member))
    .flatMap((from) => world.number(from, "port") ?? []);

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
