import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { placeOf } from "../../data/arn";
import type { Make } from "../../data/make";
import type { FilledCluster } from "./args";
import { serviceTrust } from "./trust";

/** Joining the cluster and pulling images; the CNI and every service have roles of their own. */
export function makeNodeRole(make: Make, name: string, args: FilledCluster) {
  const partition = args.partition ?? placeOf(args.keyArn).partition;
  const role = make(
    aws.iam.Role,
    `${name}-node`,
    { assumeRolePolicy: serviceTrust("ec2.amazonaws.com") },
    { transform: args.transform.nodeRole },
  );
  const attach = (suffix: string, policy: string) =>
    make(aws.iam.RolePolicyAttachment, `${name}-node-${suffix}`, {
      role: role.name,
      policyArn: pulumi.interpolate`arn:${partition}:iam::aws:policy/${policy}`,
    });
  return {
    arn: role.arn,
    attachments: [
      attach("worker", "AmazonEKSWorkerNodePolicy"),
      attach("images", "AmazonEC2ContainerRegistryPullOnly"),
    ],
  };
}
