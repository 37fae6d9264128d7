import { NAMESPACED } from "../behaviour/kubernetes";
import { at, isRecord, text } from "../value";
import { alive, type Rule, type Rules } from "./rule";

/** Namespaces that every cluster has. */
const ALWAYS = ["default", "kube-system", "kube-public", "kube-node-lease"];

const namespaceExists: Rule = ({ properties, cloud, region, preview }) => {
  const name = text(properties, "metadata.namespace") || "default";
  if (preview || ALWAYS.includes(name)) return undefined;
  const there = alive(cloud.ofType("kubernetes:core/v1:Namespace")).some(
    (one) => one.region === region && text(one.properties, "metadata.name") === name,
  );
  return there ? undefined : `namespaces "${name}" not found`;
};

/** The API server's own check of apps/v1 workloads. */
const selectorMatches: Rule = ({ properties }) => {
  const wanted = at(properties, "spec.selector.matchLabels");
  const labels = at(properties, "spec.template.metadata.labels");
  if (!isRecord(wanted)) return undefined;
  const missing = Object.entries(wanted).find(([key, value]) => !isRecord(labels) || labels[key] !== value);
  return (
    missing &&
    `spec.template.metadata.labels: Invalid value: \`selector\` does not match template \`labels\` (${missing[0]})`
  );
};

const rangeInOrder: Rule = ({ properties }) => {
  const [least, most] = [at(properties, "spec.minReplicas"), at(properties, "spec.maxReplicas")];
  return typeof least === "number" && typeof most === "number" && least > most
    ? "spec.maxReplicas: Invalid value: must be greater than or equal to `minReplicas`"
    : undefined;
};

const oneBudget: Rule = ({ properties }) =>
  at(properties, "spec.minAvailable") !== undefined && at(properties, "spec.maxUnavailable") !== undefined
    ? "spec: Invalid value: minAvailable and maxUnavailable cannot be both set"
    : undefined;

const special: Readonly<Record<string, readonly Rule[]>> = {
  "kubernetes:apps/v1:Deployment": [selectorMatches],
  "kubernetes:apps/v1:DaemonSet": [selectorMatches],
  "kubernetes:autoscaling/v2:HorizontalPodAutoscaler": [rangeInOrder],
  "kubernetes:policy/v1:PodDisruptionBudget": [oneBudget],
};

export const kubernetesRules: Rules = {
  write: Object.fromEntries(NAMESPACED.map((type) => [type, [namespaceExists, ...(special[type] ?? [])]])),
};
