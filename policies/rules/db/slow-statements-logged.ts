import type { GraphResource } from "../../../blueprints/graph/graph";
import { entryOf } from "../../../blueprints/graph/values";
import { changed, withInputs } from "../../change-sample";
import { parametersOf } from "../../facts/parameters";
import { fail, pass, perTier, rule } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import { anyOf } from "../../world/any";
import type { World } from "../../world/world";

const compliant: Sample = {
  resources: [
    {
      type: TYPES.dbClusterParameterGroup,
      name: "parameters",
      inputs: { parameters: [{ name: "log_min_duration_statement", value: "1000" }] },
    },
    {
      type: TYPES.dbCluster,
      name: "orders",
      inputs: {
        engine: "aurora-postgresql",
        enabledCloudwatchLogsExports: ["postgresql"],
        dbClusterParameterGroupName: ref("parameters"),
      },
    },
  ],
};

interface Switch {
  readonly name: string;
  isOn(value: string): boolean;
}

/** By the log that is exported: what makes slow statements appear in it. Both are off by default. */
const SWITCHES: Readonly<Record<string, Switch>> = {
  postgresql: { name: "log_min_duration_statement", isOn: (value) => Number(value) >= 0 },
  slowquery: { name: "slow_query_log", isOn: (value) => /^(1|on)$/i.test(value) },
};

const GROUPS: readonly string[] = [TYPES.dbClusterParameterGroup, TYPES.dbParameterGroup];

export const slowStatementsLogged = rule({
  id: "db/slow-statements-logged",
  title: "A database whose log is kept writes slow statements into it",
  scope: "stack",
  severity: perTier("none", "warning", "warning", "warning"),
  why: "The log is paid for and kept, and on the day that statements are slow there is nothing of them in it: the defaults write none.",
  source:
    "Amazon Aurora User Guide, turning on query logging for Aurora PostgreSQL, https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_LogAccess.Concepts.PostgreSQL.Query_Logging.html; MySQL slow query log, https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.MySQL.Generalslowlog.html",
  fix: "name a parameter group that sets log_min_duration_statement (PostgreSQL) or slow_query_log (MySQL)",
  types: [TYPES.dbCluster, TYPES.dbInstance, TYPES.dbClusterInstance, ...GROUPS],
  elsewhere: [
    { tool: "checkov", id: "CKV2_AWS_27", note: "PostgreSQL clusters, whether the log is exported or not" },
    { tool: "checkov", id: "CKV2_AWS_30", note: "PostgreSQL instances, whether the log is exported or not" },
  ],
  example: { compliant, failing: changed(compliant, withInputs("orders", { dbClusterParameterGroupName: undefined })) },
  subjects: (world) => world.all(TYPES.dbCluster, TYPES.dbInstance),
  judge(store, world) {
    const exported = world.texts(store, "enabledCloudwatchLogsExports").find((log) => Object.hasOwn(SWITCHES, log));
    const wanted = exported === undefined ? undefined : entryOf(SWITCHES, exported);
    if (!wanted) return undefined;
    const isSet = (group: GraphResource): boolean => wanted.isOn(parametersOf(group, world).get(wanted.name) ?? "-1");
    if (anyOf(groupsOf(store, world), isSet)) return pass();
    return fail(`keeps its ${exported} log, and ${wanted.name} is not set: slow statements are not in it`, {
      input: store.type === TYPES.dbCluster ? "dbClusterParameterGroupName" : "parameterGroupName",
    });
  },
});

/** Parameter groups of a store and, of a cluster, its instances. One that is named and was not read is unknown. */
function* groupsOf(store: GraphResource, world: World): Generator<GraphResource> {
  const members = world.referrers(store, [TYPES.dbClusterInstance], "clusterIdentifier");
  const inputs = ["dbClusterParameterGroupName", "dbInstanceParameterGroupName", "parameterGroupName"];
  for (const [holder, input] of [
    ...inputs.map((name) => [store, name] as const),
    ...members.map((member) => [member, "dbParameterGroupName"] as const),
  ]) {
    const name = world.peek(holder, input);
    if (name === undefined || (typeof name === "string" && name.startsWith("default."))) continue;
    yield* world.follow(holder, input, ...GROUPS);
  }
}
