import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withInputs } from "../../change-sample";
import { fail, pass, perTier, rule, type Verdict } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import type { World } from "../../world/world";

const compliant: Sample = {
  resources: [
    { type: TYPES.vpc, name: "network" },
    { type: TYPES.securityGroup, name: "store", inputs: { vpcId: ref("network") } },
    {
      type: TYPES.dbCluster,
      name: "orders",
      inputs: { dbSubnetGroupName: "orders", vpcSecurityGroupIds: [ref("store")] },
    },
  ],
};

interface Place {
  readonly input: string;
  /** A resource of its own that says it instead, and the input by which it names this one. */
  readonly by?: readonly [type: string, input: string];
  readonly unless?: (subject: GraphResource, world: World) => boolean;
}
const notInterface = (subject: GraphResource, world: World): boolean =>
  world.text(subject, "vpcEndpointType") !== "Interface";
const isReplica = (subject: GraphResource, world: World): boolean => world.has(subject, "replicateSourceDb");
// Network and gateway balancers may do without groups; the others get the network's default group.
const notApplication = (subject: GraphResource, world: World): boolean =>
  (world.text(subject, "loadBalancerType") ?? "application") !== "application";
// A node group without groups in its template gets the cluster's own.
const isForNodes = (subject: GraphResource, world: World): boolean =>
  world.has(subject, "networkInterfaces") || world.referrers(subject, [TYPES.eksNodeGroup]).length > 0;

/** What goes to the account's default network, or into the default group, where it is not written. */
const PLACES: Readonly<Record<string, readonly Place[]>> = {
  [TYPES.securityGroup]: [{ input: "vpcId" }],
  [TYPES.defaultSecurityGroup]: [{ input: "vpcId" }],
  [TYPES.internetGateway]: [{ input: "vpcId", by: [TYPES.internetGatewayAttachment, "internetGatewayId"] }],
  [TYPES.vpcEndpoint]: [
    { input: "subnetIds", by: [TYPES.vpcEndpointSubnet, "vpcEndpointId"], unless: notInterface },
    { input: "securityGroupIds", by: [TYPES.vpcEndpointGroup, "vpcEndpointId"], unless: notInterface },
  ],
  [TYPES.dbCluster]: [{ input: "dbSubnetGroupName" }, { input: "vpcSecurityGroupIds" }],
  [TYPES.dbInstance]: [
    { input: "dbSubnetGroupName", unless: isReplica },
    { input: "vpcSecurityGroupIds", unless: isReplica },
  ],
  [TYPES.dbProxy]: [{ input: "vpcSecurityGroupIds" }],
  [TYPES.dbProxyEndpoint]: [{ input: "vpcSecurityGroupIds" }],
  [TYPES.replicationGroup]: [{ input: "subnetGroupName" }, { input: "securityGroupIds" }],
  [TYPES.loadBalancer]: [{ input: "securityGroups", unless: notApplication }],
  [TYPES.launchTemplate]: [{ input: "vpcSecurityGroupIds", unless: isForNodes }],
};

export const placedOnPurpose = rule({
  id: "net/placed-on-purpose",
  title: "What stands in a network names the network, the subnets and the security groups that it belongs to",
  scope: "stack",
  severity: perTier("warning", "warning", "error", "error"),
  why: "What is not written falls to the account's default network or default group: nobody who should reaches it, or everybody does.",
  source:
    "Amazon VPC User Guide, default VPCs, https://docs.aws.amazon.com/vpc/latest/userguide/default-vpc.html, and default security groups, https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html",
  fix: "name the network's own subnets or subnet group, and a security group made for it",
  types: [
    ...Object.keys(PLACES),
    TYPES.internetGatewayAttachment,
    TYPES.vpcEndpointSubnet,
    TYPES.vpcEndpointGroup,
    TYPES.eksNodeGroup,
  ],
  elsewhere: [{ tool: "security-hub", id: "EC2.2", note: "asks that the default group is empty" }],
  example: { compliant, failing: changed(compliant, withInputs("orders", { vpcSecurityGroupIds: undefined })) },
  subjects: (world) => world.all(...Object.keys(PLACES)),
  judge(subject, world) {
    return (PLACES[subject.type] ?? []).flatMap(({ input, by, unless }): Verdict[] => {
      if (world.has(subject, input) || (by && world.referrers(subject, [by[0]], by[1]).length > 0))
        return [pass(input)];
      if (unless?.(subject, world)) return [];
      return [fail(`names no ${input}: the account's default takes its place`, { input, key: input })];
    });
  },
});
