import { UNKNOWN } from "../../../../blueprints/graph/values";
import { declaring, withInputs, withMore, without, withResource } from "../../../../policies/change-sample";
import { pathIsOpen } from "../../../../policies/rules/net/path-is-open";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const range = (cidrIpv4: unknown) => withInputs("instances-in", { referencedSecurityGroupId: undefined, cidrIpv4 });
const store = [
  withMore(
    { type: TYPES.securityGroup, name: "store" },
    {
      type: TYPES.dbCluster,
      name: "orders",
      part: "orders",
      inputs: { engine: "aurora-postgresql", vpcSecurityGroupIds: [ref("store")] },
    },
    {
      type: TYPES.egressRule,
      name: "out",
      inputs: { securityGroupId: ref("instances"), ipProtocol: "-1", referencedSecurityGroupId: ref("store") },
    },
    {
      type: TYPES.ingressRule,
      name: "store-in",
      inputs: {
        securityGroupId: ref("store"),
        referencedSecurityGroupId: ref("instances"),
        ipProtocol: "tcp",
        fromPort: 5432,
        toPort: 5432,
      },
    },
  ),
  withResource("template", { part: "web" }),
  declaring({
    services: { web: { runs: "instances", capacityRps: 1, minimum: 1, maximum: 2, reads: ["orders"], writes: [] } },
  }),
];

const door = (type: string, name: string, from: string, to: string, port: number) => ({
  type,
  name,
  inputs: {
    securityGroupId: ref(from),
    referencedSecurityGroupId: ref(to),
    ipProtocol: "tcp",
    fromPort: port,
    toPort: port,
  },
});
const proxy = [
  withMore(
    { type: TYPES.securityGroup, name: "front" },
    { type: TYPES.dbProxy, name: "proxy", inputs: { engineFamily: "POSTGRESQL", vpcSecurityGroupIds: [ref("front")] } },
    {
      type: TYPES.dbProxyTarget,
      name: "target",
      inputs: { dbProxyName: ref("proxy"), dbClusterIdentifier: ref("orders") },
    },
    door(TYPES.egressRule, "out-to-proxy", "instances", "front", 5432),
    door(TYPES.ingressRule, "proxy-in", "front", "instances", 5432),
    door(TYPES.egressRule, "proxy-out", "front", "store", 5432),
    door(TYPES.ingressRule, "store-from-proxy", "store", "front", 5432),
  ),
];
const nodes = [
  without("web"),
  withMore(
    { type: TYPES.eksCluster, name: "cluster", inputs: { name: "shop" } },
    {
      type: TYPES.eksNodeGroup,
      name: "base",
      inputs: { clusterName: ref("cluster"), launchTemplate: { id: ref("template") }, subnetIds: [ref("app")] },
    },
    {
      type: TYPES.groupAttachment,
      name: "attached",
      inputs: { autoscalingGroupName: ref("base"), lbTargetGroupArn: ref("targets") },
    },
  ),
  withInputs("template", { vpcSecurityGroupIds: [ref("instances"), ref("cluster")] }),
];
/** A service of tasks at port 9000 behind the targets, which have 8080; doors are at the port that is given. */
const tasks = (
  open: number,
  loadBalancers: readonly object[] = [{ targetGroupArn: ref("targets"), containerPort: 9000 }],
) => [
  without("web"),
  withInputs("entry-out", { fromPort: open, toPort: open }),
  withInputs("instances-in", { fromPort: open, toPort: open }),
  withMore({
    type: TYPES.ecsService,
    name: "tasks",
    inputs: { networkConfiguration: { subnets: [ref("app")], securityGroups: [ref("instances")] }, loadBalancers },
  }),
];
/** A machine that is attached with a port of its own. */
const attached = (open: number) => [
  without("web"),
  withInputs("entry-out", { fromPort: open, toPort: open }),
  withInputs("instances-in", { fromPort: open, toPort: open }),
  withMore(
    {
      type: TYPES.instance,
      name: "machine",
      inputs: { subnetId: ref("app"), vpcSecurityGroupIds: [ref("instances")] },
    },
    {
      type: TYPES.targetGroupAttachment,
      name: "attachment",
      inputs: { targetGroupArn: ref("targets"), targetId: ref("machine"), port: 9000 },
    },
  ),
];
const kubernetes = declaring({
  services: { app: { runs: "kubernetes", capacityRps: 1, minimum: 1, maximum: 2, reads: ["orders"], writes: [] } },
});

