import { entryOf } from "../../blueprints/graph/values";
import type { GraphResource } from "../../blueprints/graph/graph";
import { isUnknown, valueAt } from "../../blueprints/graph/values";
import { TYPES } from "../types";
import { unseen } from "../world/unseen";
import type { World } from "../world/world";
import { ANYWHERE } from "./cidr";

export type Direction = "in" | "out";

/** One line of a security group, whichever of the four ways it was written. Readers end as unknown where they must. */
export interface Opening {
  readonly direction: Direction;
  /** Where it is written: the group itself, or a rule of its own. */
  readonly from: GraphResource;
  readonly input: string;
  admitsPort(port: number, protocol: string): boolean;
  /** Lowest and highest port that it admits of a protocol; undefined where it admits none of it. */
  ports(protocol: string): readonly [low: number, high: number] | undefined;
  cidrs(): readonly string[];
  prefixLists(): readonly string[];
  /** Groups that the graph shows on the other side. */
  readonly groups: readonly GraphResource[];
  /** True where it names a group that the graph does not show. */
  namesMore(): boolean;
}

interface Names {
  readonly at: string;
  readonly protocol: string;
  readonly cidrs: readonly string[];
  readonly lists: readonly string[];
  readonly groups: string;
}

const INLINE: Omit<Names, "at"> = {
  protocol: "protocol",
  cidrs: ["cidrBlocks", "ipv6CidrBlocks"],
  lists: ["prefixListIds"],
  groups: "securityGroups",
};
const RULE: Names = { ...INLINE, at: "", groups: "sourceSecurityGroupId" };
const SINGLE: Names = {
  at: "",
  protocol: "ipProtocol",
  cidrs: ["cidrIpv4", "cidrIpv6"],
  lists: ["prefixListId"],
  groups: "referencedSecurityGroupId",
};

/** All openings of a group: inline ones and those of companion resources that name it. */
export function openingsOf(group: GraphResource, direction: Direction, world: World): readonly Opening[] {
  return world.fact(`openings ${direction} ${group.id}`, () => [
    ...(group.type === TYPES.eksCluster ? [ofCluster(group, direction)] : []),
    ...inlineOf(group, direction, world),
    ...world
      .referrers(group, [TYPES.securityGroupRule], "securityGroupId")
      .filter((rule) => world.text(rule, "type") === (direction === "in" ? "ingress" : "egress"))
      .map((rule) => opening(rule, RULE, group, direction, world)),
    ...world
      .referrers(group, [direction === "in" ? TYPES.ingressRule : TYPES.egressRule], "securityGroupId")
      .map((rule) => opening(rule, SINGLE, group, direction, world)),
  ]);
}

/** Rules whose group is handed over and not known: they may belong to any group of the region. */
export function homeless(direction: Direction, world: World): readonly GraphResource[] {
  return world.fact(`homeless openings ${direction}`, () =>
    world
      .all(TYPES.securityGroupRule, direction === "in" ? TYPES.ingressRule : TYPES.egressRule)
      .filter((rule) => isUnknown(world.peek(rule, "securityGroupId")))
      .filter((rule) => world.linked(rule, "securityGroupId", TYPES.securityGroup, TYPES.eksCluster).length === 0),
  );
}

function inlineOf(group: GraphResource, direction: Direction, world: World): Opening[] {
  const input = direction === "in" ? "ingress" : "egress";
  return world
    .list(group, input)
    .map((_, index) => opening(group, { ...INLINE, at: `${input}[${index}]` }, group, direction, world));
}

/**
 * The group that EKS makes for a cluster: its members reach each other and everything outside
 * [docs.aws.amazon.com/eks/latest/userguide/sec-group-reqs.html]. The cluster stands for it.
 */
function ofCluster(cluster: GraphResource, direction: Direction): Opening {
  return {
    direction,
    from: cluster,
    input: "vpcConfig",
    groups: direction === "in" ? [cluster] : [],
    namesMore: () => false,
    cidrs: () => (direction === "in" ? [] : [ANYWHERE, "::/0"]),
    prefixLists: () => [],
    admitsPort: () => true,
    ports: () => ALL_PORTS,
  };
}

const ALL_PORTS = [0, 65535] as const;

function opening(from: GraphResource, names: Names, group: GraphResource, direction: Direction, world: World): Opening {
  const path = (name: string): string => (names.at === "" ? name : `${names.at}.${name}`);
  const all = (of: readonly string[]): string[] => of.flatMap((name) => world.texts(from, path(name)));
  const named = valueAt(from.inputs, path(names.groups));
  const linked = named === undefined ? [] : world.linked(from, path(names.groups), TYPES.securityGroup, TYPES.eksCluster);
  // A rule's own group stands under another input; inline lists share one input, which may show the group itself.
  const self = known(world, from, path("self")) === true ? [group] : [];
  return {
    direction,
    from,
    input: path(names.protocol),
    groups: [...linked, ...self],
    namesMore: () => {
      if (named === undefined || (Array.isArray(named) && named.length === 0)) return false;
      return linked.length < (Array.isArray(named) ? named.length : 1);
    },
    cidrs: () => all(names.cidrs),
    prefixLists: () => all(names.lists),
    admitsPort(port, protocol) {
      const range = ports(protocol);
      return range !== undefined && range[0] <= port && port <= range[1];
    },
    ports,
  };

  function ports(protocol: string): readonly [number, number] | undefined {
    const written = world.text(from, path(names.protocol));
    if (written === undefined) throw unseen(from, path(names.protocol));
    if (written === "-1" || written === "all") return ALL_PORTS;
    if (written !== protocol && written !== entryOf(NUMBERS, protocol)) return undefined;
    return [
      world.number(from, path("fromPort")) ?? ALL_PORTS[0],
      world.number(from, path("toPort")) ?? ALL_PORTS[1],
    ];
  }
}

const NUMBERS: Readonly<Record<string, string>> = { tcp: "6", udp: "17" };

const known = (world: World, from: GraphResource, path: string): unknown => {
  const value = world.peek(from, path);
  return isUnknown(value) ? undefined : value;
};
