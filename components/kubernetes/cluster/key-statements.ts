/**
 * What a region's key must allow besides for EKS to encrypt Kubernetes secrets with it: whoever makes the cluster hands
 * EKS a grant, and that is not marked as one for an AWS resource, so that a policy which demands the mark
 * (`kms:GrantIsForAWSResource`) refuses it [docs.aws.amazon.com/eks/latest/userguide/create-cluster.html, key policy].
 * Give it to `Key` as `statements` where there is a cluster.
 */
export const clusterKeyStatements = (account: string, partition = "aws") => [
  {
    Sid: "GrantToEks",
    Effect: "Allow" as const,
    Principal: { AWS: `arn:${partition}:iam::${account}:root` },
    Action: ["kms:CreateGrant", "kms:DescribeKey"],
    Resource: "*",
    Condition: { StringEquals: { "kms:CallerAccount": account } },
  },
];
