import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withInputs } from "../../change-sample";
import { autoscalersOf, containerName, containerPaths, WORKLOADS } from "../../facts/workloads";
import { fail, pass, perTier, rule, type Verdict } from "../../rule";
import { manifests, workloadSpec } from "../../samples/kubernetes";
import { TYPES } from "../../types";
import type { World } from "../../world/world";

export const autoscalerOwnsCount = rule({
  id: "k8s/autoscaler-owns-count",
  title: "Where an autoscaler sets the number of pods nothing else does, and it can read its metric",
  scope: "stack",
  severity: perTier("warning", "error", "error", "error"),
  why: "A count in code is applied again with each deploy: at the peak it throws most pods away. Utilisation is a share of the request: where one container has none the autoscaler takes no action at all.",
  source:
    "Kubernetes, migrating deployments to horizontal autoscaling, https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#migrating-deployments-and-statefulsets-to-horizontal-autoscaling, and its algorithm on missing requests, https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#algorithm-details",
  fix: "leave replicas out (or ignore its changes), use one autoscaler, and give each container the request that the metric is a share of",
  types: [...WORKLOADS, TYPES.podAutoscaler],
  elsewhere: [
    {
      tool: "kube-score",
      id: "deployment-targeted-by-hpa-does-not-have-replicas-configured",
      note: "the count only, and not where its changes are ignored",
    },
  ],
  example: { compliant: manifests, failing: changed(manifests, withInputs("shop", workloadSpec({}, { replicas: 3 }))) },
  subjects: (world) => world.all(...WORKLOADS),
  judge(workload, world): readonly Verdict[] | undefined {
    const scalers = autoscalersOf(workload, world);
    const [scaler] = scalers;
    if (!scaler) return undefined;
    return [
      count(workload, scalers, world),
      ...utilised(scaler, world).map((name) => requests(workload, name, scaler, world)),
    ];
  },
});

const ignored = ({ ignoreChanges }: GraphResource): boolean =>
  ignoreChanges.some((path) => path === "spec" || path === "spec.replicas");

function count(workload: GraphResource, scalers: readonly GraphResource[], world: World): Verdict {
  const names = scalers.map(({ name }) => name).join(", ");
  if (scalers.length > 1)
    return fail(`is scaled by ${scalers.length} autoscalers at once (${names})`, { key: "count", related: scalers });
  if (!world.has(workload, "spec.replicas") || ignored(workload)) return pass("count");
  return fail(`sets replicas though its autoscaler ${names} owns the count`, {
    key: "count",
    input: "spec.replicas",
    related: scalers,
  });
}

/** Resources whose utilisation the autoscaler follows. */
function utilised(scaler: GraphResource, world: World): readonly string[] {
  // In v1 the share of CPU is the only metric; 80 % of CPU is the default of both versions.
  if (scaler.type === TYPES.podAutoscalerV1 || !world.has(scaler, "spec.metrics")) return ["cpu"];
  return world.list(scaler, "spec.metrics").flatMap((_, index) => {
    const path = `spec.metrics[${index}].resource`;
    if (world.text(scaler, `spec.metrics[${index}].type`) !== "Resource") return [];
    if (world.text(scaler, `${path}.target.type`) !== "Utilization") return [];
    return [world.text(scaler, `${path}.name`) ?? "cpu"];
  });
}

function requests(workload: GraphResource, name: string, scaler: GraphResource, world: World): Verdict {
  const without = containerPaths(workload, world).filter(
    (path) =>
      !world.has(workload, `${path}.resources.requests.${name}`) &&
      !world.has(workload, `${path}.resources.limits.${name}`),
  );
  if (without.length === 0) return pass(name);
  const names = without.map((path) => containerName(workload, path, world)).join(", ");
  return fail(`has no ${name} request in ${names}, of which ${scaler.name} follows the utilisation`, {
    key: name,
    input: "spec",
    related: [scaler],
  });
}
