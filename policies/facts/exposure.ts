import type { GraphResource } from "../../blueprints/graph/graph";
import { TYPES } from "../types";
import { allOf, anyOf } from "../world/any";
import { known, unseen } from "../world/unseen";
import type { World } from "../world/world";
import { ANYWHERE, covered } from "./cidr";
import { type Direction, homeless, type Opening, openingsOf } from "./openings";

/** One end of a connection: its security groups, and the addresses that it may have. */
export interface Place {
  /** What has the groups, and the input that names them. */
  readonly resource: GraphResource;
  readonly input: string;
  readonly groups: readonly GraphResource[];
  /** True where it has groups that the graph does not show. */
  readonly hasMore: boolean;
  /** Its ranges, asked only where a range can decide. */
  ranges(): readonly string[];
}

/** The place of a resource whose groups stand in an input (`securityGroups`, `vpcSecurityGroupIds`, …). */
export function placeOf(resource: GraphResource, input: string, world: World, ranges: () => readonly string[]): Place {
  // A cluster of EKS stands for the group that it comes with.
  const groups = world.linked(resource, input, TYPES.securityGroup, TYPES.eksCluster);
  const value = world.peek(resource, input);
  // Nothing written means the VPC's default group, which the graph seldom shows.
  const wanted = Array.isArray(value) ? Math.max(new Set(value.map((item, at) => textOr(item, at))).size, 1) : 1;
  return { resource, input, groups, hasMore: groups.length < wanted, ranges };
}

const textOr = (item: unknown, at: number): string => (typeof item === "string" ? item : `#${at}`);

/** Answers are stateful: what is let in may be answered. */
export const letsIn = (place: Place, peer: Place, port: number, world: World, protocol = "tcp"): boolean =>
  passes(place, peer, { direction: "in", port, protocol }, world);

export const letsOut = (place: Place, peer: Place, port: number, world: World, protocol = "tcp"): boolean =>
  passes(place, peer, { direction: "out", port, protocol }, world);

/** True where every one of these ranges is let in, each by some opening. */
export const admitsAll = (place: Place, ranges: readonly string[], port: number, world: World): boolean =>
  anyOf([() => coversAll(place, () => ranges, { direction: "in", port, protocol: "tcp" }, world)], run) ||
  shut(place, "in", world);

/** True where an opening names this prefix list. */
export const admitsList = (place: Place, list: string, port: number, world: World): boolean =>
  anyOf(lines(place, { direction: "in", port, protocol: "tcp" }, world), (opening) =>
    opening.prefixLists().includes(list),
  ) || shut(place, "in", world);

/** True where anybody on the internet gets in. */
export const isOpenToAll = (place: Place, port: number, world: World): boolean =>
  admitsAll(place, [ANYWHERE], port, world);

interface Door {
  readonly direction: Direction;
  readonly port: number;
  readonly protocol: string;
}

const run = (test: () => boolean): boolean => test();

function passes(place: Place, peer: Place, door: Door, world: World): boolean {
  const byGroup = (): boolean => anyOf(lines(place, door, world), (opening) => fits(opening, peer));
  const byRange = (): boolean => coversAll(place, peer.ranges, door, world);
  if (anyOf([byGroup, byRange], run)) return true;
  // An opening for some group may be for one of the peer's that the graph does not show.
  const forGroups = peer.hasMore && [...lines(place, door, world)].some(({ groups }) => groups.length > 0);
  if (forGroups) throw unseen(peer.resource, peer.input);
  return shut(place, door.direction, world);
}

/** Openings that admit the port. One whose port is not known is asked last and ends the judgement. */
function* lines(place: Place, { direction, port, protocol }: Door, world: World): Generator<Opening> {
  const later: Opening[] = [];
  for (const opening of place.groups.flatMap((group) => openingsOf(group, direction, world))) {
    const admitted = known(() => opening.admitsPort(port, protocol));
    if (!admitted) later.push(opening);
    else if (admitted.value) yield opening;
  }
  for (const opening of later) if (opening.admitsPort(port, protocol)) yield opening;
}

function fits(opening: Opening, peer: Place): boolean {
  if (opening.groups.some((group) => peer.groups.includes(group))) return true;
  if (opening.namesMore()) throw unseen(opening.from, opening.input);
  return false;
}

function coversAll(place: Place, ranges: () => readonly string[], door: Door, world: World): boolean {
  const open = [...lines(place, door, world)].filter((opening) => known(() => opening.cidrs())?.value.length !== 0);
  return open.length > 0 && allOf(ranges(), (range) => anyOf(open, (opening) => covered(range, opening.cidrs())));
}

/** Before anybody is told that a door is shut, nothing that could open it may be out of sight. */
function shut(place: Place, direction: Direction, world: World): false {
  if (place.hasMore) throw unseen(place.resource, place.input);
  const stray = homeless(direction, world).find(({ region }) => region === place.resource.region);
  if (stray) throw unseen(stray, "securityGroupId");
  return false;
}
