import type { RegionContext } from "../context";
import { appsKey } from "../keys";
import { platformPart } from "../parts/platform";
import { workloadPart } from "../parts/workload";
import type { PlannedStack } from "../plan";
import { kubernetesServices } from "./region";
import { handover, stack } from "./stack";

/** Kubernetes objects of a region, after its cluster (DECISIONS 19); none where nothing runs on Kubernetes. */
export function appsStacks(context: RegionContext): readonly PlannedStack[] {
  const { manifest, region, role } = context;
  const { kubernetes } = manifest;
  const services = kubernetesServices(manifest);
  if (!kubernetes || services.length === 0) return [];
  return [
    stack(context, {
      key: appsKey(region),
      kind: "apps",
      region,
      role,
      parts: [
        platformPart(context, kubernetes),
        ...services.map(([name, service]) => workloadPart(context, kubernetes, name, service)),
      ],
      needs:
        kubernetes.cluster === "eks"
          ? [handover(context, region, "clusterEndpoint"), handover(context, region, "clusterCa")]
          : [],
      after: [region],
    }),
  ];
}