describeRule(pathIsOpen, {
  rows: [
    ["no way out", without("entry-out"), "fail", /may not go out to web on port 8080/],
    [
      "another port",
      withInputs("instances-in", { fromPort: 80, toPort: 80 }),
      "fail",
      /not let in by web on port 8080/,
    ],
    [
      "a health check on another port",
      withInputs("targets", { healthCheck: { port: "9000" } }),
      "fail",
      /on port 9000/,
    ],
    ["tasks at their container's port", tasks(9000), "pass"],
    ["tasks, and doors at the group's port", tasks(8080), "fail", /may not go out to tasks on port 9000/],
    [
      "tasks of which it is not known which port is this group's",
      tasks(9000, [
        { targetGroupArn: ref("targets"), containerPort: 9000 },
        { targetGroupArn: ref("targets"), containerPort: 9001 },
      ]),
      "unknown",
    ],
    ["a machine attached with a port", attached(9000), "pass"],
    ["a machine attached with a port, and doors at the group's", attached(8080), "fail", /to machine on port 9000/],
    ["another protocol", withInputs("instances-in", { ipProtocol: "udp" }), "fail"],
    ["the balancer's range", range("10.0.16.0/20"), "pass"],
    ["a range beside it", range("10.0.32.0/20"), "fail"],
    ["a range that is not known", range(UNKNOWN), "unknown"],
    [
      "inline",
      [
        without("instances-in"),
        withInputs("instances", {
          ingress: [{ protocol: "tcp", fromPort: 8080, toPort: 8080, securityGroups: [ref("entry")] }],
        }),
      ],
      "pass",
    ],
    [
      "the older companion resource",
      [
        without("instances-in"),
        withMore({
          type: TYPES.securityGroupRule,
          name: "older",
          inputs: {
            type: "ingress",
            securityGroupId: ref("instances"),
            sourceSecurityGroupId: ref("entry"),
            protocol: "tcp",
            fromPort: 8080,
            toPort: 8080,
          },
        }),
      ],
      "pass",
    ],
    [
      "a rule whose group is not known may be it",
      [
        without("instances-in"),
        withMore({ type: TYPES.ingressRule, name: "stray", inputs: { securityGroupId: UNKNOWN } }),
      ],
      "unknown",
      /stray/,
    ],
    ["a group that was not read", withInputs("instances-in", { referencedSecurityGroupId: "sg-1" }), "unknown"],
    ["the VPC's default group", withInputs("template", { vpcSecurityGroupIds: undefined }), "unknown"],
    [
      "a network balancer without groups",
      withInputs("balancer", { loadBalancerType: "network", securityGroups: undefined }),
      "does not apply",
    ],
    ["a store that lets its service in", store, "pass"],
    ["a proxy before the store", [...store, ...proxy], "pass"],
    ["a proxy that is shut", [...store, ...proxy, without("proxy-in")], "fail", /not let in by proxy on port 5432/],
    [
      "a store that is shut to its proxy",
      [...store, ...proxy, without("store-from-proxy")],
      "fail",
      /by orders on port/,
    ],
    ["nodes of a cluster", nodes, "pass"],
    [
      "nodes that only the cluster's own group has",
      [...nodes, withInputs("template", { vpcSecurityGroupIds: undefined })],
      "fail",
    ],
    [
      "nodes that are shut out of a store",
      [...nodes, ...store, kubernetes, without("store-in")],
      "fail",
      /by orders on port 5432/,
    ],
    ["a store that does not", [...store, without("store-in")], "fail", /not let in by orders on port 5432/],
  ],
});
