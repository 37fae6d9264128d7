import type { GraphResource } from "../../blueprints/graph/graph";
import { ROUTING } from "../../blueprints/topology/names";
import { TYPES } from "../types";
import { known } from "../world/unseen";
import type { World } from "../world/world";
import { clean, regionIn } from "./names";

export { clean, matches } from "./names";

export type Routing = (typeof ROUTING)[keyof typeof ROUTING];

/** How a record shares its name with others; undefined for a simple one. */
export function routingOf(record: GraphResource, world: World): Routing | undefined {
  const found = Object.entries(ROUTING).find(([input]) => {
    const value = world.peek(record, input);
    return world.has(record, input) && value !== false;
  });
  return found?.[1];
}

/** A record's full name in lower case, without the last dot. Short names are completed by their zone, as Route 53 does. */
export function nameOf(record: GraphResource, world: World): string {
  const name = clean(world.text(record, "name") ?? "");
  const [zone] = world.linked(record, "zoneId", TYPES.zone);
  const zoneName = zone && known(() => world.text(zone, "name"))?.value;
  if (zoneName === undefined) return name;
  const end = clean(zoneName);
  return name === end || name.endsWith(`.${end}`) ? name : name === "" ? end : `${name}.${end}`;
}

/** Records of one name, type and kind of routing, wherever they stand: a set whose members share the questions. */
export interface RecordSet {
  readonly name: string;
  readonly type: string;
  readonly routing: Routing;
  readonly members: readonly GraphResource[];
}

/** Every routed set. Its members may stand in several stacks; records without a known name are in none. */
export const recordSets = (world: World): readonly RecordSet[] =>
  world.fact("record sets", () => {
    const sets = new Map<string, { name: string; type: string; routing: Routing; members: GraphResource[] }>();
    for (const record of world.all(TYPES.record)) {
      const routing = routingOf(record, world);
      const name = known(() => nameOf(record, world))?.value;
      const type = known(() => world.text(record, "type"))?.value;
      if (!routing || name === undefined || type === undefined) continue;
      // The same name in two zones that are both shown (a public and a private one) makes two sets.
      const [zone] = world.linked(record, "zoneId", TYPES.zone);
      const privately = zone && world.has(zone, "vpcs") ? "private" : "";
      const key = [name, type, routing, privately].join(" ");
      const set = sets.get(key);
      if (set) set.members.push(record);
      else sets.set(key, { name, type, routing, members: [record] });
    }
    return [...sets.values()];
  });

export const setOf = (record: GraphResource, world: World): RecordSet | undefined =>
  world
    .fact("record sets by member", () => {
      const pairs = recordSets(world).flatMap((set) => set.members.map((member) => [member.id, set] as const));
      return new Map(pairs);
    })
    .get(record.id);

/** Sets that these kinds of routing make, each by its first record: the subject that stands for it. */
export const firstRecords = (world: World, ...routings: readonly Routing[]): readonly GraphResource[] =>
  recordSets(world)
    .filter(({ routing }) => routings.includes(routing))
    .flatMap(({ members }) => members.slice(0, 1));

/** Where a name or a record leads in the end. */
export interface Ends {
  readonly resources: readonly GraphResource[];
  /** Host names and addresses that no record of the graph answers. */
  readonly hosts: readonly string[];
  /** What could not be followed. */
  readonly unread: readonly string[];
}

const NOWHERE: Ends = { resources: [], hosts: [], unread: [] };

/** What an alias can point at and the graph show: balancers, distributions, buckets, APIs, anything that is no record. */
const isTarget = ({ type, custom }: GraphResource): boolean =>
  custom && type !== TYPES.record && type !== TYPES.zone && !type.startsWith("random:");

/** Follows a record through aliases and CNAMEs. */
export const endsOf = (record: GraphResource, world: World): Ends =>
  world.fact(`ends ${record.id}`, () => follow(record, world, new Set()));

/** Records that lead to a resource, through any chain. */
export const recordsTo = (target: GraphResource, world: World): readonly GraphResource[] =>
  world
    .fact("records by end", () => {
      const map = new Map<string, GraphResource[]>();
      for (const record of world.all(TYPES.record))
        for (const { id } of endsOf(record, world).resources) {
          const there = map.get(id);
          if (there) there.push(record);
          else map.set(id, [record]);
        }
      return map;
    })
    .get(target.id) ?? [];

