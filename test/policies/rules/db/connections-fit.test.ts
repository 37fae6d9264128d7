import { UNKNOWN } from "../../../../blueprints/graph/values";
import { type Change, changed, withInputs, withMore, without } from "../../../../policies/change-sample";
import { connectionsFit } from "../../../../policies/rules/db/connections-fit";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const unbounded = withInputs("checkout", { reservedConcurrentExecutions: undefined });
/** A proxy before the database, with this share of its connections. */
const proxy = (name: string, percent?: number) =>
  withMore(
    { type: TYPES.dbProxy, name },
    {
      type: "aws:rds/proxyTarget:ProxyTarget",
      name: `${name}-target`,
      inputs: { dbClusterIdentifier: ref("orders"), dbProxyName: ref(name) },
    },
    {
      type: TYPES.dbProxyTargetGroup,
      name: `${name}-group`,
      inputs: {
        dbProxyName: ref(name),
        ...(percent !== undefined && { connectionPoolConfig: { maxConnectionsPercent: percent } }),
      },
    },
  );
/** The function names these. */
const naming = (...names: readonly string[]) =>
  withInputs("checkout", { environment: { variables: Object.fromEntries(names.map((name) => [name, ref(name)])) } });
/** The cluster's own parameter group sets this many. */
const accepting = (value: unknown): readonly Change[] => [
  withMore({
    type: TYPES.dbClusterParameterGroup,
    name: "settings",
    inputs: { parameters: [{ name: "max_connections", value }] },
  }),
  withInputs("orders", { dbClusterParameterGroupName: ref("settings") }),
];
/** An instance of its own in place of the cluster. */
const instance =
  (inputs: Record<string, unknown>): Change =>
  (sample) =>
    changed(
      sample,
      without("orders", "orders-0"),
      withMore({ type: TYPES.dbInstance, name: "orders", inputs: { instanceClass: "db.r6g.large", ...inputs } }),
    );

describeRule(connectionsFit, {
  rows: [
    // 16 GiB: 16e9 / 9531392 is 1678 connections, 80 % of them 1342.
    ["exactly as many", withInputs("checkout", { reservedConcurrentExecutions: 1342 }), "pass"],
    ["one more", withInputs("checkout", { reservedConcurrentExecutions: 1343 }), "fail", /1343 .* 1342 of 1678/],
    ["no bound", withInputs("checkout", { reservedConcurrentExecutions: undefined }), "fail", /nothing bounds/],
    ["a bound that is not known", withInputs("checkout", { reservedConcurrentExecutions: UNKNOWN }), "unknown"],
    ["a class that no source covers", withInputs("orders-0", { instanceClass: "db.serverless" }), "unknown"],
    ["no function calls it", without("checkout"), "does not apply"],
    [
      "a smaller class",
      [
        withInputs("orders-0", { instanceClass: "db.t4g.medium" }),
        withInputs("checkout", { reservedConcurrentExecutions: 400 }),
      ],
      "fail",
      /400 .* 335 of 419/,
    ],
    ["fewer by the cluster's parameter group", accepting("100"), "fail", /100 connections .* 80 of 100/],
    [
      "more by the cluster's parameter group",
      [...accepting("2000"), withInputs("checkout", { reservedConcurrentExecutions: 1600 })],
      "pass",
    ],
    ["a formula in the parameter group", accepting("LEAST({DBInstanceClassMemory/9531392},5000)"), "unknown"],
    ["a proxy before it", [unbounded, proxy("proxy"), naming("proxy")], "pass"],
    [
      "a function that goes past the proxy",
      [unbounded, proxy("proxy")],
      "fail",
      /checkout, whose concurrency nothing bounds, past its proxy/,
    ],
    ["a bounded one past the proxy", proxy("proxy", 20), "pass"],
    [
      "a bounded one past a proxy that takes nearly all",
      proxy("proxy", 95),
      "fail",
      /100 connections by functions and 95 % of 1678 by its proxy/,
    ],
    ["a function that names both", [unbounded, proxy("proxy"), naming("proxy", "orders")], "pass"],
    ["two proxies that share", [proxy("one", 60), proxy("two", 40), naming("one", "two")], "pass"],
    [
      "two proxies that both take all",
      [proxy("one"), proxy("two"), naming("one", "two")],
      "fail",
      /200 % .* 2 proxies/,
    ],
    ["an instance of PostgreSQL", instance({ engine: "postgres" }), "pass"],
    ["an instance, no bound", [instance({ engine: "postgres" }), unbounded], "fail", /nothing bounds/],
    ["an instance of an engine that no source covers", instance({ engine: "mysql" }), "unknown", /max_connections/],
    ["an instance that nobody calls", [instance({ engine: "postgres" }), naming()], "does not apply"],
  ],
});
