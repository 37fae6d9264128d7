import type { GraphResource } from "../../../blueprints/graph/graph";
import { isUnknown } from "../../../blueprints/graph/values";
import { changed, without } from "../../change-sample";
import { fail, pass, perTier, rule, type Verdict } from "../../rule";
import type { Sample } from "../../sample";
import { TYPES } from "../../types";
import { anyOf } from "../../world/any";
import { unseen } from "../../world/unseen";
import type { World } from "../../world/world";

const compliant: Sample = {
  resources: [
    {
      type: TYPES.dbCluster,
      name: "orders",
      inputs: { clusterIdentifier: "orders", enabledCloudwatchLogsExports: ["postgresql"] },
    },
    {
      type: TYPES.logGroup,
      name: "log",
      inputs: { name: "/aws/rds/cluster/orders/postgresql", retentionInDays: 30 },
    },
  ],
};

export const exportedLogsExpire = rule({
  id: "obs/exported-logs-expire",
  title: "A log that a database or cluster exports goes to a log group that is declared",
  scope: "stack",
  severity: perTier("info", "warning", "warning", "warning"),
  why: "Where there is none the service makes one by itself: it keeps everything for ever, under a key of AWS's.",
  source:
    "Amazon Aurora User Guide, publishing logs to CloudWatch Logs, https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.CloudWatch.html; EKS control plane logs, https://docs.aws.amazon.com/eks/latest/userguide/control-plane-logs.html",
  fix: "declare the log group by the name that the service writes to, with a retention",
  types: [TYPES.dbCluster, TYPES.dbInstance, TYPES.eksCluster, TYPES.logGroup],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, without("log")) },
  subjects: (world) => world.all(TYPES.dbCluster, TYPES.dbInstance, TYPES.eksCluster),
  judge(part, world): readonly Verdict[] | undefined {
    const names = logNames(part, world);
    if (names.length === 0) return undefined;
    return names.map((name): Verdict => {
      if (anyOf(groupsBy(part, world), (group) => world.text(group, "name") === name)) return pass(name);
      return fail(`writes to ${name}, which is not declared and keeps its logs for ever`, { key: name });
    });
  },
});

/** Groups of the region; one that is named after the part by reference, and whose name is not known yet, is asked last. */
const groupsBy = ({ region }: GraphResource, world: World): readonly GraphResource[] =>
  world
    .all(TYPES.logGroup)
    .filter((group) => group.region === region)
    // A group without a name gets one of its own, which no service knows.
    .filter((group) => world.has(group, "name") || isUnknown(world.peek(group, "name")));

/** Names of the groups that a service writes to by itself. */
function logNames(part: GraphResource, world: World): readonly string[] {
  if (part.type === TYPES.eksCluster) {
    if (!world.has(part, "enabledClusterLogTypes")) return [];
    return [`/aws/eks/${named(part, "name", world)}/cluster`];
  }
  const exported = world.texts(part, "enabledCloudwatchLogsExports");
  if (exported.length === 0) return [];
  const [kind, input] =
    part.type === TYPES.dbCluster ? (["cluster", "clusterIdentifier"] as const) : (["instance", "identifier"] as const);
  const id = named(part, input, world);
  return exported.map((log) => `/aws/rds/${kind}/${id}/${log}`);
}

function named(part: GraphResource, input: string, world: World): string {
  const name = world.text(part, input) ?? part.outputs?.[input];
  if (typeof name !== "string" || name === "") throw unseen(part, input);
  return name;
}
