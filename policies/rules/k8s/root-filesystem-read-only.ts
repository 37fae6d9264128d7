import { changed, withInputs } from "../../change-sample";
import { allContainerPaths, containerName, isPartOfNode, PODS } from "../../facts/workloads";
import { fail, pass, perTier, rule, type Verdict } from "../../rule";
import { container, manifests, workloadSpec } from "../../samples/kubernetes";

const withContext = (securityContext: unknown) =>
  withInputs("shop", workloadSpec({ containers: [container({ securityContext })] }));

const compliant = changed(manifests, withContext({ readOnlyRootFilesystem: true }));

export const rootFilesystemReadOnly = rule({
  id: "k8s/root-filesystem-read-only",
  title: "No container can change its own programs",
  scope: "resource",
  severity: perTier("info", "info", "warning", "warning"),
  why: "Whoever breaks into a program can replace it, or bring tools along and keep them, as long as the container's file system takes writes.",
  source:
    "Kubernetes, configure a security context for a pod or container, https://kubernetes.io/docs/tasks/configure-pod-container/security-context/; EKS best practices, pod security, https://docs.aws.amazon.com/eks/latest/best-practices/pod-security.html",
  fix: "set securityContext.readOnlyRootFilesystem to true, and mount an emptyDir where the program writes",
  types: PODS,
  elsewhere: [
    { tool: "checkov", id: "CKV_K8S_22" },
    { tool: "kube-score", id: "container-security-context-readonlyrootfilesystem" },
    { tool: "polaris", id: "notReadOnlyRootFilesystem" },
    { tool: "trivy", id: "KSV-0014" },
  ],
  example: { compliant, failing: changed(compliant, withContext({ readOnlyRootFilesystem: false })) },
  subjects: (world) => world.all(...PODS),
  judge(workload, world): readonly Verdict[] | undefined {
    if (isPartOfNode(workload, world)) return undefined;
    return allContainerPaths(workload, world).map((path) => {
      const key = containerName(workload, path, world);
      const input = `${path}.securityContext.readOnlyRootFilesystem`;
      if (world.flag(workload, input) === true) return pass(key);
      return fail(`lets container ${key} write to its root file system`, { key, input });
    });
  },
});
