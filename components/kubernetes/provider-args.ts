import type { ProviderArgs } from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

/** An EKS cluster, reached with the AWS credentials of whoever runs the program. */
export interface EksAccess {
  readonly clusterName: pulumi.Input<string>;
  readonly region: string;
  readonly endpoint: pulumi.Input<string>;
  /** Base64, as EKS gives it. */
  readonly certificateAuthority: pulumi.Input<string>;
  /** Named profile of the AWS configuration. Default none: the environment decides. */
  readonly profile?: string;
}

/** A cluster that exists. */
export interface KubeconfigAccess {
  /** Path of a kubeconfig file. */
  readonly file: string;
  /** Default the file's current one. */
  readonly context?: string;
}

/**
 * Arguments of a Kubernetes provider. For EKS the kubeconfig holds no credentials: the AWS CLI (which must be on PATH)
 * makes a token of a quarter of an hour whenever one is needed
 * [docs.aws.amazon.com/eks/latest/userguide/create-kubeconfig.html].
 *
 * @example new kubernetes.Provider("kubernetes", kubernetesProviderArgs({ file: "/etc/kubernetes/staging.yaml", context: "staging" }))
 */
export function kubernetesProviderArgs(access: EksAccess | KubeconfigAccess): ProviderArgs {
  if ("file" in access)
    return {
      ...COMMON,
      kubeconfig: access.file,
      ...(access.context !== undefined && { context: access.context }),
    };
  return {
    ...COMMON,
    kubeconfig: eksKubeconfig(access),
    // Says when it is another cluster: by default the provider guesses from the kubeconfig, and a new endpoint or
    // certificate would have every object deleted and made again.
    clusterIdentifier: pulumi.interpolate`${access.region}/${access.clusterName}`,
  };
}

/** Server-side apply: the autoscaler's and other controllers' fields are theirs, ours are ours. */
const COMMON = { enableServerSideApply: true } as const;

function eksKubeconfig({ clusterName, region, endpoint, certificateAuthority, profile }: EksAccess) {
  return pulumi.all([clusterName, endpoint, certificateAuthority]).apply(([name, server, ca]) =>
    JSON.stringify({
      apiVersion: "v1",
      kind: "Config",
      "current-context": name,
      contexts: [{ name, context: { cluster: name, user: name } }],
      clusters: [{ name, cluster: { server, "certificate-authority-data": ca } }],
      users: [
        {
          name,
          user: {
            exec: {
              apiVersion: "client.authentication.k8s.io/v1beta1",
              command: "aws",
              args: ["eks", "get-token", "--cluster-name", name, "--region", region, "--output", "json"],
              ...(profile !== undefined && { env: [{ name: "AWS_PROFILE", value: profile }] }),
              interactiveMode: "Never",
            },
          },
        },
      ],
    }),
  );
}
