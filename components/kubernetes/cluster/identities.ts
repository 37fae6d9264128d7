import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { StoreBinding } from "../../../blueprints/plan/parts";
import { type Place, placeOf } from "../../data/arn";
import type { Make } from "../../data/make";
import type { FilledCluster } from "./args";
import { podTrust, type ServiceAccountRef } from "./trust";

/** The service account of the cluster autoscaler, which the apps stack makes (kubernetes/autoscaler.ts). */
export const AUTOSCALER: ServiceAccountRef = { namespace: "kube-system", serviceAccount: "cluster-autoscaler" };

/**
 * A role for the pods of each service by EKS Pod Identity, with rights to exactly its own parameters and secrets.
 * @returns the role of each service, so that a program can give it more
 */
export function makeIdentities(make: Make, name: string, args: FilledCluster, cluster: aws.eks.Cluster) {
  const place = placeOf(args.keyArn);
  const roles: Record<string, aws.iam.Role> = {};
  for (const { service, namespace, bindings } of args.identities) {
    const role = makeIdentity(make, `${name}-${service}`, args, cluster, { namespace, serviceAccount: service });
    const statements = rightsTo(bindings, place, args.keyArn);
    if (statements.length > 0)
      make(
        aws.iam.RolePolicy,
        `${name}-${service}`,
        { role: role.name, policy: pulumi.jsonStringify({ Version: "2012-10-17", Statement: statements }) },
        { transform: args.transform.servicePolicy, from: { policy: "identities" } },
      );
    roles[service] = role;
  }
  return roles;
}

/** Rights of the cluster autoscaler: to see the scaling groups, and to change those of this cluster only. */
export function makeAutoscalerIdentity(make: Make, name: string, args: FilledCluster, cluster: aws.eks.Cluster): void {
  const role = makeIdentity(make, `${name}-autoscaler`, args, cluster, AUTOSCALER);
  make(aws.iam.RolePolicy, `${name}-autoscaler`, {
    role: role.name,
    policy: JSON.stringify({
      Version: "2012-10-17",
      // [github.com/kubernetes/autoscaler, cluster-autoscaler/cloudprovider/aws/README.md, IAM policy]; EKS puts the tag
      // on the scaling groups of its node groups [eks/latest/userguide/managed-node-groups.html].
      Statement: [
        {
          Effect: "Allow",
          Action: [
            "autoscaling:DescribeAutoScalingGroups",
            "autoscaling:DescribeAutoScalingInstances",
            "autoscaling:DescribeLaunchConfigurations",
            "autoscaling:DescribeScalingActivities",
            "autoscaling:DescribeTags",
            "ec2:DescribeImages",
            "ec2:DescribeInstanceTypes",
            "ec2:DescribeLaunchTemplateVersions",
            "ec2:GetInstanceTypesFromInstanceRequirements",
            "eks:DescribeNodegroup",
          ],
          Resource: "*",
        },
        {
          Effect: "Allow",
          Action: ["autoscaling:SetDesiredCapacity", "autoscaling:TerminateInstanceInAutoScalingGroup"],
          Resource: "*",
          Condition: {
            StringEquals: { [`aws:ResourceTag/k8s.io/cluster-autoscaler/${args.clusterName}`]: "owned" },
          },
        },
      ],
    }),
  });
}

function makeIdentity(
  make: Make,
  name: string,
  args: FilledCluster,
  cluster: aws.eks.Cluster,
  account: ServiceAccountRef,
): aws.iam.Role {
  const role = make(
    aws.iam.Role,
    `${name}-pods`,
    { assumeRolePolicy: podTrust(cluster.arn, account) },
    { transform: args.transform.serviceRole },
  );
  make(
    aws.eks.PodIdentityAssociation,
    `${name}-pods`,
    { clusterName: cluster.name, roleArn: role.arn, ...account },
    { from: { namespace: "identities", serviceAccount: "identities" } },
  );
  return role;
}

/** What the Secrets Store provider asks for [secretsmanager/latest/userguide/ascp-pod-identity-integration.html]. */
function rightsTo(bindings: readonly StoreBinding[], place: Place, keyArn: pulumi.Input<string>) {
  const { partition, region, account } = place;
  const parameters = names(bindings, ({ parameters }) => parameters);
  const secrets = names(bindings, ({ secrets }) => secrets);
  const own = (service: string, resource: string) =>
    pulumi.interpolate`arn:${partition}:${service}:${region}:${account}:${resource}`;
  return [
    ...(parameters.length > 0
      ? [
          {
            Effect: "Allow",
            Action: ["ssm:GetParameter", "ssm:GetParameters"],
            Resource: parameters.map((path) => own("ssm", `parameter${path.startsWith("/") ? "" : "/"}${path}`)),
          },
        ]
      : []),
    ...(secrets.length > 0
      ? [
          {
            Effect: "Allow",
            Action: ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"],
            // Secrets Manager adds a hyphen and six characters to a secret's name in its ARN.
            Resource: secrets.map((secret) => own("secretsmanager", `secret:${secret}-??????`)),
          },
          {
            Effect: "Allow",
            Action: "kms:Decrypt",
            Resource: keyArn,
            Condition: {
              StringEquals: { "kms:ViaService": pulumi.interpolate`secretsmanager.${region}.amazonaws.com` },
            },
          },
        ]
      : []),
  ];
}

const names = (
  bindings: readonly StoreBinding[],
  pick: (binding: StoreBinding) => Readonly<Record<string, string>>,
): string[] => [...new Set(bindings.flatMap((binding) => Object.values(pick(binding))))].sort();
