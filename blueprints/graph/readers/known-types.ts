import { tokenShape } from "./aws-shapes";
import facts from "./facts/terraform-others.json";

/** API groups of Kubernetes itself [Kubernetes API reference]; all others are of somebody's own kinds. */
const GROUPS: ReadonlySet<string> = new Set([
  "core",
  "admissionregistration.k8s.io",
  "apiextensions.k8s.io",
  "apiregistration.k8s.io",
  "apps",
  "authentication.k8s.io",
  "authorization.k8s.io",
  "autoscaling",
  "batch",
  "certificates.k8s.io",
  "coordination.k8s.io",
  "discovery.k8s.io",
  "events.k8s.io",
  "extensions",
  "flowcontrol.apiserver.k8s.io",
  "networking.k8s.io",
  "node.k8s.io",
  "policy",
  "rbac.authorization.k8s.io",
  "resource.k8s.io",
  "scheduling.k8s.io",
  "storage.k8s.io",
]);

/** Kinds of others that rules ask for. */
const NAMED: ReadonlySet<string> = new Set([...Object.values(facts.types), "kubernetes:karpenter.sh/v1:NodePool"]);

/** True for types of which something is known: Pulumi's tokens of AWS, Kubernetes' own kinds, and the few others that rules name. */
export function isKnownType(type: string): boolean {
  const [provider = "", module = ""] = type.split(":");
  if (provider === "pulumi" || NAMED.has(type)) return true;
  if (provider === "aws") return tokenShape(type) !== undefined;
  return provider === "kubernetes" && GROUPS.has(module.split("/")[0] ?? "");
}
