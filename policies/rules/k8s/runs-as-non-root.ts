import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withInputs } from "../../change-sample";
import { allContainerPaths, containerName, isPartOfNode, PODS, podOf } from "../../facts/workloads";
import { fail, pass, perTier, rule, type Verdict } from "../../rule";
import { manifests, workloadSpec } from "../../samples/kubernetes";
import type { World } from "../../world/world";

const withContext = (securityContext: unknown) => withInputs("shop", workloadSpec({ securityContext }));

const compliant = changed(manifests, withContext({ runAsNonRoot: true }));

export const runsAsNonRoot = rule({
  id: "k8s/runs-as-non-root",
  title: "No container runs as root",
  scope: "resource",
  severity: perTier("info", "warning", "warning", "warning"),
  why: "Root in a container is root on the node wherever the wall between them has a hole; whoever breaks into the program need not get there first.",
  source:
    "Kubernetes, pod security standards, restricted, https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted",
  fix: "set securityContext.runAsNonRoot to true for the pod, with a runAsUser other than 0 where the image names none",
  types: PODS,
  elsewhere: [
    { tool: "checkov", id: "CKV_K8S_23" },
    { tool: "polaris", id: "runAsRootAllowed" },
    { tool: "trivy", id: "KSV-0012", note: "not content with a user other than root" },
  ],
  example: { compliant, failing: changed(compliant, withContext(undefined)) },
  subjects: (world) => world.all(...PODS),
  judge(workload, world): readonly Verdict[] | undefined {
    if (isPartOfNode(workload, world)) return undefined;
    return allContainerPaths(workload, world).map((path) => {
      const key = containerName(workload, path, world);
      const forbidden = effective(workload, path, "runAsNonRoot", (at) => world.flag(workload, at), world);
      const user = effective(workload, path, "runAsUser", (at) => world.number(workload, at), world);
      const input = `${podOf(workload)}.securityContext.runAsNonRoot`;
      if (user === 0) return fail(`runs container ${key} as user 0, which is root`, { key, input });
      // A user that is written stands in for the switch; a switch that is off on purpose says that root is welcome.
      if (forbidden ?? user !== undefined) return pass(key);
      return fail(`may run container ${key} as root`, { key, input });
    });
  },
});

/** A container's own setting, else its pod's. */
const effective = <T>(
  workload: GraphResource,
  container: string,
  name: string,
  read: (path: string) => T | undefined,
  world: World,
): T | undefined => {
  const own = `${container}.securityContext.${name}`;
  return world.peek(workload, own) === undefined ? read(`${podOf(workload)}.securityContext.${name}`) : read(own);
};
