import type { FilledWorkload } from "./args";

/**
 * How the horizontal pod autoscaler moves: up at once and at most twofold (or by four) every 30 seconds, down by a tenth
 * a minute and only below what the last five minutes asked for. A peak that comes back finds most pods still there
 * [kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale, configurable scaling behavior].
 */
export const autoscalerSpec = (args: FilledWorkload) => ({
  minReplicas: args.minimum,
  maxReplicas: args.maximum,
  metrics: [
    {
      type: "Resource",
      resource: { name: "cpu", target: { type: "Utilization", averageUtilization: Math.round(args.targetCpu * 100) } },
    },
  ],
  behavior: {
    scaleUp: {
      stabilizationWindowSeconds: 0,
      selectPolicy: "Max",
      policies: [
        { type: "Percent", value: 100, periodSeconds: 30 },
        { type: "Pods", value: 4, periodSeconds: 30 },
      ],
    },
    scaleDown: {
      stabilizationWindowSeconds: 300,
      selectPolicy: "Min",
      policies: [{ type: "Percent", value: 10, periodSeconds: 60 }],
    },
  },
});

/**
 * How many pods may be away when nodes are drained: a fifth, rounded up by Kubernetes, so that one is always allowed and
 * a node with the only pod can still be replaced. Pods that do not work anyway never hold up a drain.
 */
export const DISRUPTION = { maxUnavailable: "20%", unhealthyPodEvictionPolicy: "AlwaysAllow" } as const;
