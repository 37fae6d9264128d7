import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Make } from "../../data/make";
import type { FilledCluster } from "./args";

/** One node group. */
export interface Group {
  readonly name: string;
  readonly type: string;
  readonly minimum: number;
  readonly maximum: number;
  /** Place of its type in `nodeTypes`. */
  readonly index: number;
}

/** What its nodes are started from. */
export function makeTemplate(
  make: Make,
  name: string,
  args: FilledCluster,
  cluster: aws.eks.Cluster,
  group: Group,
  securityGroup: aws.ec2.SecurityGroup,
): aws.ec2.LaunchTemplate {
  const tags = { Name: `${args.clusterName}-${group.name}` };
  return make(
    aws.ec2.LaunchTemplate,
    `${name}-${group.name}`,
    {
      instanceType: group.type,
      // One hop: the metadata service, and with it the node's role, is out of reach of pods.
      metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
      blockDeviceMappings: [
        {
          deviceName: "/dev/xvda",
          ebs: {
            volumeType: "gp3",
            volumeSize: args.diskGiB,
            encrypted: "true",
            // The key's policy must let Auto Scaling's service-linked role use it, as that of our `Key` does.
            kmsKeyId: args.keyArn,
            deleteOnTermination: "true",
          },
        },
      ],
      vpcSecurityGroupIds: [clusterGroup(cluster), securityGroup.id],
      tagSpecifications: [
        { resourceType: "instance", tags },
        { resourceType: "volume", tags },
      ],
      updateDefaultVersion: true,
    },
    { transform: args.transform.launchTemplate, from: { instanceType: `nodeTypes.${group.index}` } },
  );
}

/**
 * The group that EKS makes for control plane and nodes; a template with groups of its own must name it. It is a computed
 * part of something that is given, which previews that answer with what was given would show as missing: it waits for
 * the ARN, which is wholly computed.
 */
export const clusterGroup = (cluster: aws.eks.Cluster): pulumi.Output<string> =>
  pulumi.all([cluster.vpcConfig, cluster.arn]).apply(([vpc]) => vpc.clusterSecurityGroupId);
