import facts from "../facts/recovery.json";
import type { GraphResource } from "../graph/graph";
import { TYPES } from "../graph/types";
import { isRecord, valueAt } from "../graph/values";
import { groupBy } from "../group-by";
import { clean, ROUTING, regionIn } from "./names";
import type { Reader } from "./reader";
import type { Distribution, Entry, EntryMember, Probe, Setting } from "./topology";

const { defaults } = facts;

/** Names that lead to regions: records that share one, and load balancers of a CDN. */
export const entriesOf = (reader: Reader): readonly Entry[] => [...recordSets(reader), ...cloudflareBalancers(reader)];

const recordsByName = (reader: Reader): ReadonlyMap<string, readonly GraphResource[]> =>
  groupBy(
    reader.view.ofType(TYPES.record).filter((record) => isAddress(record, reader) && nameOf(record) !== ""),
    nameOf,
  );

function recordSets(reader: Reader): readonly Entry[] {
  const byName = recordsByName(reader);
  return [...byName].flatMap(([name, members]) => {
    const routed = members.map((record) => ({ record, regions: regionsBehind(record, byName, reader, new Set()) }));
    const found = routed.filter(({ regions }) => regions.length > 0);
    const [first] = found;
    if (!first) return [];
    const routing = Object.entries(ROUTING).find(([input]) => reader.has(first.record, input))?.[1] ?? "simple";
    return [
      { name, by: "route53", routing, members: found.map(({ record, regions }) => memberOf(record, regions, reader)) },
    ];
  });
}

/** A name that is not known yet is a certificate's proof and leads nowhere. */
function nameOf({ inputs }: GraphResource): string {
  const name = valueAt(inputs, "name");
  return typeof name === "string" ? clean(name) : "";
}

const isAddress = (record: GraphResource, reader: Reader): boolean =>
  ["A", "AAAA", "CNAME"].includes(reader.text(record, "type") ?? "");

/** Regions that a record leads to in the end, through aliases and other records. */
function regionsBehind(
  record: GraphResource,
  byName: ReadonlyMap<string, readonly GraphResource[]>,
  reader: Reader,
  seen: ReadonlySet<string>,
): readonly string[] {
  if (seen.has(record.id)) return [];
  const on = new Set([...seen, record.id]);
  const targets = reader.linked(record, "aliases", TYPES.loadBalancer, TYPES.classicLoadBalancer);
  const direct = targets.flatMap(({ region }) => region ?? []);
  if (direct.length > 0) return unique(direct);
  return unique(
    hostsIn(record, reader).flatMap((host) => {
      const next = byName.get(host);
      if (next) return next.flatMap((each) => regionsBehind(each, byName, reader, on));
      return regionIn(host) ?? [];
    }),
  );
}

function hostsIn(record: GraphResource, reader: Reader): readonly string[] {
  const aliases = reader.list(record, "aliases").map((alias) => (isRecord(alias) ? alias.name : undefined));
  const texts = [...aliases, ...reader.list(record, "records")].filter((text) => typeof text === "string");
  return texts.map(clean);
}

function memberOf(record: GraphResource, regions: readonly string[], reader: Reader): EntryMember {
  const [check] = reader.linked(record, "healthCheckId", TYPES.healthCheck);
  if (!check && reader.has(record, "healthCheckId")) reader.note("healthCheckId", record);
  const alias = reader.has(record, "aliases");
  const evaluates = reader.list(record, "aliases").some((each) => isRecord(each) && each.evaluateTargetHealth === true);
  return {
    resource: record.name,
    regions,
    ttl: alias ? aliasTtl(record) : reader.setting("record.ttl", record, "ttl"),
    ...(check && { probe: route53Probe(check, reader) }),
    followsTargets: evaluates,
  };
}

/** An alias has the TTL of what it points at, which nobody can set. */
const aliasTtl = (record: GraphResource): Setting => ({
  setting: "alias.ttl",
  value: defaults.aliasTtl.value,
  origin: "default",
  resource: record.name,
});

