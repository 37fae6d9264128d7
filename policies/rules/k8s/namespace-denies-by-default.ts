import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withMore, without } from "../../change-sample";
import { ifNothingIsHidden } from "../../facts/accounts";
import { type Direction, isAbout } from "../../facts/network-policies";
import { namespaceOf, together, WORKLOADS } from "../../facts/workloads";
import { fail, pass, perTier, rule } from "../../rule";
import { manifests } from "../../samples/kubernetes";
import { TYPES } from "../../types";
import type { World } from "../../world/world";

const compliant = changed(
  manifests,
  withMore({
    type: TYPES.networkPolicy,
    name: "deny",
    inputs: {
      metadata: { namespace: "services" },
      spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
    },
  }),
);

export const namespaceDeniesByDefault = rule({
  id: "k8s/namespace-denies-by-default",
  title: "In a namespace pods talk only where a policy lets them",
  scope: "stack",
  severity: perTier("none", "info", "warning", "warning"),
  why: "Without a policy for all pods everything in the cluster talks to everything: whoever breaks into one pod reaches each database, each queue and each pod that nobody thought of, now or when it is added.",
  source:
    "Kubernetes, network policies, default deny all, https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-deny-all-ingress-and-all-egress-traffic; EKS best practices, network security, https://docs.aws.amazon.com/eks/latest/best-practices/network-security.html; CIS Kubernetes Benchmark 5.3.2",
  fix: "add a policy with an empty podSelector for ingress and egress to the namespace, and beside it what each service needs",
  types: [TYPES.networkPolicy, ...WORKLOADS],
  elsewhere: [
    { tool: "checkov", id: "CKV2_K8S_6", note: "content with any policy for the pods" },
    { tool: "kube-score", id: "pod-networkpolicy", note: "content with any policy for the pods" },
    { tool: "polaris", id: "missingNetworkPolicy", note: "content with any policy for the pods" },
  ],
  example: { compliant, failing: changed(compliant, without("deny")) },
  // One workload stands for its namespace; what belongs to the cluster itself lives in kube-system.
  subjects: (world) => {
    const workloads = world.all(...WORKLOADS).filter((one) => world.peek(one, "metadata.namespace") !== "kube-system");
    return workloads.filter((one, index) => !workloads.slice(0, index).some((other) => isBeside(one, other, world)));
  },
  judge(workload, world) {
    const deny = world
      .all(TYPES.networkPolicy)
      .filter((policy) => together(policy, workload, world) && selectsAll(policy, world));
    const open = (["ingress", "egress"] as const satisfies readonly Direction[]).filter(
      (direction) => !deny.some((policy) => isAbout(policy, direction, world)),
    );
    if (open.length === 0) return pass();
    ifNothingIsHidden(workload, "network policies", world);
    return fail(
      `stands in the namespace ${namespaceOf(workload, world)}, where no policy for all pods holds back ${open.join(" and ")}`,
      { input: "metadata.namespace" },
    );
  },
});

const isBeside = (one: GraphResource, other: GraphResource, world: World): boolean =>
  one.stack === other.stack && world.peek(one, "metadata.namespace") === world.peek(other, "metadata.namespace");

/** An empty selector takes every pod of the namespace. */
const selectsAll = (policy: GraphResource, world: World): boolean =>
  !world.has(policy, "spec.podSelector.matchLabels") && !world.has(policy, "spec.podSelector.matchExpressions");
