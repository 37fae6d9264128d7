import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withInputs, withMore } from "../../change-sample";
import { kindOf, membersOf, targetGroupsOf } from "../../facts/balancers";
import { fail, pass, perTier, rule, type Verdict } from "../../rule";
import { ref } from "../../sample";
import { cluster } from "../../samples/kubernetes";
import { TYPES } from "../../types";
import type { World } from "../../world/world";

const compliant = changed(
  cluster,
  withInputs("nodes", { launchTemplate: { id: ref("template") } }),
  withMore(
    { type: TYPES.securityGroup, name: "workers" },
    { type: TYPES.launchTemplate, name: "template", inputs: { vpcSecurityGroupIds: [ref("workers"), ref("cluster")] } },
    { type: TYPES.securityGroup, name: "entry" },
    { type: TYPES.loadBalancer, name: "balancer", inputs: { securityGroups: [ref("entry")] } },
    { type: TYPES.targetGroup, name: "targets", inputs: { port: 30080, targetType: "instance" } },
    {
      type: TYPES.listener,
      name: "https",
      inputs: {
        loadBalancerArn: ref("balancer"),
        defaultActions: [{ type: "forward", targetGroupArn: ref("targets") }],
      },
    },
    {
      type: TYPES.groupAttachment,
      name: "attachment",
      inputs: { autoscalingGroupName: ref("nodes"), lbTargetGroupArn: ref("targets") },
    },
  ),
);

export const balancerReachesNodes = rule({
  id: "k8s/balancer-reaches-nodes",
  title: "Nodes behind a load balancer bear a security group that can let it in",
  scope: "stack",
  severity: perTier("error", "error", "error", "error"),
  why: "Nodes whose launch template names no security group bear the cluster's alone, which lets in only itself: the load balancer's connections are dropped, no target gets healthy, and the cluster looks well from inside.",
  source:
    "Amazon EKS user guide, view Amazon EKS security group requirements for clusters, https://docs.aws.amazon.com/eks/latest/userguide/sec-group-reqs.html, and customize managed nodes with launch templates, https://docs.aws.amazon.com/eks/latest/userguide/launch-templates.html",
  fix: "name a security group that lets the load balancer in, beside the cluster's own, in the nodes' launch template",
  types: [
    TYPES.eksNodeGroup,
    TYPES.launchTemplate,
    TYPES.targetGroup,
    TYPES.loadBalancer,
    TYPES.ingressRule,
    TYPES.securityGroupRule,
  ],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, withInputs("template", { vpcSecurityGroupIds: undefined })) },
  subjects: (world) => world.all(TYPES.eksNodeGroup),
  judge(group, world): readonly Verdict[] | undefined {
    const balancers = balancersOf(group, world);
    if (balancers.length === 0) return undefined;
    if (bearsOwnGroups(group, world)) return [pass()];
    const [eks] = world.linked(group, "clusterName", TYPES.eksCluster);
    if (!eks) return undefined;
    return balancers.map((balancer): Verdict => {
      const key = balancer.name;
      if (world.linked(balancer, "securityGroups", TYPES.eksCluster).includes(eks) || opensCluster(eks, world))
        return pass(key);
      return fail(`is behind ${balancer.name} and bears the cluster's security group only, which lets it in nowhere`, {
        key,
        input: "launchTemplate",
        related: [balancer, eks],
      });
    });
  },
});

/** Network balancers may send with their clients' addresses, or without groups of their own. */
const balancersOf = (group: GraphResource, world: World): readonly GraphResource[] =>
  world
    .all(TYPES.loadBalancer)
    .filter(
      (balancer) => world.peek(balancer, "loadBalancerType") !== "gateway" && kindOf(balancer, world) === "application",
    )
    .filter((balancer) => targetGroupsOf(balancer, world).some((targets) => membersOf(targets, world).includes(group)));

/** By its launch template, or by the rights to log in, for which EKS makes a group of its own. */
function bearsOwnGroups(group: GraphResource, world: World): boolean {
  const [template] = world.linked(group, "launchTemplate", TYPES.launchTemplate);
  if (!template) return world.has(group, "launchTemplate");
  const own = "vpcSecurityGroupIds";
  if (!world.has(template, own))
    return world.has(template, "networkInterfaces") || world.has(template, "securityGroupNames");
  const value = world.peek(template, own);
  const clusters = world.linked(template, own, TYPES.eksCluster).length;
  return !Array.isArray(value) || value.length > clusters;
}

/** True where a rule of its own opens the group that EKS made for the cluster. */
const opensCluster = (eks: GraphResource, world: World): boolean =>
  world
    .referrers(eks, [TYPES.ingressRule, TYPES.securityGroupRule], "securityGroupId")
    .some((one) => one.type === TYPES.ingressRule || world.peek(one, "type") !== "egress");
