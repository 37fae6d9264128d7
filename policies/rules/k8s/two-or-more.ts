import { changed, withInputs, without } from "../../change-sample";
import { podCount } from "../../facts/workloads";
import { fail, pass, perTier, rule } from "../../rule";
import { autoscalerSpec, manifests, workloadSpec } from "../../samples/kubernetes";
import { TYPES } from "../../types";

const compliant = changed(manifests, withInputs("shop", workloadSpec({}, { replicas: 2 })), without("shop-scaling"));

export const twoOrMore = rule({
  id: "k8s/two-or-more",
  title: "A deployment never runs fewer than two pods",
  scope: "stack",
  severity: perTier("warning", "error", "error", "error"),
  why: "With one pod each deploy, eviction and node failure is an outage; an autoscaler with a minimum of one ends there every night.",
  source:
    "kube-score checks deployment-replicas and horizontalpodautoscaler-replicas, https://github.com/zegl/kube-score/blob/master/README_CHECKS.md; a missing count is 1, https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#replicas",
  fix: "set replicas, or the autoscaler's minReplicas, to two or more",
  types: [TYPES.deployment, TYPES.podAutoscaler],
  elsewhere: [
    { tool: "kube-score", id: "deployment-replicas" },
    { tool: "kube-score", id: "horizontalpodautoscaler-replicas" },
    { tool: "polaris", id: "deploymentMissingReplicas" },
  ],
  example: {
    compliant,
    failing: changed(manifests, withInputs("shop-scaling", autoscalerSpec({ minReplicas: 1 }))),
  },
  subjects: (world) => world.all(TYPES.deployment),
  judge(deployment, world) {
    const { minimum, autoscaler } = podCount(deployment, world);
    if (minimum >= 2) return pass();
    // Switched off on purpose; an autoscaler at zero (KEDA's way) is not.
    if (minimum === 0 && !autoscaler) return undefined;
    const what = autoscaler
      ? `its autoscaler ${autoscaler.name} may go down to ${minimum}`
      : `it has ${minimum} replica`;
    return fail(`can be left with fewer than two pods: ${what}`, {
      input: "spec.replicas",
      ...(autoscaler && { related: [autoscaler] }),
    });
  },
  repair: (deployment) =>
    deployment.part === undefined ? undefined : { path: `services.${deployment.part}.scaling.minimum`, value: 2 },
});
