import * as pulumi from "@pulumi/pulumi";

/** Lets one AWS service take a role. */
export const serviceTrust = (service: string): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }],
  });

/** A service account of a cluster. */
export interface ServiceAccountRef {
  readonly namespace: string;
  readonly serviceAccount: string;
}

/**
 * Lets EKS Pod Identity give a role to the pods of one service account of one cluster, and to nobody else. Pod Identity
 * sends what it does so for as request tags [docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html].
 */
export function podTrust(clusterArn: pulumi.Input<string>, { namespace, serviceAccount }: ServiceAccountRef) {
  return pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: "pods.eks.amazonaws.com" },
        Action: ["sts:AssumeRole", "sts:TagSession"],
        Condition: {
          StringEquals: {
            "aws:RequestTag/eks-cluster-arn": clusterArn,
            "aws:RequestTag/kubernetes-namespace": namespace,
            "aws:RequestTag/kubernetes-service-account": serviceAccount,
          },
        },
      },
    ],
  });
}
