import { KNOWN_REGIONS } from "../../../blueprints/manifest/regions";
import type { Topology } from "../../../blueprints/topology/topology";
import { routingOf } from "../../facts/dns";
import { TYPES } from "../../types";
import { known } from "../../world/unseen";
import type { World } from "../../world/world";
import { textAt } from "./look";
import { Said, type Section, section } from "./said";

export interface Places {
  readonly section: Section;
  /** Primary first. */
  readonly regions: readonly string[];
  readonly routing?: Said;
}

/** Where it runs: the primary holds the writer, or most of what there is. */
export function placesOf(world: World, topology: Topology): Places {
  const counts = new Map<string, number>();
  for (const { region, custom } of world.resources)
    if (custom && region !== undefined && KNOWN_REGIONS.includes(region))
      counts.set(region, (counts.get(region) ?? 0) + 1);
  const byCount = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([region]) => region);
  const serving = regionsOf(topology).filter((region) => counts.has(region));
  const regions = serving.length > 0 ? byCount.filter((region) => serving.includes(region)) : byCount.slice(0, 1);
  const writer = topology.stores
    .find(({ spans, writesEverywhere }) => spans && !writesEverywhere)
    ?.members.find(({ role, region }) => role === "writer" && regions.includes(region));
  const alone = topology.stores
    .flatMap(({ members }) => members)
    .find(({ role, region }) => role === "writer" && regions.includes(region));
  const chosen = writer ?? alone;
  const primary = chosen?.region ?? regions[0];
  if (primary === undefined)
    return {
      section: section({
        primary: Said.ask("us-east-1", "in which region does it run? No resource shows one; --region says it"),
      }),
      regions: ["us-east-1"],
    };
  const others = regions.filter((region) => region !== primary);
  const count = (region: string): string => `${counts.get(region) ?? 0} resources`;
  return {
    section: section({
      primary: Said.because(primary, chosen ? `the writer of ${chosen.resource}` : count(primary)),
      secondaries: others.length > 0 ? Said.because(others, others.map(count).join(", ")) : undefined,
    }),
    regions: [primary, ...others],
    ...(others.length > 0 && { routing: routing(world) }),
  };
}

/** Regions with something that serves, else those of stores. */
const regionsOf = ({ regions, stores }: Topology): readonly string[] =>
  regions.length > 0 ? regions : stores.flatMap(({ members }) => members.map(({ region }) => region));

/** Failover records make one region serve at a time, any other routing spreads; without records, so may a CDN's balancer. */
function routing(world: World): Said {
  const routed = world
    .all(TYPES.record)
    .map((record) => [record, known(() => routingOf(record, world))?.value] as const);
  const passive = routed.find(([, kind]) => kind === "failover");
  const spread = routed.find(([, kind]) => kind !== undefined && kind !== "failover");
  if (passive) return Said.by("active-passive", passive[0]);
  if (spread) return Said.by("active-active", spread[0]);
  const balancer = world.all(TYPES.cloudflareLoadBalancer).find((each) => textAt(each, "steeringPolicy") !== undefined);
  if (balancer)
    return Said.by(textAt(balancer, "steeringPolicy") === "off" ? "active-passive" : "active-active", balancer);
  return Said.ask(
    "active-passive",
    "do all regions serve at once (active-active), or one until it fails? No record says it",
  );
}