function route53Probe(check: GraphResource, reader: Reader): Probe {
  const type = reader.text(check, "type") ?? "";
  const limit = type === "TCP" ? defaults.route53TcpLimit : defaults.route53HttpLimit;
  return {
    by: "route53",
    interval: reader.setting("healthCheck.requestInterval", check, "requestInterval", defaults.route53Interval.value),
    threshold: reader.setting(
      "healthCheck.failureThreshold",
      check,
      "failureThreshold",
      defaults.route53Threshold.value,
    ),
    timeout: { setting: "healthCheck.limit", value: limit.value, origin: "default", resource: check.name },
  };
}

/** The edge steers each request to the first pool that is well: no resolver keeps an answer. */
const cloudflareBalancers = (reader: Reader): readonly Entry[] =>
  reader.view.ofType(TYPES.cloudflareLoadBalancer).map((balancer) => ({
    name: clean(reader.text(balancer, "name") ?? balancer.name),
    by: "cloudflare",
    routing: reader.text(balancer, "steeringPolicy") ?? "off",
    members: reader
      .linked(balancer, "defaultPools", TYPES.cloudflarePool)
      .map((pool) => cloudflareMember(pool, balancer, reader)),
  }));

function cloudflareMember(pool: GraphResource, balancer: GraphResource, reader: Reader): EntryMember {
  const [monitor] = reader.linked(pool, "monitor", TYPES.cloudflareMonitor);
  const hosts = reader
    .list(pool, "origins")
    .flatMap((origin) => (isRecord(origin) && typeof origin.address === "string" ? clean(origin.address) : []));
  const byName = recordsByName(reader);
  const regions = hosts.flatMap((host) => {
    const there = byName.get(host);
    return there ? there.flatMap((record) => regionsBehind(record, byName, reader, new Set())) : (regionIn(host) ?? []);
  });
  const proxied = reader.flag(balancer, "proxied");
  return {
    resource: pool.name,
    regions: unique(regions),
    ...(!proxied && { ttl: reader.setting("cloudflareBalancer.ttl", balancer, "ttl") }),
    ...(monitor && {
      probe: {
        by: "cloudflare",
        interval: reader.setting("monitor.interval", monitor, "interval", defaults.cloudflareInterval.value),
        threshold: reader.setting("monitor.retries", monitor, "retries", defaults.cloudflareRetries.value),
        timeout: reader.setting("monitor.timeout", monitor, "timeout", defaults.cloudflareTimeout.value),
      },
    }),
    followsTargets: false,
  };
}

export const distributionsOf = (reader: Reader): readonly Distribution[] => [
  ...reader.view.ofType(TYPES.distribution).map((distribution) => ({
    name: distribution.name,
    provider: "cloudfront" as const,
    attempts: attemptsOf(distribution, reader),
  })),
  ...reader.view
    .ofType(TYPES.cloudflareLoadBalancer, TYPES.cloudflareRecord)
    .filter((each) => reader.flag(each, "proxied"))
    .slice(0, 1)
    .map(({ name }) => ({ name, provider: "cloudflare" as const })),
];

/** The origin that is tried most often. */
function attemptsOf(distribution: GraphResource, reader: Reader): Setting {
  const each = reader
    .list(distribution, "origins")
    .map((_, index) =>
      reader.setting(
        "distribution.connectionAttempts",
        distribution,
        `origins.${index}.connectionAttempts`,
        defaults.cdnAttempts.value,
      ),
    );
  const unseen = each.find(({ value }) => value === undefined);
  const [most] = [...each].sort((a, b) => (b.value ?? 0) - (a.value ?? 0));
  return (
    unseen ?? most ?? { setting: "distribution.connectionAttempts", origin: "unknown", resource: distribution.name }
  );
}

const unique = (texts: readonly string[]): readonly string[] => [...new Set(texts)].sort();
