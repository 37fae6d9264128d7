import type { GraphResource } from "../../../blueprints/graph/graph";
import { isUnknown } from "../../../blueprints/graph/values";
import { changed, withInputs } from "../../change-sample";
import { membersOf } from "../../facts/balancers";
import { hasSource } from "../../facts/scaling-targets";
import { fail, pass, perTier, rule } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import { unseen } from "../../world/unseen";
import type { World } from "../../world/world";

const compliant: Sample = {
  resources: [
    { type: TYPES.loadBalancer, name: "entry" },
    { type: TYPES.targetGroup, name: "targets", inputs: { port: 8080 } },
    {
      type: TYPES.listener,
      name: "https",
      inputs: { loadBalancerArn: ref("entry"), defaultActions: [{ type: "forward", targetGroupArn: ref("targets") }] },
    },
    { type: TYPES.group, name: "web", inputs: { minSize: 2, targetGroupArns: [ref("targets")] } },
  ],
};

export const targetsRegistered = rule({
  id: "net/targets-registered",
  title: "A target group that gets requests has members, and of a cluster all groups of nodes",
  scope: "stack",
  severity: perTier("error", "error", "error", "error"),
  why: "A target group without members answers 503 while its machines stand by idle; nodes that are in none get no traffic, and all of it goes with the others.",
  source:
    "Elastic Load Balancing, register targets with your target group, https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-register-targets.html",
  fix: "name the target group in the scaling group, or attach the group of nodes to it",
  types: [
    TYPES.targetGroup,
    TYPES.listener,
    TYPES.listenerRule,
    TYPES.group,
    TYPES.groupAttachment,
    TYPES.targetGroupAttachment,
    TYPES.trafficSourceAttachment,
    TYPES.eksNodeGroup,
  ],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, withInputs("web", { targetGroupArns: undefined })) },
  subjects: (world) =>
    world
      .all(TYPES.targetGroup)
      .filter((targets) => world.referrers(targets, [TYPES.listener, TYPES.listenerRule]).length > 0),
  judge(targets, world) {
    const members = membersOf(targets, world);
    const nodes = members.filter(({ type }) => type === TYPES.eksNodeGroup);
    if (nodes.length > 0) return judgeNodes(targets, nodes, world);
    if (members.length > 0) return pass();
    // Addresses and functions are registered by what makes them.
    if ((world.text(targets, "targetType") ?? "instance") !== "instance") return undefined;
    const [idle] = world
      .all(TYPES.group)
      .filter((group) => group.stack === targets.stack && !hasSource(group, world) && !isOfCluster(group, world));
    if (!idle) return undefined;
    demandPlaced(targets, world);
    return fail(`gets requests and has no member, while ${idle.name} is in no target group`, { related: [idle] });
  },
});

/** Nodes with taints are for something else. */
function judgeNodes(targets: GraphResource, nodes: readonly GraphResource[], world: World) {
  const clusters = nodes.flatMap((node) => world.linked(node, "clusterName", TYPES.eksCluster));
  const others = clusters
    .flatMap((cluster) => world.referrers(cluster, [TYPES.eksNodeGroup], "clusterName"))
    .filter((node) => !nodes.includes(node) && !world.has(node, "taints"));
  const [left] = others;
  if (!left) return pass();
  demandPlaced(targets, world);
  return fail(`has nodes of ${nodes.map(({ name }) => name).join(", ")} and none of ${left.name}`, {
    related: [left],
  });
}

/** The cluster's nodes are registered by controllers in it; it finds its groups by their tags. */
const isOfCluster = (group: GraphResource, world: World): boolean =>
  world
    .list(group, "tags")
    .some((_, at) => /^(kubernetes\.io|k8s\.io)\//.test(String(world.peek(group, `tags[${at}].key`))));

const ATTACHMENTS = [
  [TYPES.groupAttachment, "lbTargetGroupArn"],
  [TYPES.targetGroupAttachment, "targetGroupArn"],
  [TYPES.trafficSourceAttachment, "trafficSource"],
] as const;

/** An attachment whose target group is not known may be for this one. */
function demandPlaced({ stack }: GraphResource, world: World): void {
  for (const [type, input] of ATTACHMENTS)
    for (const attachment of world.all(type)) {
      const isLost = world.linked(attachment, input, TYPES.targetGroup).length === 0;
      if (attachment.stack === stack && isLost && isUnknown(world.peek(attachment, input)))
        throw unseen(attachment, input);
    }
}
