import type * as kubernetes from "@pulumi/kubernetes";
import type { WorkloadArgs as WorkloadPart } from "../../../blueprints/plan/parts";
import type { Transform } from "../../component";

type Required = "namespace" | "image" | "port" | "healthPath" | "cpuCores" | "memoryMiB";

/** What cannot have a default comes first (as in the plan's part); the rest is optional. The namespace must exist. */
export interface WorkloadArgs extends Pick<WorkloadPart, Required> {
  /** Default inside the cluster only: a Service without a way in from outside. */
  readonly wayIn?: WorkloadPart["wayIn"];
  /** Pods. Default 2: one can be replaced while the other serves. */
  readonly minimum?: number;
  /** Default twice the fewest. */
  readonly maximum?: number;
  /** Share of the CPU request at which pods are added, 0 to 1. Default 0.6: room for the minute until they serve. */
  readonly targetCpu?: number;
  /** Plain settings; nothing secret. Default none. */
  readonly environment?: Readonly<Record<string, string>>;
  /**
   * Stores: each parameter and secret becomes an environment variable and a file under `/var/run/scalekit`, read by the
   * Secrets Store CSI driver with AWS's provider in the pod's own name (EKS Pod Identity). `Cluster` brings driver,
   * provider and rights; on a cluster of your own, install them first. Default none: then nothing of it is used.
   */
  readonly bindings?: WorkloadPart["bindings"];
  /** AWS region of the parameters and secrets; required with bindings. Default none. */
  readonly region?: string;
  /** Seconds that a pod has to finish what it began. Default 30. */
  readonly gracefulSeconds?: number;
  /** Seconds that a pod may take until it first answers. Default 120. */
  readonly startSeconds?: number;
  /**
   * Path that says whether the process itself is beyond help. Default none: that the port takes connections is enough,
   * since a path that also looks at the database would have a database outage restart every pod.
   */
  readonly livenessPath?: string;
  /** Ports of stores that pods may reach on private addresses. Default PostgreSQL's, MySQL's and Redis's with bindings. */
  readonly storePorts?: readonly number[];
  /** Namespace of the ingress controller. Default by its class: `ingress-nginx` for nginx, else any namespace. */
  readonly ingressNamespace?: string;
  /** Annotations of the service account, such as a role for IRSA. Default none: Pod Identity needs none. */
  readonly serviceAccountAnnotations?: Readonly<Record<string, string>>;
  readonly transform?: WorkloadTransform;
}

/** One entry a child. */
export interface WorkloadTransform {
  readonly serviceAccount?: Transform<kubernetes.core.v1.ServiceAccountArgs>;
  readonly secretProvider?: Transform<kubernetes.apiextensions.CustomResourceArgs>;
  readonly networkPolicy?: Transform<kubernetes.networking.v1.NetworkPolicyArgs>;
  readonly deployment?: Transform<kubernetes.apps.v1.DeploymentArgs>;
  readonly service?: Transform<kubernetes.core.v1.ServiceArgs>;
  readonly autoscaler?: Transform<kubernetes.autoscaling.v2.HorizontalPodAutoscalerArgs>;
  readonly disruptionBudget?: Transform<kubernetes.policy.v1.PodDisruptionBudgetArgs>;
  readonly ingress?: Transform<kubernetes.networking.v1.IngressArgs>;
}

/** Ports of the stores that scalekit makes, as their engines have them by default. */
const STORE_PORTS = [5432, 3306, 6379];

/** Every default filled in. */
export function withWorkloadDefaults(args: WorkloadArgs) {
  const minimum = args.minimum ?? 2;
  const bindings = args.bindings ?? [];
  return {
    ...args,
    minimum,
    maximum: args.maximum ?? minimum * 2,
    targetCpu: args.targetCpu ?? 0.6,
    environment: args.environment ?? {},
    bindings,
    gracefulSeconds: args.gracefulSeconds ?? 30,
    startSeconds: args.startSeconds ?? 120,
    storePorts: args.storePorts ?? (bindings.length > 0 ? STORE_PORTS : []),
    serviceAccountAnnotations: args.serviceAccountAnnotations ?? {},
    transform: args.transform ?? {},
  };
}
export type FilledWorkload = ReturnType<typeof withWorkloadDefaults>;

/** What cannot be built; said before anything is made. */
export function checkWorkload(name: string, args: FilledWorkload): void {
  const wrong = (what: string) => new Error(`Workload ${name}: ${what}`);
  // Service names are DNS labels [kubernetes.io/docs/concepts/overview/working-with-objects/names, RFC 1035 label names].
  if (!/^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/.test(name))
    throw wrong(
      "its name becomes a Service's: at most 63 lower-case letters, digits and hyphens, beginning with a letter.",
    );
  if (args.minimum < 1) throw wrong("needs at least one pod.");
  if (args.maximum < args.minimum) throw wrong(`at most ${args.maximum} pods is fewer than at least ${args.minimum}.`);
  if (args.targetCpu <= 0 || args.targetCpu > 1)
    throw wrong(`targetCpu is a share above 0 and up to 1, not ${args.targetCpu}.`);
  if (args.bindings.length > 0 && args.region === undefined)
    throw wrong("bindings need the region they are read from.");
}
