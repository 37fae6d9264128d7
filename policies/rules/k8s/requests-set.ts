import { changed, withInputs } from "../../change-sample";
import { containerName, containerPaths, PODS } from "../../facts/workloads";
import { fail, pass, perTier, rule } from "../../rule";
import { container, manifests, workloadSpec } from "../../samples/kubernetes";
import { TYPES } from "../../types";

/** A request that is left out is the limit, where that is set [Kubernetes, managing resources for containers]. */
const NEEDED: readonly { readonly what: string; readonly paths: readonly string[] }[] = [
  { what: "CPU request", paths: ["requests.cpu", "limits.cpu"] },
  { what: "memory request", paths: ["requests.memory", "limits.memory"] },
  { what: "memory limit", paths: ["limits.memory"] },
];

export const requestsSet = rule({
  id: "k8s/requests-set",
  title: "Each container says what CPU and memory it needs, and how much memory it may take",
  scope: "resource",
  severity: perTier("warning", "error", "error", "error"),
  why: "Without requests the scheduler packs nodes blindly and no autoscaler knows when to add one; without a memory limit one leaking pod takes its node, and all pods there, with it. A CPU limit is not asked for: it only throttles.",
  source:
    "kube-score check container-resources, https://github.com/zegl/kube-score/blob/master/README_CHECKS.md; EKS best practices, https://docs.aws.amazon.com/eks/latest/best-practices/data-plane.html",
  fix: "set resources.requests.cpu, resources.requests.memory and resources.limits.memory on every container",
  types: PODS,
  elsewhere: [
    { tool: "checkov", id: "CKV_K8S_10" },
    { tool: "checkov", id: "CKV_K8S_12" },
    { tool: "checkov", id: "CKV_K8S_13" },
    { tool: "kube-score", id: "container-resources", note: "asks for a CPU limit too" },
    { tool: "polaris", id: "cpuRequestsMissing" },
    { tool: "polaris", id: "memoryRequestsMissing" },
    { tool: "polaris", id: "memoryLimitsMissing" },
  ],
  example: {
    compliant: manifests,
    failing: changed(manifests, withInputs("shop", workloadSpec({ containers: [container({ resources: {} })] }))),
  },
  // A job that a schedule made stands beside it in what a cluster lists, and is judged there.
  subjects: (world) =>
    world.all(...PODS).filter((one) => one.type !== TYPES.job || !world.has(one, "metadata.ownerReferences")),
  judge: (workload, world) =>
    containerPaths(workload, world).map((path) => {
      const key = containerName(workload, path, world);
      const missing = NEEDED.filter(
        ({ paths }) => !paths.some((need) => world.value(workload, `${path}.resources.${need}`) !== undefined),
      ).map(({ what }) => what);
      if (missing.length === 0) return pass(key);
      return fail(`runs container ${key} without ${missing.join(", ")}`, { key, input: `${path}.resources` });
    }),
});
