import type { GraphResource } from "../../blueprints/graph/graph";
import { isUnknown } from "../../blueprints/graph/values";
import { TYPES } from "../types";
import { known } from "../world/unseen";
import type { World } from "../world/world";

/** One metric that an alarm reads: by its own inputs, or by one of its queries. */
export interface Metric {
  readonly alarm: GraphResource;
  /** Where the metric's inputs stand: "" or `metricQueries[0].metric.`. */
  readonly at: string;
  /** The input that holds the statistic. */
  readonly statistic: "statistic" | "stat";
}

/** The metrics of an alarm. Queries that are expressions have none of their own. */
export function metricsOf(alarm: GraphResource, world: World): readonly Metric[] {
  if (!world.has(alarm, "metricQueries")) return [{ alarm, at: "", statistic: "statistic" }];
  return world.list(alarm, "metricQueries").flatMap((_, at): Metric[] => {
    const path = `metricQueries[${at}].metric`;
    return world.has(alarm, path) ? [{ alarm, at: `${path}.`, statistic: "stat" }] : [];
  });
}

export const metricName = ({ alarm, at }: Metric, world: World): string | undefined =>
  world.text(alarm, `${at}metricName`);

/** Names of the metrics that an alarm reads, those in its expressions' queries (Metrics Insights) left out. */
export const metricNames = (alarm: GraphResource, world: World): readonly string[] =>
  metricsOf(alarm, world).flatMap((metric) => metricName(metric, world) ?? []);

/** Alarms that look at a resource: it, or its name, stands in the dimensions of a metric. */
export const alarmsOn = (resource: GraphResource, world: World): readonly GraphResource[] => {
  const found = world
    .fact("alarms by what they look at", () => {
      const map = new Map<string, Set<GraphResource>>();
      for (const alarm of world.all(TYPES.alarm))
        for (const { to, input } of world.view.from(alarm)) {
          if (input !== "dimensions" && input !== "metricQueries") continue;
          map.set(to.id, (map.get(to.id) ?? new Set()).add(alarm));
        }
      return map;
    })
    .get(resource.id);
  const named = NAMED.includes(resource.type)
    ? world.all(TYPES.alarm).filter((alarm) => names(alarm, resource, world))
    : [];
  return [...new Set([...(found ?? []), ...named])];
};

const NAMED: readonly string[] = [TYPES.loadBalancer, TYPES.replicationGroup];

/** Names that no reference shows: the suffix of a balancer's ARN, a node of a cache (id-001). */
function names(alarm: GraphResource, resource: GraphResource, world: World): boolean {
  if (alarm.region !== resource.region) return false;
  const texts = dimensionTexts(alarm, world);
  const { arnSuffix, arn } = resource.outputs ?? {};
  const id = world.peek(resource, "replicationGroupId") ?? resource.outputs?.id;
  return texts.some(
    (text) =>
      text === arnSuffix ||
      (typeof arn === "string" && resource.type === TYPES.loadBalancer && arn.endsWith(`:loadbalancer/${text}`)) ||
      (typeof id === "string" && resource.type === TYPES.replicationGroup && isNodeOf(text, id)),
  );
}

/** Nodes go by the group's id with their number, or with shard and number [ElastiCache API, CacheClusterId]. */
const isNodeOf = (text: string, id: string): boolean =>
  text.startsWith(`${id}-`) && /^(\d{4}-)?\d{3}$/.test(text.slice(id.length + 1));

const dimensionTexts = (alarm: GraphResource, world: World): readonly string[] =>
  world.fact(`dimensions ${alarm.id}`, () => {
    const paths = (known(() => metricsOf(alarm, world))?.value ?? []).map(({ at }) => `${at}dimensions`);
    return paths.flatMap((path) => {
      const value = world.peek(alarm, path);
      if (typeof value !== "object" || value === null || isUnknown(value)) return [];
      return Object.values(value).filter((text): text is string => typeof text === "string");
    });
  });

/** What reads an alarm's state other than by its actions: health checks, composite alarms, experiments, plans. */
export function readersOf(alarm: GraphResource, world: World): readonly GraphResource[] {
  const edges = world.view.to(alarm).filter(({ by, from }) => by !== "order" && !from.type.includes("dashboard"));
  const name = known(() => world.text(alarm, "name"))?.value;
  const composites = world.all(TYPES.compositeAlarm).filter((composite) => {
    const rule = world.peek(composite, "alarmRule");
    return name !== undefined && typeof rule === "string" && new RegExp(`\\(["']?${escape(name)}["']?\\)`).test(rule);
  });
  return [...new Set([...edges.map(({ from }) => from), ...composites])];
}

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Providers whose monitors may watch what no alarm does. */
const MONITORS = /^(datadog|newrelic|grafana|signalfx|dynatrace|checkly):/;

/** Another monitoring service that the graph shows, if any: what it watches is not read. */
export const otherMonitor = (world: World): string | undefined =>
  world.view.types.flatMap((type) => MONITORS.exec(type)?.[1] ?? [])[0];

/** True where an alarm looks at a whole namespace by a Metrics Insights query without a condition. */
export const watchesAll = (alarm: GraphResource, namespace: string, world: World): boolean =>
  (known(() => world.list(alarm, "metricQueries"))?.value ?? []).some((_, at) => {
    const query = known(() => world.text(alarm, `metricQueries[${at}].expression`))?.value ?? "";
    return /^\s*select\b/i.test(query) && !/\bwhere\b/i.test(query) && query.includes(`"${namespace}"`);
  });
