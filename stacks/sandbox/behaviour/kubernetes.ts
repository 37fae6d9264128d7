import { createHash } from "node:crypto";
import { isRecord, type Properties, text } from "../value";

/** Kinds that live in a namespace, of those that are simulated. */
export const NAMESPACED = [
  "apps/v1:Deployment",
  "apps/v1:DaemonSet",
  "autoscaling/v2:HorizontalPodAutoscaler",
  "core/v1:ConfigMap",
  "core/v1:Secret",
  "core/v1:Service",
  "core/v1:ServiceAccount",
  "core/v1:ResourceQuota",
  "core/v1:LimitRange",
  "core/v1:PersistentVolumeClaim",
  "networking.k8s.io/v1:Ingress",
  "networking.k8s.io/v1:NetworkPolicy",
  "policy/v1:PodDisruptionBudget",
  "secrets-store.csi.x-k8s.io/v1:SecretProviderClass",
  "rbac.authorization.k8s.io/v1:Role",
  "rbac.authorization.k8s.io/v1:RoleBinding",
].map((kind) => `kubernetes:${kind}`);

export const isNamespaced = (type: string): boolean => NAMESPACED.includes(type);

/** pulumi-kubernetes names objects that have no name, and says so in an annotation. */
export function withObjectName(
  logicalName: string,
  inputs: Properties,
  olds: Properties,
  seed: Uint8Array,
): Properties {
  const metadata = isRecord(inputs.metadata) ? inputs.metadata : {};
  if (metadata.name !== undefined || metadata.generateName !== undefined) return inputs;
  const annotations = isRecord(metadata.annotations) ? metadata.annotations : {};
  const suffix = createHash("sha256").update(seed).update(logicalName).digest("hex").slice(0, 8);
  const name = isAutoNamed(olds) ? text(olds, "metadata.name") : `${logicalName}-${suffix}`;
  return { ...inputs, metadata: { ...metadata, name, annotations: { ...annotations, [AUTONAMED]: "true" } } };
}

const AUTONAMED = "pulumi.com/autonamed";

export function isAutoNamed(inputs: Properties): boolean {
  const metadata = isRecord(inputs.metadata) ? inputs.metadata : {};
  return isRecord(metadata.annotations) && metadata.annotations[AUTONAMED] === "true";
}

/** Stands for the region of an object: the cluster, by the address of its API server. */
export function clusterOf(config: Properties): string {
  const server = /server"?\s*:\s*"?([^\s",}]+)/.exec(text(config, "kubeconfig"))?.[1];
  return server ?? (text(config, "context") || "cluster");
}
