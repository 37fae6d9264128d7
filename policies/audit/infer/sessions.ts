import type { GraphResource } from "../../../blueprints/graph/graph";
import { TYPES } from "../../types";
import type { World } from "../../world/world";
import { numberAt, said, textAt } from "./look";
import { type Node, Said, section } from "./said";
import type { Where } from "./where";

export interface Caches {
  readonly node?: Node;
  readonly groups: readonly GraphResource[];
}

/** The session cache: the replication group of the primary region, with those of other regions. */
export function sessionsOf({ world, regions }: Where): Caches {
  const all = world.all(TYPES.replicationGroup);
  const named = all.filter(
    (each) => each.part === "sessions" || /sess/i.test(`${each.name} ${textAt(each, "replicationGroupId") ?? ""}`),
  );
  const groups = named.length > 0 ? named : all.length <= regions.length ? all : all.slice(0, 1);
  const [group] = [...groups].sort((a, b) => place(a, regions) - place(b, regions));
  if (!group) return { groups: [] };
  const left = all.filter((each) => !groups.includes(each));
  const global = isGlobal(group, world);
  const engine = said(
    group,
    (each) => textAt(each, "engine") ?? "redis",
    (name) => (/^(valkey|redis)$/.test(name) ? name : undefined),
  );
  return {
    groups,
    node: section({
      engine:
        left.length === 0 && named.length > 0
          ? engine
          : engine?.but(
              `does this cache hold sessions? A manifest has one cache${left.length > 0 ? `, and ${left.length} more are here` : ""}`,
            ),
      version: said(
        group,
        (each) => textAt(each, "engineVersion"),
        (text) => /^\d+(\.\d+){0,2}/.exec(text)?.[0],
      ),
      class: said(
        group,
        (each) => textAt(each, "nodeType"),
        (name) => (CLASS.test(name) ? name : undefined),
      ),
      replicas: said(group, replicas, (count) => Math.min(5, Math.max(0, count))),
      snapshots: said(
        group,
        (each) => numberAt(each, "snapshotRetentionLimit"),
        (count) => `${count}d`,
      ),
      ...(regions.length > 1 && {
        global: Said.by(global, group),
        otherRegionsWrite: global ? undefined : elsewhere(groups, regions),
      }),
    }),
  };
}

const CLASS = /^cache\.[a-z][a-z0-9]*\.(micro|small|medium|large|xlarge|[0-9]{1,2}xlarge)$/;

const place = ({ region }: GraphResource, regions: readonly string[]): number => {
  const at = regions.indexOf(region ?? "");
  return at < 0 ? regions.length : at;
};

const replicas = (group: GraphResource): number | undefined => {
  const nodes = numberAt(group, "numCacheClusters");
  return nodes === undefined ? numberAt(group, "replicasPerNodeGroup") : nodes - 1;
};

const isGlobal = (group: GraphResource, world: World): boolean =>
  world.referrers(group, [TYPES.globalReplicationGroup]).length > 0 ||
  world.referred(group, TYPES.globalReplicationGroup).length > 0 ||
  textAt(group, "globalReplicationGroupId") !== undefined;

/** A cache in each region takes that region's writes; one alone is reached from the others. */
function elsewhere(groups: readonly GraphResource[], regions: readonly string[]): Said {
  const everywhere = regions.every((region) => groups.some((group) => group.region === region));
  return everywhere
    ? Said.by("regional", ...groups.slice(0, 2))
    : Said.ask("regional", "how do other regions write sessions? They have no cache of their own here");
}
