import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Make } from "../../data/make";
import { nodeImage } from "./architecture";
import type { FilledCluster } from "./args";
import { makeNodeRole } from "./node-role";
import { type Group, makeTemplate } from "./node-template";

/**
 * The nodes, in managed groups over the three app subnets:
 *
 * - **base** always has `nodesMinimum` nodes: least, most and wanted are one number, so raising it is one update that EKS
 *   takes. (With one scaled group, `desiredSize` would have to be ignored, and EKS refuses a minimum above it.)
 * - **elastic**, one a node type, from none up to what is left to `nodesMaximum`: the cluster autoscaler sets how many
 *   are wanted (its own limit holds the sum), which is why that is ignored here.
 *
 * The instance type stands in the launch template: there a new type is a rolling update, in the group's own
 * `instanceTypes` it replaces the group.
 */
export function makeNodes(
  make: Make,
  name: string,
  args: FilledCluster,
  cluster: aws.eks.Cluster,
  before: readonly pulumi.Resource[],
) {
  const securityGroup = make(
    aws.ec2.SecurityGroup,
    `${name}-nodes`,
    // Way out and traffic among nodes and control plane come with EKS's own group, which nodes have besides this one.
    { vpcId: args.network.vpcId, description: `Nodes of ${args.clusterName}` },
    { transform: args.transform.nodeSecurityGroup },
  );
  const role = makeNodeRole(make, name, args);
  const shared = { securityGroup, role, before };
  const [first = ""] = args.nodeTypes;
  const { nodesMinimum } = args;
  const base = { name: "base", type: first, minimum: nodesMinimum, maximum: nodesMinimum, index: 0 };
  const room = args.nodesMaximum - nodesMinimum;
  const elastic = args.nodeTypes.map((type, index) => ({
    name: index === 0 ? "elastic" : `elastic-${index + 1}`,
    type,
    minimum: 0,
    maximum: room,
    index,
  }));
  const groups = [base, ...(room > 0 ? elastic : [])].map((group) => ({
    name: group.name,
    resource: makeGroup(make, name, args, cluster, group, shared),
  }));
  return { securityGroup, groups };
}

interface Shared {
  readonly securityGroup: aws.ec2.SecurityGroup;
  readonly role: ReturnType<typeof makeNodeRole>;
  readonly before: readonly pulumi.Resource[];
}

function makeGroup(
  make: Make,
  name: string,
  args: FilledCluster,
  cluster: aws.eks.Cluster,
  group: Group,
  { securityGroup, role, before }: Shared,
): aws.eks.NodeGroup {
  const template = makeTemplate(make, name, args, cluster, group, securityGroup);
  const scaled = group.minimum < group.maximum;
  return make(
    aws.eks.NodeGroup,
    `${name}-${group.name}`,
    {
      clusterName: cluster.name,
      // The cluster's, once it has it: nodes follow the control plane, never lead it.
      version: cluster.version,
      nodeRoleArn: role.arn,
      subnetIds: [...args.network.appSubnetIds],
      amiType: nodeImage(args.nodeTypes),
      capacityType: "ON_DEMAND",
      launchTemplate: { id: template.id, version: pulumi.interpolate`${template.latestVersion}` },
      scalingConfig: { minSize: group.minimum, maxSize: group.maximum, desiredSize: group.minimum },
      // A third at a time: one zone's worth.
      updateConfig: { maxUnavailablePercentage: 33 },
      nodeRepairConfig: { enabled: true },
    },
    {
      transform: args.transform.nodeGroup,
      from: {
        amiType: "nodeTypes",
        version: "version",
        "scalingConfig.minSize": "nodesMinimum",
        "scalingConfig.maxSize": scaled ? "nodesMaximum" : "nodesMinimum",
        "scalingConfig.desiredSize": "nodesMinimum",
      },
      opts: {
        dependsOn: [...before, ...role.attachments],
        ...(scaled && { ignoreChanges: ["scalingConfig.desiredSize"] }),
      },
    },
  );
}