function follow(record: GraphResource, world: World, seen: ReadonlySet<string>): Ends {
  if (seen.has(record.id)) return NOWHERE;
  const on = new Set([...seen, record.id]);
  const through = ["aliases", "records"].flatMap((input) =>
    world.view.from(record).filter((edge) => edge.input === input && edge.by !== "order"),
  );
  const names = namesIn(record, world);
  const direct = named(through.map(({ to }) => to).filter(isTarget), names.hosts);
  const linked = through.filter(({ to }) => to.type === TYPES.record).map(({ to }) => follow(to, world, on));
  const missing = direct.length + linked.length === 0 && names.unread ? [`target of ${record.name}`] : [];
  const further = direct.length > 0 ? [] : names.hosts.map((host) => endsOfName(host, world, on));
  return join([{ resources: direct, hosts: [], unread: missing }, ...linked, ...further]);
}

/** Balancers of a region share one hosted zone id, which an alias names too: where the host name is known, it decides. */
function named(targets: readonly GraphResource[], hosts: readonly string[]): readonly GraphResource[] {
  const exact = targets.filter(({ outputs }) =>
    [outputs?.dnsName, outputs?.domainName].some((name) => typeof name === "string" && hosts.includes(clean(name))),
  );
  return exact.length > 0 ? exact : targets;
}

/** Follows a name: to the records that answer it, or it is a host outside. */
export function endsOfName(host: string, world: World, seen: ReadonlySet<string> = new Set()): Ends {
  const records = recordsNamed(host, world);
  if (records.length > 0) return join(records.map((record) => follow(record, world, seen)));
  const answering = answeringTo(clean(host), world);
  return answering ? { ...NOWHERE, resources: [answering] } : { ...NOWHERE, hosts: [clean(host)] };
}

/** What the cloud gave a host name of its own, as states show it. */
const answeringTo = (host: string, world: World): GraphResource | undefined =>
  world
    .fact("balancers and distributions by host", () => {
      const map = new Map<string, GraphResource>();
      for (const resource of world.all(TYPES.loadBalancer, TYPES.classicLoadBalancer, TYPES.distribution))
        for (const name of [resource.outputs?.dnsName, resource.outputs?.domainName])
          if (typeof name === "string") map.set(clean(name), resource);
      return map;
    })
    .get(host);

/** Address records that answer a name; a wildcard answers where nothing more exact does. */
export function recordsNamed(host: string, world: World): readonly GraphResource[] {
  const byName = world.fact("records by name", () => {
    const map = new Map<string, GraphResource[]>();
    for (const record of world.all(TYPES.record)) {
      const name = known(() => nameOf(record, world))?.value;
      const type = known(() => world.text(record, "type"))?.value;
      if (name === undefined || type === undefined || !["A", "AAAA", "CNAME"].includes(type)) continue;
      map.set(name, [...(map.get(name) ?? []), record]);
    }
    return map;
  });
  const name = clean(host);
  return byName.get(name) ?? byName.get(name.replace(/^[^.]+/, "*")) ?? [];
}

function namesIn(record: GraphResource, world: World): { hosts: readonly string[]; unread: boolean } {
  const aliases = world.has(record, "aliases")
    ? known(() => world.list(record, "aliases").map((_, index) => world.text(record, `aliases[${index}].name`) ?? ""))
    : { value: [] };
  const records = known(() => world.texts(record, "records"));
  return { hosts: [...(aliases?.value ?? []), ...(records?.value ?? [])].map(clean), unread: !aliases || !records };
}

const join = (ends: readonly Ends[]): Ends => ({
  resources: [...new Set(ends.flatMap(({ resources }) => resources))],
  hosts: [...new Set(ends.flatMap(({ hosts }) => hosts))],
  unread: [...new Set(ends.flatMap(({ unread }) => unread))],
});

/** Regions where the ends are, sorted; what says no region (a distribution, a host outside) counts as none. */
export function regionsOf({ resources, hosts }: Ends): readonly string[] {
  const here = resources.filter(({ type }) => type !== TYPES.distribution).map(({ region }) => region);
  return [...new Set([...here, ...hosts.map(regionIn)])].filter((region) => region !== undefined).sort();
}
