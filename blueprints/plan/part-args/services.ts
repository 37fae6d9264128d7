/** Where a service finds a store: an SSM parameter in its own region under a computed name, and a secret's ARN pattern. */
export interface StoreBinding {
  readonly store: string;
  readonly access: "read" | "write";
  /** Environment variable to SSM parameter name. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Environment variable to secret name (Secrets Manager, own region). */
  readonly secrets: Readonly<Record<string, string>>;
}

/** Instances behind the region's load balancer. */
export interface ServiceArgs {
  readonly port: number;
  readonly healthPath: string;
  readonly paths: readonly string[];
  /** Listener rule priority, unique in the region. */
  readonly priority: number;
  readonly image: { readonly ssm: string } | { readonly ami: string };
  readonly instanceTypes: readonly string[];
  readonly minimum: number;
  readonly maximum: number;
  /** 0 to 1. */
  readonly targetCpu: number;
  /** Target of the request-count policy: requests a minute a unit (capacity x 60 x 0.7). */
  readonly requestsPerMinutePerUnit: number;
  /** 0 to 1. */
  readonly spot: number;
  readonly onDemandBase: number;
  readonly predictive: "off" | "forecast" | "scale";
  readonly warmPool: number;
  readonly bootSeconds: number;
  /** Cron expressions at which all instances come and go, with their IANA time zone; absent: always there. */
  readonly schedule?: { readonly start: string; readonly stop: string; readonly timeZone: string };
  readonly environment: Readonly<Record<string, string>>;
  readonly bindings: readonly StoreBinding[];
  /** Path under which this service's own settings live in SSM: /<project>/<environment>/<service>. */
  readonly parameterPrefix: string;
  /** CIDR of the primary's network, where services of a secondary reach its stores over a peering. */
  readonly peerCidrs?: readonly string[];
}

export interface ClusterArgs {
  /** Computed. */
  readonly clusterName: string;
  readonly version: string;
  readonly nodeTypes: readonly string[];
  readonly nodesMinimum: number;
  readonly nodesMaximum: number;
  readonly apiAccess: readonly string[];
  /** Services that come in through the load balancer: a fixed node port each. */
  readonly ways: readonly {
    readonly service: string;
    readonly nodePort: number;
    readonly healthPath: string;
    readonly paths: readonly string[];
    readonly priority: number;
  }[];
  /** IAM for pods: one role a service by EKS Pod Identity, with rights to exactly its parameters and secrets. */
  readonly identities: readonly {
    readonly service: string;
    readonly namespace: string;
    readonly bindings: readonly StoreBinding[];
  }[];
}

/** What a cluster's workloads stand on, once a cluster: namespaces, and on EKS the node autoscaler. */
export interface PlatformArgs {
  readonly namespaces: readonly string[];
  /** The cluster of the region's own stack, or one that is there already. */
  readonly cluster:
    | {
        readonly kind: "eks";
        readonly clusterName: string;
        readonly region: string;
        readonly version: string;
        readonly nodesMaximum: number;
      }
    | { readonly kind: "existing"; readonly file: string; readonly context?: string };
}

/** One Kubernetes service in the apps stack of a region. */
export interface WorkloadArgs {
  readonly namespace: string;
  readonly image: string;
  readonly port: number;
  readonly healthPath: string;
  readonly minimum: number;
  readonly maximum: number;
  readonly targetCpu: number;
  readonly cpuCores: number;
  readonly memoryMiB: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly bindings: readonly StoreBinding[];
  readonly region: string;
  /**
   * How traffic gets in: a node port behind the region's load balancer, or the ingress class of an existing cluster, which
   * answers for `hosts`: the domain that visitors ask for, and the region's own name that health checks ask for.
   */
  readonly wayIn:
    | {
        readonly nodePort: number /** CIDR of the VPC: where the load balancer's traffic comes from. */;
        readonly fromCidr: string;
      }
    | { readonly ingressClass: string; readonly hosts: readonly string[]; readonly paths: readonly string[] };
  readonly gracefulSeconds: number;
}
