import type { GraphResource } from "../../blueprints/graph/graph";
import { TYPES } from "../types";
import { known } from "../world/unseen";
import type { World } from "../world/world";
import { clean, endsOfName } from "./dns";

/** Inputs of a balancer that name pools. */
export const POOL_INPUTS = ["defaultPools", "fallbackPool", "regionPools", "countryPools", "popPools"] as const;

/** Kinds of record that Cloudflare can stand in front of [developers.cloudflare.com/dns/proxy-status/]. */
const PROXIABLE: readonly string[] = ["A", "AAAA", "CNAME"];

export const isAddress = (record: GraphResource, world: World): boolean =>
  PROXIABLE.includes(world.text(record, "type") ?? "");

export const nameOfRecord = (record: GraphResource, world: World): string => clean(world.text(record, "name") ?? "");

/**
 * Balancers, and of each zone without one the first record through which Cloudflare carries traffic: what stands for the
 * zone's traffic.
 */
export function fronts(world: World): readonly GraphResource[] {
  const found = new Map<unknown, GraphResource>();
  const records = world
    .all(TYPES.cloudflareRecord)
    .filter((record) => world.peek(record, "proxied") === true && isAddress(record, world));
  for (const front of [...world.all(TYPES.cloudflareLoadBalancer), ...records]) {
    const zone = zoneKey(front, world);
    if (front.type === TYPES.cloudflareLoadBalancer) found.set(front.id, front);
    else if (![...found.values()].some((other) => zoneKey(other, world) === zone)) found.set(zone, front);
  }
  return [...found.values()];
}

/** A zone by its id or, while that isn't known, by what makes it. */
export function zoneKey(one: GraphResource, world: World): string {
  const [made] = world.linked(one, "zoneId", TYPES.cloudflareZone);
  return made?.id ?? world.text(one, "zoneId") ?? "";
}

/** Load balancers of AWS's that a balancer or record of Cloudflare's leads to. */
export function originsBehind(front: GraphResource, world: World): readonly GraphResource[] {
  const hosts =
    front.type === TYPES.cloudflareLoadBalancer
      ? POOL_INPUTS.flatMap((input) => world.linked(front, input, TYPES.cloudflarePool)).flatMap((pool) =>
          hostsOfPool(pool, world),
        )
      : [known(() => world.text(front, "content"))?.value ?? ""];
  return [...new Set(hosts.flatMap((host) => endsOfName(host, world).resources))].filter(
    ({ type }) => type === TYPES.loadBalancer,
  );
}

/** Names and addresses of a pool's origins, as far as they are known. */
export const hostsOfPool = (pool: GraphResource, world: World): readonly string[] =>
  (known(() => world.list(pool, "origins"))?.value ?? []).flatMap((_, index) => {
    const host = world.peek(pool, `origins[${index}].address`);
    return typeof host === "string" ? [host] : [];
  });
