import type * as kubernetes from "@pulumi/kubernetes";
import type { Transform } from "../../component";

export interface PlatformArgs {
  /** Namespaces that workloads live in; each is made once, here. */
  readonly namespaces: readonly string[];
  /** Scales the nodes of an EKS cluster that `Cluster` made. Default none: a cluster of your own has its own way. */
  readonly autoscaler?: {
    readonly clusterName: string;
    readonly region: string;
    /** Kubernetes version of the cluster, such as 1.34. */
    readonly version: string;
    /** Most nodes of all groups together. */
    readonly nodesMaximum: number;
    /** Default the one for `version` in facts/cluster-autoscaler.json. */
    readonly image?: string;
  };
  readonly transform?: PlatformTransform;
}

/** One entry a child; `namespace` and `networkPolicy` apply to each of theirs. */
export interface PlatformTransform {
  readonly namespace?: Transform<kubernetes.core.v1.NamespaceArgs>;
  readonly networkPolicy?: Transform<kubernetes.networking.v1.NetworkPolicyArgs>;
  readonly serviceAccount?: Transform<kubernetes.core.v1.ServiceAccountArgs>;
  readonly autoscaler?: Transform<kubernetes.apps.v1.DeploymentArgs>;
}

export const withPlatformDefaults = (args: PlatformArgs) => ({ ...args, transform: args.transform ?? {} });
export type FilledPlatform = ReturnType<typeof withPlatformDefaults>;
