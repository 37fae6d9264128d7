import type { Statement } from "../../security/key-policy";

export interface ClusterKeyPlace {
  readonly account: string;
  /** Default `aws`. */
  readonly partition?: string;
  /** Name of the `Cluster` component that will use the key; its control plane's role begins with it. */
  readonly cluster: string;
}

/**
 * What a key's policy must allow besides, where it allows use through AWS's data services only, for EKS to encrypt
 * Kubernetes secrets with it. Give it to `Key` as `statements` where there is a cluster:
 *
 * - whoever makes the cluster hands EKS a grant; EKS asks for one that is not marked as being for an AWS resource
 *   [docs.aws.amazon.com/eks/latest/userguide/enable-kms.html: kms:DescribeKey and kms:CreateGrant];
 * - the control plane's role looks at the grants and uses the key in its own name: without that, a cluster's version
 *   cannot be raised [github.com/aws/containers-roadmap/issues/1533; terraform-aws-modules/terraform-aws-eks/issues/1913].
 */
export function clusterKeyStatements({ account, partition = "aws", cluster }: ClusterKeyPlace): Statement[] {
  const principal = { AWS: `arn:${partition}:iam::${account}:root` };
  return [
    {
      Sid: "GrantToEks",
      Effect: "Allow",
      Principal: principal,
      Action: ["kms:CreateGrant", "kms:DescribeKey"],
      Resource: "*",
      Condition: { StringEquals: { "kms:CallerAccount": account } },
    },
    {
      Sid: "UseByControlPlane",
      Effect: "Allow",
      Principal: principal,
      Action: ["kms:Encrypt", "kms:Decrypt", "kms:DescribeKey", "kms:ListGrants"],
      Resource: "*",
      Condition: {
        ArnLike: { "aws:PrincipalArn": `arn:${partition}:iam::${account}:role/${cluster}-control-plane-*` },
      },
    },
  ];
}
