import type { ResourceGraph } from "../graph/graph";
import { GraphView } from "../graph/view";
import { channelsOf } from "./channels";
import { distributionsOf, entriesOf } from "./entries";
import { poolsOf } from "./pools";
import { alarmsOf, queuesOf } from "./queues";
import { Reader } from "./reader";
import { storesOf } from "./stores";
import type { Pool, Topology } from "./topology";

/** What a manifest says of the graph: its services are what serves, so that helpers such as an autoscaler do not count. */
export interface DrawOptions {
  readonly services?: readonly string[];
}

/** Draws the topology of a graph, whatever it was read from. What is not seen is listed, never guessed. */
export function drawTopology({ resources }: ResourceGraph, { services }: DrawOptions = {}): Topology {
  const reader = new Reader(new GraphView([...resources].sort(({ id: a }, { id: b }) => (a < b ? -1 : a > b ? 1 : 0))));
  const pools = poolsOf(reader).filter(({ service }) => services === undefined || services.includes(service));
  return {
    regions: servingRegions(pools),
    entries: entriesOf(reader),
    distributions: distributionsOf(reader),
    pools,
    stores: storesOf(reader),
    queues: queuesOf(reader),
    channels: channelsOf(reader),
    alarms: alarmsOf(reader),
    unseen: reader.unseen,
  };
}

/** Functions count only where nothing else serves: one at the edge or behind a topic makes no serving region. */
function servingRegions(pools: readonly Pool[]): readonly string[] {
  const steady = pools.filter(({ kind }) => kind !== "function");
  return [...new Set((steady.length > 0 ? steady : pools).map(({ region }) => region))].sort();
}
