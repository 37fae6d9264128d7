import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withInputs } from "../../change-sample";
import { callersOf, frontsOf } from "../../facts/callers";
import { connectionsOf, PLANNED_SHARE } from "../../facts/connections";
import { instancesOf, isAurora } from "../../facts/db-members";
import { fail, pass, perTier, rule } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import type { World } from "../../world/world";

const compliant: Sample = {
  resources: [
    { type: TYPES.dbCluster, name: "orders", inputs: { engine: "aurora-postgresql" } },
    {
      type: TYPES.dbClusterInstance,
      name: "orders-0",
      inputs: { clusterIdentifier: ref("orders"), instanceClass: "db.r6g.large" },
    },
    {
      type: TYPES.lambda,
      name: "checkout",
      inputs: { reservedConcurrentExecutions: 100, environment: { variables: { HOST: ref("orders") } } },
    },
  ],
};

export const connectionsFit = rule({
  id: "db/connections-fit",
  title: "Functions that call a database can't ask for more connections than it has",
  scope: "stack",
  severity: perTier("none", "warning", "error", "error"),
  why: "Each concurrent run of a function opens a connection. At a peak the database refuses everybody's, the healthy callers' too, and every retry makes it worse.",
  source:
    "Maximum connections of Aurora instances, https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.Managing.html; RDS Proxy connections, https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/rds-proxy-connections.html",
  fix: "reserve a concurrency for the function that fits the database, or put a proxy before it",
  types: [
    TYPES.dbCluster,
    TYPES.dbClusterInstance,
    TYPES.dbInstance,
    TYPES.dbParameterGroup,
    TYPES.dbClusterParameterGroup,
    TYPES.dbProxy,
    TYPES.dbProxyTargetGroup,
    TYPES.lambda,
  ],
  elsewhere: [],
  example: {
    compliant,
    failing: changed(compliant, withInputs("checkout", { reservedConcurrentExecutions: 1500 })),
  },
  subjects: (world) => world.all(TYPES.dbCluster, TYPES.dbInstance),
  judge(store, world) {
    const isCluster = store.type === TYPES.dbCluster;
    if (isCluster && !isAurora(store, world)) return undefined;
    const instances = isCluster ? instancesOf(store, world) : [store];
    const functions = callersOf(store, world).flatMap(({ resource }) =>
      resource.type === TYPES.lambda ? [resource] : [],
    );
    if (instances.length === 0 || functions.length === 0) return undefined;
    const proxies = frontsOf(store, world);
    const share = proxies.reduce((sum, proxy) => sum + shareOf(proxy, world), 0);
    if (share > 100)
      return fail(`may have ${share} % of its connections taken by its ${proxies.length} proxies together`, {
        key: "proxies",
        related: proxies,
      });
    // A proxy shares a bounded pool between those that call it.
    const direct = proxies.length === 0 ? functions : functions.filter((one) => goesPast(one, store, proxies, world));
    let wanted = 0;
    for (const one of direct) {
      // -1 and nothing: the account's whole pool.
      const most = world.number(one, "reservedConcurrentExecutions") ?? -1;
      if (most < 0)
        return fail(
          `is called by ${one.name}, whose concurrency nothing bounds, ${proxies.length === 0 ? "without a proxy" : "past its proxy"}`,
          { related: [one] },
        );
      wanted += most;
    }
    if (direct.length === 0) return pass();
    const engine = world.text(store, "engine") ?? "";
    const cluster = isCluster ? store : undefined;
    const there = Math.min(...instances.map((one) => connectionsOf(one, engine, world, cluster)));
    if (proxies.length > 0) {
      if (wanted + (there * share) / 100 <= there) return pass();
      return fail(`may be asked for ${wanted} connections by functions and ${share} % of ${there} by its proxy`);
    }
    const limit = Math.floor(there * PLANNED_SHARE);
    if (wanted <= limit) return pass();
    return fail(`may be asked for ${wanted} connections by functions where ${limit} of ${there} are planned for`);
  },
});

/** Percent of the database's connections that a proxy may take: all, unless its target group says less [RDS Proxy]. */
const shareOf = (proxy: GraphResource, world: World): number =>
  world
    .referrers(proxy, [TYPES.dbProxyTargetGroup], "dbProxyName")
    .map((group) => world.number(group, "connectionPoolConfig.maxConnectionsPercent") ?? 100)[0] ?? 100;

/** True where a function names the database itself and none of its proxies. */
function goesPast(
  caller: GraphResource,
  store: GraphResource,
  proxies: readonly GraphResource[],
  world: World,
): boolean {
  const named = world.referred(caller, store.type, TYPES.dbProxy);
  return named.includes(store) && !proxies.some((proxy) => named.includes(proxy));
}
