import { factValue } from "../../../blueprints/capacity/fact";
import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, without } from "../../change-sample";
import { callersOf, frontsOf } from "../../facts/callers";
import { connectionsOf, PLANNED_SHARE } from "../../facts/connections";
import { instancesOf, isAurora } from "../../facts/db-members";
import { sizeOf } from "../../facts/regions";
import { fail, pass, perTier, rule } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import { known } from "../../world/unseen";
import type { World } from "../../world/world";

const compliant: Sample = {
  resources: [
    { type: TYPES.dbCluster, name: "orders", part: "orders", inputs: { engine: "aurora-postgresql" } },
    {
      type: TYPES.dbClusterInstance,
      name: "orders-0",
      inputs: { clusterIdentifier: ref("orders"), instanceClass: "db.r6g.large" },
    },
    { type: TYPES.dbProxy, name: "proxy", inputs: { engineFamily: "POSTGRESQL" } },
    {
      type: TYPES.dbProxyTarget,
      name: "target",
      inputs: { dbProxyName: ref("proxy"), dbClusterIdentifier: ref("orders") },
    },
    { type: TYPES.group, name: "web", part: "web", inputs: { minSize: 4, maxSize: 20 } },
  ],
  declared: {
    services: {
      web: { runs: "instances", capacityRps: 100, minimum: 4, maximum: 20, reads: [], writes: ["orders"] },
    },
  },
};

export const connectionsOutliveFailover = rule({
  id: "db/connections-outlive-failover",
  title: "Services that grow with their load reach a database through a proxy that keeps their connections",
  scope: "stack",
  severity: perTier("none", "none", "warning", "warning"),
  why: "Each instance brings connections of its own. A failover cuts all of them at once, and hundreds of instances look up the new writer and open theirs again in the same second; and every instance that scaling adds takes more of what the database has.",
  source:
    "AWS Database Blog, improving application availability with Amazon RDS Proxy, https://aws.amazon.com/blogs/database/improving-application-availability-with-amazon-rds-proxy/; RDS Proxy concepts, failover, https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/rds-proxy.howitworks.html#rds-proxy-failover",
  fix: "put a proxy before the database and give services its address",
  types: [
    TYPES.dbCluster,
    TYPES.dbInstance,
    TYPES.dbClusterInstance,
    TYPES.dbProxy,
    TYPES.dbProxyTarget,
    TYPES.group,
    TYPES.deployment,
    TYPES.podAutoscaler,
  ],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, without("proxy", "target")) },
  // Whether callers pool connections by other means is nobody's to say of a stranger's system.
  subjects: (world) =>
    world
      .all(TYPES.dbCluster, TYPES.dbInstance)
      .filter((store) => store.part !== undefined && !world.has(store, "replicateSourceDb")),
  judge(store, world) {
    const fleets = callersOf(store, world).flatMap(({ resource, by }) => (by === "manifest" ? [resource] : []));
    if (!fleets.some((fleet) => growsBeyondOne(fleet, world))) return undefined;
    if (frontsOf(store, world).length > 0) return pass();
    const units = fleets.reduce((sum, fleet) => sum + sizeOf(fleet, world).most, 0);
    const names = [...new Set(fleets.flatMap(({ part }) => part ?? []))].sort().join(" and ");
    return fail(
      `is called by up to ${units} units of ${names} without a proxy: a failover cuts all their connections${crowd(store, units, world)}`,
      { related: fleets },
    );
  },
  repair: ({ part }) => (part === undefined ? undefined : { path: `data.${part}.proxy`, value: true }),
});

const growsBeyondOne = (fleet: GraphResource, world: World): boolean => {
  const { least, most } = sizeOf(fleet, world);
  return most > least && most > 1;
};

/** Words for units that find no connection at their most, at so many a unit as the capacity model assumes. */
function crowd(store: GraphResource, units: number, world: World): string {
  const instances = store.type === TYPES.dbCluster ? instancesOf(store, world) : [store];
  const there = known(() => {
    if (store.type === TYPES.dbCluster && !isAurora(store, world)) return undefined;
    const engine = world.text(store, "engine") ?? "";
    return Math.min(...instances.map((one) => connectionsOf(one, engine, world, store)));
  })?.value;
  const each = factValue("connectionsPerUnit");
  if (there === undefined || units * each <= there * PLANNED_SHARE) return "";
  return `, and at ${each} each (assumed) they ask for ${units * each} where ${Math.floor(there * PLANNED_SHARE)} of ${there} are planned for`;
}
