import type { GraphResource } from "../../blueprints/graph/graph";
import { TYPES } from "../types";
import { unseen } from "../world/unseen";
import type { World } from "../world/world";
import { type Place, placeOf } from "./exposure";

/** Subnets of a balancer, by either of its inputs. */
export const subnetsOfBalancer = (balancer: GraphResource, world: World): readonly GraphResource[] =>
  world.has(balancer, "subnetMappings")
    ? world.follow(balancer, "subnetMappings", TYPES.subnet)
    : world.follow(balancer, "subnets", TYPES.subnet);

/** IPv4 ranges of subnets; unknown where one has none written. */
export const rangesOf = (subnets: readonly GraphResource[], world: World): readonly string[] =>
  subnets.map((subnet) => {
    const range = world.text(subnet, "cidrBlock");
    if (range === undefined) throw unseen(subnet, "cidrBlock");
    return range;
  });

export const placeOfBalancer = (balancer: GraphResource, world: World): Place =>
  placeOf(balancer, "securityGroups", world, () => rangesOf(subnetsOfBalancer(balancer, world), world));

/** Application balancers always have groups; network ones may do without and then let everything through. */
export const hasDoor = (balancer: GraphResource, world: World): boolean =>
  kindOf(balancer, world) === "application" || world.has(balancer, "securityGroups");

/** Default application [docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html]. */
export const kindOf = (balancer: GraphResource, world: World): string =>
  world.text(balancer, "loadBalancerType") ?? "application";

export const isPublic = (balancer: GraphResource, world: World): boolean => world.flag(balancer, "internal") !== true;

export const listenersOf = (balancer: GraphResource, world: World): readonly GraphResource[] =>
  world.referrers(balancer, [TYPES.listener], "loadBalancerArn");

/** Target groups that any listener or rule of a balancer forwards to. */
export function targetGroupsOf(balancer: GraphResource, world: World): readonly GraphResource[] {
  const forwards = listenersOf(balancer, world).flatMap((listener) => [
    listener,
    ...world.referrers(listener, [TYPES.listenerRule], "listenerArn"),
  ]);
  return [...new Set(forwards.flatMap((from) => world.referred(from, TYPES.targetGroup)))];
}

/** What registers its members in a target group: groups, node groups, services, single instances. */
export function membersOf(targets: GraphResource, world: World): readonly GraphResource[] {
  const attachments = world.referrers(targets, [TYPES.groupAttachment, TYPES.targetGroupAttachment]);
  return [
    ...new Set([
      ...world.referrers(targets, [TYPES.group, TYPES.ecsService]),
      ...attachments.flatMap((from) => world.referred(from, TYPES.group, TYPES.eksNodeGroup, TYPES.instance)),
    ]),
  ];
}

/** Where each kind of member names its subnets. */
const SUBNETS: Readonly<Record<string, string>> = {
  [TYPES.group]: "vpcZoneIdentifiers",
  [TYPES.eksNodeGroup]: "subnetIds",
  [TYPES.instance]: "subnetId",
  [TYPES.ecsService]: "networkConfiguration",
};

export function subnetsOfMember(member: GraphResource, world: World): readonly GraphResource[] {
  const input = SUBNETS[member.type];
  if (input === undefined || !world.has(member, input)) throw unseen(member, input ?? "subnets");
  return world.follow(member, input, TYPES.subnet);
}

/** Places of a member's instances or tasks: from its own groups or from its launch template. */
export function placeOfMember(member: GraphResource, world: World): Place {
  const ranges = (): readonly string[] => rangesOf(subnetsOfMember(member, world), world);
  if (member.type === TYPES.instance) return placeOf(member, "vpcSecurityGroupIds", world, ranges);
  if (member.type === TYPES.ecsService) return placeOf(member, "networkConfiguration", world, ranges);
  const [template] = world.referred(member, TYPES.launchTemplate);
  const bare = !template || !["networkInterfaces", "vpcSecurityGroupIds"].some((input) => world.has(template, input));
  if (member.type === TYPES.eksNodeGroup && bare) return placeOfNodes(member, ranges, world);
  if (!template) throw unseen(member, "launchTemplate");
  const input = world.has(template, "networkInterfaces") ? "networkInterfaces" : "vpcSecurityGroupIds";
  const place = placeOf(template, input, world, ranges);
  if (input === "vpcSecurityGroupIds") return place;
  // Interfaces are a list of mappings, each with its groups.
  const wanted = world.list(template, input).flatMap((_, at) => world.list(template, `${input}[${at}].securityGroups`));
  return { ...place, hasMore: place.groups.length < Math.max(wanted.length, 1) };
}

/** Nodes whose template names no group get the cluster's [docs.aws.amazon.com/eks/latest/userguide/launch-templates.html]. */
function placeOfNodes(nodes: GraphResource, ranges: Place["ranges"], world: World): Place {
  const groups = world.linked(nodes, "clusterName", TYPES.eksCluster);
  return { resource: nodes, input: "clusterName", groups, hasMore: groups.length === 0, ranges };
}
