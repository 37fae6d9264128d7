import type { Topology } from "./topology";

/**
 * A topology with the names that a manifest has: `aws_autoscaling_group.web` of another tool is its service `web`. Pools of no
 * service are left out. A short name that two have stays long.
 */
export function withShortNames(topology: Topology, services: readonly string[]): Topology {
  const pools = topology.pools
    .map((pool) => ({ ...pool, service: services.find((each) => each === short(pool.service)) ?? pool.service }))
    .filter(({ service }) => services.includes(service));
  const stores = shortened(topology.stores.map(({ name }) => name));
  const lines = shortened(topology.channels.flatMap(({ name, topics }) => [name, ...topics]));
  return {
    ...topology,
    regions: [...new Set(pools.map(({ region }) => region))].sort(),
    pools,
    stores: topology.stores.map((store) => ({ ...store, name: stores(store.name) })),
    channels: topology.channels.map((channel) => ({
      ...channel,
      name: lines(channel.name),
      topics: channel.topics.map(lines),
    })),
  };
}

/** The last part of an address; an index that makes several of one belongs to it. */
const short = (name: string): string => name.split(".").at(-1) ?? name;

function shortened(names: readonly string[]): (name: string) => string {
  const all = [...new Set(names)];
  const unique = new Set(all.filter((name) => all.filter((other) => short(other) === short(name)).length === 1));
  return (name) => (unique.has(name) ? short(name) : name);
}
