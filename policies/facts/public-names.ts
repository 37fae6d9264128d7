import type { GraphResource } from "../../blueprints/graph/graph";
import { TYPES } from "../types";
import { known } from "../world/unseen";
import type { World } from "../world/world";
import { clean, type Ends, endsOf, endsOfName, nameOf } from "./dns";

/** A name that customers use: a record that leads from outside to an entry. */
export interface PublicName {
  readonly host: string;
  /** The first record that says it. */
  readonly record: GraphResource;
  readonly ends: Ends;
}

/** Public names. Those that only a CDN or another record asks, wildcards and names of private zones are none. */
export const publicNames = (world: World): readonly PublicName[] =>
  world.fact("public names", () => {
    const inner = innerNames(world);
    const names = new Map<string, PublicName>();
    for (const record of world.all(TYPES.record, TYPES.cloudflareRecord, TYPES.cloudflareLoadBalancer)) {
      const host = known(() => hostOf(record, world))?.value ?? "";
      if (host === "" || /^[*_]/.test(host) || names.has(host) || inner.has(host) || isPrivate(record, world)) continue;
      const ends = endsFrom(record, world);
      if (record.type === TYPES.cloudflareLoadBalancer || isEntry(ends, world)) names.set(host, { host, record, ends });
    }
    return [...names.values()];
  });

const hostOf = (record: GraphResource, world: World): string =>
  record.type === TYPES.record ? nameOf(record, world) : clean(world.text(record, "name") ?? "");

function endsFrom(record: GraphResource, world: World): Ends {
  if (record.type === TYPES.record) return endsOf(record, world);
  const host = known(() => world.text(record, "content"))?.value;
  if (host !== undefined) return endsOfName(host, world);
  return { resources: world.referred(record, ...ENTRIES), hosts: [], unread: [] };
}

function isPrivate(record: GraphResource, world: World): boolean {
  const [zone] = world.linked(record, "zoneId", TYPES.zone);
  return zone !== undefined && world.has(zone, "vpcs");
}

const ENTRIES: readonly string[] = [TYPES.loadBalancer, TYPES.classicLoadBalancer, TYPES.distribution];
const ENTRY_HOST = /\.elb\.[\w.-]*amazonaws\.com$|\.cloudfront\.net$|\.execute-api\.[\w-]+\.amazonaws\.com$/;

const isEntry = ({ resources, hosts }: Ends, world: World): boolean =>
  hosts.some((host) => ENTRY_HOST.test(host)) ||
  resources.some(
    (entry) =>
      (ENTRIES.includes(entry.type) || entry.type.startsWith("aws:apigateway")) &&
      world.peek(entry, "internal") !== true,
  );

/** Where each type names the hosts that it asks in turn: a list's key, and the key of each of its items. */
const ASKS = [
  [TYPES.distribution, "origins", "domainName"],
  [TYPES.cloudflarePool, "origins", "address"],
  [TYPES.record, "aliases", "name"],
  [TYPES.record, "records", ""],
  [TYPES.cloudflareRecord, "content", ""],
] as const;

function innerNames(world: World): ReadonlySet<string> {
  const written = ASKS.flatMap(([type, input, key]) =>
    world.all(type).flatMap((from) =>
      (known(() => world.list(from, input))?.value ?? []).map((item, at) =>
        key === "" ? item : world.peek(from, `${input}[${at}].${key}`),
      ),
    ),
  );
  const referred = world
    .all(TYPES.record)
    .filter((record) =>
      // Through what it asks only: a distribution names its own public names too.
      world.view.to(record).some((edge) => ASKS.some(([type, input]) => edge.from.type === type && edge.input === input)),
    )
    .map((record) => known(() => nameOf(record, world))?.value);
  return new Set([...written, ...referred].flatMap((name) => (typeof name === "string" ? clean(name) : [])));
}
