import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { placeOf } from "../../data/arn";
import type { Make } from "../../data/make";
import type { FilledCluster } from "./args";
import { serviceTrust } from "./trust";

const CONTROL_PLANE_LOGS = ["api", "audit", "authenticator", "controllerManager", "scheduler"];

/** The cluster proper: its log group first (EKS would make one without expiry and without our key), then its role. */
export function makeControlPlane(make: Make, name: string, args: FilledCluster): aws.eks.Cluster {
  const logs = make(
    aws.cloudwatch.LogGroup,
    `${name}-logs`,
    // EKS writes to exactly this name [eks/latest/userguide/control-plane-logs.html].
    { name: `/aws/eks/${args.clusterName}/cluster`, retentionInDays: args.logDays, kmsKeyId: args.keyArn },
    { transform: args.transform.logGroup, from: { name: "clusterName", retentionInDays: "logDays" } },
  );
  const role = makeClusterRole(make, name, args);
  const open = args.apiAccess.length > 0;
  const cluster = make(
    aws.eks.Cluster,
    name,
    {
      name: args.clusterName,
      version: args.version,
      roleArn: role.arn,
      vpcConfig: {
        subnetIds: [...args.network.appSubnetIds],
        endpointPrivateAccess: true,
        endpointPublicAccess: open,
        ...(open && { publicAccessCidrs: [...args.apiAccess] }),
      },
      // The maker's rights stand from the start and can't be given later without a new cluster; all else goes by
      // access entries, not by a config map in the cluster that can lock everybody out.
      accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: true },
      // The CNI, kube-proxy and DNS come as add-ons that are kept current; EKS shall not also put its own copies there.
      bootstrapSelfManagedAddons: false,
      enabledClusterLogTypes: CONTROL_PLANE_LOGS,
      encryptionConfig: { provider: { keyArn: args.keyArn }, resources: ["secrets"] },
      upgradePolicy: { supportType: args.support },
      // Lets traffic be moved away from an ailing zone with one call [r53recovery zonal shift].
      zonalShiftConfig: { enabled: true },
      deletionProtection: args.deletionProtection,
    },
    {
      transform: args.transform.cluster,
      from: {
        name: "clusterName",
        version: "version",
        "vpcConfig.endpointPublicAccess": "apiAccess",
        "vpcConfig.publicAccessCidrs": "apiAccess",
      },
      opts: { dependsOn: [logs, ...role.attachments], protect: args.deletionProtection },
    },
  );
  makeAdmins(make, name, args, cluster);
  return cluster;
}

function makeClusterRole(make: Make, name: string, args: FilledCluster) {
  const partition = args.partition ?? placeOf(args.keyArn).partition;
  const role = make(
    aws.iam.Role,
    `${name}-control-plane`,
    { assumeRolePolicy: serviceTrust("eks.amazonaws.com") },
    { transform: args.transform.clusterRole },
  );
  const managed = make(aws.iam.RolePolicyAttachment, `${name}-control-plane`, {
    role: role.name,
    policyArn: pulumi.interpolate`arn:${partition}:iam::aws:policy/AmazonEKSClusterPolicy`,
  });
  // Envelope encryption of Kubernetes secrets [eks/latest/userguide/enable-kms.html].
  const key = make(aws.iam.RolePolicy, `${name}-control-plane-key`, {
    role: role.name,
    policy: pulumi.jsonStringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: ["kms:Encrypt", "kms:Decrypt", "kms:DescribeKey", "kms:ListGrants"],
          Resource: args.keyArn,
        },
      ],
    }),
  });
  return { arn: role.arn, attachments: [managed, key] };
}

function makeAdmins(make: Make, name: string, args: FilledCluster, cluster: aws.eks.Cluster): void {
  const partition = args.partition ?? placeOf(args.keyArn).partition;
  for (const admin of args.admins) {
    const entry = make(aws.eks.AccessEntry, `${name}-admin-${admin.name}`, {
      clusterName: cluster.name,
      principalArn: admin.principalArn,
      type: "STANDARD",
    });
    make(aws.eks.AccessPolicyAssociation, `${name}-admin-${admin.name}`, {
      clusterName: cluster.name,
      principalArn: entry.principalArn,
      policyArn: pulumi.interpolate`arn:${partition}:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy`,
      accessScope: { type: "cluster" },
    });
  }
}
