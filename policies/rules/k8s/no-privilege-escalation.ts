import { changed, withInputs } from "../../change-sample";
import { allContainerPaths, containerName, isPartOfNode, PODS } from "../../facts/workloads";
import { fail, pass, perTier, rule, type Verdict } from "../../rule";
import { container, manifests, workloadSpec } from "../../samples/kubernetes";

const withContext = (securityContext: unknown) =>
  withInputs("shop", workloadSpec({ containers: [container({ securityContext })] }));

const compliant = changed(manifests, withContext({ allowPrivilegeEscalation: false }));

export const noPrivilegeEscalation = rule({
  id: "k8s/no-privilege-escalation",
  title: "No container can get more rights than it was started with",
  scope: "resource",
  severity: perTier("info", "warning", "warning", "warning"),
  why: "Whoever breaks into a program becomes root in its container by any file with the setuid bit, and from root it is a shorter way to the node and to every other pod on it.",
  source:
    "Kubernetes, pod security standards, restricted, https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted",
  fix: "set securityContext.allowPrivilegeEscalation to false in each container, init containers included",
  types: PODS,
  elsewhere: [
    { tool: "checkov", id: "CKV_K8S_20" },
    { tool: "polaris", id: "privilegeEscalationAllowed" },
    { tool: "trivy", id: "KSV-0001" },
  ],
  example: { compliant, failing: changed(compliant, withContext({ allowPrivilegeEscalation: true })) },
  subjects: (world) => world.all(...PODS),
  judge(workload, world): readonly Verdict[] | undefined {
    if (isPartOfNode(workload, world)) return undefined;
    return allContainerPaths(workload, world).map((path) => {
      const key = containerName(workload, path, world);
      const context = `${path}.securityContext`;
      if (world.flag(workload, `${context}.privileged`) === true)
        return fail(`runs container ${key} with all rights of its node`, { key, input: `${context}.privileged` });
      const input = `${context}.allowPrivilegeEscalation`;
      // Allowed where nothing is written [Kubernetes, configure a security context].
      if (world.flag(workload, input) === false) return pass(key);
      return fail(`lets container ${key} get more rights than it was started with`, { key, input });
    });
  },
});
