import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { placeOf } from "../../data/arn";
import type { Make } from "../../data/make";
import type { FilledCluster } from "./args";
import { podTrust } from "./trust";

interface AddonSpec {
  readonly name: string;
  readonly configuration?: Readonly<Record<string, unknown>>;
}

/**
 * What nodes need before they are ready. Without the CNI a node stays NotReady and its group fails; the Pod Identity
 * agent gives the CNI its rights, so that they are not the node's, and thereby every pod's.
 */
const BEFORE_NODES: readonly AddonSpec[] = [
  // The value is a string there [eks/latest/userguide/cni-network-policy-configure.html]. Without the switch
  // NetworkPolicy objects are accepted and not enforced.
  { name: "vpc-cni", configuration: { enableNetworkPolicy: "true" } },
  { name: "kube-proxy" },
  { name: "eks-pod-identity-agent" },
];

/** What runs on nodes and counts as working only there. */
const AFTER_NODES: readonly AddonSpec[] = [
  // As many DNS pods as nodes and cores ask for [eks/latest/userguide/coredns-autoscaling.html].
  { name: "coredns", configuration: { autoScaling: { enabled: true } } },
  // A horizontal pod autoscaler is blind without it [eks/latest/userguide/community-addons.html].
  { name: "metrics-server" },
  // Brings parameters and secrets into pods; sync makes environment variables of them
  // [secretsmanager/latest/userguide/integrating_ascp_csi.html; an EKS add-on since November 2025].
  {
    name: "aws-secrets-store-csi-driver-provider",
    configuration: {
      "secrets-store-csi-driver": {
        syncSecret: { enabled: true },
        enableSecretRotation: true,
        rotationPollInterval: "120s",
      },
    },
  },
];

export function makeEarlyAddons(make: Make, name: string, args: FilledCluster, cluster: aws.eks.Cluster) {
  const role = makeCniRole(make, name, args, cluster);
  return BEFORE_NODES.map((spec) =>
    makeAddon(make, name, args, cluster, spec, {
      dependsOn: spec.name === "vpc-cni" ? [role.attachment] : [],
      ...(spec.name === "vpc-cni" && { identity: { roleArn: role.arn, serviceAccount: "aws-node" } }),
    }),
  );
}

export function makeLateAddons(
  make: Make,
  name: string,
  args: FilledCluster,
  cluster: aws.eks.Cluster,
  nodes: readonly pulumi.Resource[],
) {
  return AFTER_NODES.map((spec) => makeAddon(make, name, args, cluster, spec, { dependsOn: nodes }));
}

interface AddonNeeds {
  readonly dependsOn: readonly pulumi.Resource[];
  readonly identity?: { readonly roleArn: pulumi.Input<string>; readonly serviceAccount: string };
}

function makeAddon(
  make: Make,
  name: string,
  args: FilledCluster,
  cluster: aws.eks.Cluster,
  spec: AddonSpec,
  needs: AddonNeeds,
): aws.eks.Addon {
  const version = args.addonVersions[spec.name];
  return make(
    aws.eks.Addon,
    `${name}-${spec.name}`,
    {
      clusterName: cluster.name,
      addonName: spec.name,
      ...(version !== undefined && { addonVersion: version }),
      ...(spec.configuration && { configurationValues: JSON.stringify(spec.configuration) }),
      ...(needs.identity && { podIdentityAssociations: [needs.identity] }),
      // What is declared is what runs: changes by hand in the cluster do not last.
      resolveConflictsOnCreate: "OVERWRITE",
      resolveConflictsOnUpdate: "OVERWRITE",
    },
    {
      transform: args.transform.addon,
      from: { addonVersion: "addonVersions" },
      opts: { dependsOn: [...needs.dependsOn] },
    },
  );
}

/** The CNI's own rights, for its service account only [eks/latest/userguide/cni-iam-role.html]. */
function makeCniRole(make: Make, name: string, args: FilledCluster, cluster: aws.eks.Cluster) {
  const partition = args.partition ?? placeOf(args.keyArn).partition;
  const role = make(aws.iam.Role, `${name}-cni`, {
    assumeRolePolicy: podTrust(cluster.arn, { namespace: "kube-system", serviceAccount: "aws-node" }),
  });
  const attachment = make(aws.iam.RolePolicyAttachment, `${name}-cni`, {
    role: role.name,
    policyArn: pulumi.interpolate`arn:${partition}:iam::aws:policy/AmazonEKS_CNI_Policy`,
  });
  return { arn: role.arn, attachment };
}
