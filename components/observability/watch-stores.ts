import * as pulumi from "@pulumi/pulumi";
import facts from "../../blueprints/facts/alarms.json";
import type { AlarmsComponentArgs } from "./alarms-args";
import { type Alarm, worstOf } from "./watch";

const { thresholds } = facts;

/** A store publishes as long as it runs: without a value it does not, or can't say so. */
const ALWAYS = { missing: "breaching" } as const;
const QUARTER = { periodSeconds: 300, periods: 3 } as const;
const SOON = { periodSeconds: 60, periods: 5 } as const;

export const clusterAlarms = (args: AlarmsComponentArgs): readonly Alarm[] =>
  (args.clusters ?? []).flatMap(({ name, clusterIdentifier, instances, receives }) => {
    const dimensions = { DBClusterIdentifier: clusterIdentifier };
    return [
      busy(name, dimensions),
      ...(instances > 1 ? [readerLag(name, dimensions)] : []),
      ...(receives ? [regionLag(args, name, dimensions)] : []),
    ];
  });

const busy = (name: string, dimensions: Readonly<Record<string, pulumi.Input<string>>>): Alarm => ({
  name: `${name}-busy`,
  description: `${name}: an instance's processors have been busy for a quarter of an hour`,
  of: { metric: "databaseCpu", dimensions },
  when: ">=",
  threshold: thresholds.databaseCpuPercent.value,
  ...QUARTER,
  ...ALWAYS,
  from: {},
});

const readerLag = (name: string, dimensions: Readonly<Record<string, pulumi.Input<string>>>): Alarm => ({
  name: `${name}-reader-lag`,
  description: `${name}: a reader answers with what is more than ${thresholds.readerLagMs.value} ms old`,
  of: { metric: "readerLag", dimensions },
  when: ">",
  threshold: thresholds.readerLagMs.value,
  ...SOON,
  // Replica scaling takes readers away, and the last one's metric with it.
  missing: "notBreaching",
  from: { threshold: "clusters" },
});

const regionLag = (
  args: AlarmsComponentArgs,
  name: string,
  dimensions: Readonly<Record<string, pulumi.Input<string>>>,
): Alarm => ({
  name: `${name}-region-lag`,
  description: `${name}: this region lacks more than the last ${args.lagSeconds} s, which a failover would lose`,
  of: { metric: "regionLag", dimensions },
  when: ">=",
  threshold: args.lagSeconds * 1000,
  ...SOON,
  // A copy that says nothing is one that nobody can count on.
  ...ALWAYS,
  from: { threshold: "lagSeconds" },
});

export const instanceAlarms = ({ instances = [] }: AlarmsComponentArgs): readonly Alarm[] =>
  instances.flatMap(({ name, identifier, storageGiB }) => {
    const dimensions = { DBInstanceIdentifier: identifier };
    return [
      busy(name, dimensions),
      {
        name: `${name}-disk`,
        description: `${name}: less than a tenth of the disk is left; a full one stops the database`,
        of: { metric: "storageLeft", dimensions },
        when: "<=",
        threshold: storageGiB * 1024 ** 3 * thresholds.storageLeftShare.value,
        ...QUARTER,
        ...ALWAYS,
        from: { threshold: "instances" },
      },
    ];
  });

/** Nodes have metrics, groups have none: `<group>-001` and on [ElastiCache API, CacheClusterId]. */
export const cacheAlarms = (args: AlarmsComponentArgs): readonly Alarm[] =>
  (args.caches ?? []).flatMap(({ name, replicationGroupId, nodes, receives }): Alarm[] => {
    const each = Array.from({ length: nodes }, (_, index) => ({
      CacheClusterId: pulumi.interpolate`${replicationGroupId}-${String(index + 1).padStart(3, "0")}`,
    }));
    return [
      {
        name: `${name}-busy`,
        description: `${name}: a node's engine, which has one thread, has been busy for a quarter of an hour`,
        of: worstOf("cacheCpu", each),
        when: ">=",
        threshold: thresholds.cacheCpuPercent.value,
        ...QUARTER,
        ...ALWAYS,
        from: { metricQueries: "caches" },
      },
      {
        name: `${name}-memory`,
        description: `${name}: a node's memory is nearly full; then sessions are evicted before their time`,
        of: worstOf("cacheMemory", each),
        when: ">=",
        threshold: thresholds.cacheMemoryPercent.value,
        ...QUARTER,
        ...ALWAYS,
        from: { metricQueries: "caches" },
      },
      ...(receives
        ? [
            {
              name: `${name}-region-lag`,
              description: `${name}: this region lacks more than the last ${args.lagSeconds} s, which a failover would lose`,
              of: worstOf("cacheRegionLag", each),
              when: ">=",
              threshold: args.lagSeconds,
              ...SOON,
              // A copy that says nothing is one that nobody can count on.
              ...ALWAYS,
              from: { threshold: "lagSeconds" },
            } as const,
          ]
        : []),
    ];
  });
