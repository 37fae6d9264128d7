import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withInputs } from "../../change-sample";
import { budgetsOf, podCount, WORKLOADS } from "../../facts/workloads";
import { fail, pass, perTier, rule } from "../../rule";
import { budgetSpec, manifests } from "../../samples/kubernetes";
import { TYPES } from "../../types";
import { unseen } from "../../world/unseen";
import type { World } from "../../world/world";

export const budgetIsSatisfiable = rule({
  id: "k8s/budget-is-satisfiable",
  title: "One disruption budget holds for a workload, and even at its fewest pods it lets one go",
  scope: "stack",
  severity: perTier("warning", "error", "error", "error"),
  why: "Without a budget a node update may evict all pods at once. With one that no pod count meets no node can be drained: the update waits until it fails, and the eviction API refuses a pod that two budgets hold.",
  source:
    "Polaris checks pdbMinAvailableGreaterThanHPAMinReplicas and pdbDisruptionsIsZero, https://polaris.docs.fairwinds.com/checks/reliability/; rounding and several budgets, https://kubernetes.io/docs/tasks/run-application/configure-pdb/; node updates, https://docs.aws.amazon.com/eks/latest/userguide/managed-node-update-behavior.html",
  fix: "give the workload one budget with maxUnavailable of one or more (or a share of its pods)",
  types: [TYPES.disruptionBudget, ...WORKLOADS, TYPES.podAutoscaler],
  elsewhere: [
    { tool: "kube-score", id: "deployment-has-poddisruptionbudget", note: "presence only" },
    { tool: "kube-score", id: "statefulset-has-poddisruptionbudget", note: "presence only" },
    { tool: "polaris", id: "pdbMinAvailableGreaterThanHPAMinReplicas" },
    { tool: "polaris", id: "pdbDisruptionsIsZero" },
  ],
  example: {
    compliant: manifests,
    failing: changed(manifests, withInputs("shop-budget", budgetSpec({ minAvailable: "100%" }))),
  },
  subjects: (world) => world.all(...WORKLOADS),
  judge(workload, world) {
    const { minimum } = podCount(workload, world);
    // One pod can't be both kept and moved: k8s/two-or-more judges that.
    if (minimum < 2) return undefined;
    const budgets = budgetsOf(workload, world);
    const [budget, second] = budgets;
    if (!budget) return fail(`has no disruption budget for its ${minimum} pods or more`, { input: "spec" });
    if (second)
      return fail(
        `is held by ${budgets.length} budgets (${budgets.map(({ name }) => name).join(", ")}); one is allowed`,
        {
          related: budgets,
        },
      );
    const free = mayGo(budget, minimum, world);
    if (free >= 1) return pass();
    return fail(`cannot lose a pod at its fewest (${minimum}): ${budget.name} says ${words(budget, world)}`, {
      related: [budget],
      input: "spec",
    });
  },
});

/** How many of so many healthy pods a budget lets go; shares are rounded up [Kubernetes: configure a budget]. */
function mayGo(budget: GraphResource, pods: number, world: World): number {
  const count = (path: string): number | undefined => {
    const text = world.text(budget, path);
    if (text === undefined) return undefined;
    const share = /^(\d+(?:\.\d+)?)%$/.exec(text)?.[1];
    const number = share === undefined ? Number(text) : Math.ceil((Number(share) / 100) * pods);
    if (!Number.isFinite(number)) throw unseen(budget, path);
    return number;
  };
  const most = count("spec.maxUnavailable");
  if (most !== undefined) return most;
  // Without either, one pod must be available.
  return pods - (count("spec.minAvailable") ?? 1);
}

const words = (budget: GraphResource, world: World): string =>
  ["maxUnavailable", "minAvailable"]
    .filter((input) => world.has(budget, `spec.${input}`))
    .map((input) => `${input} ${world.text(budget, `spec.${input}`)}`)
    .join(", ");
