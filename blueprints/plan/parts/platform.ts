import type { Kubernetes } from "../../manifest/manifest";
import { makePart, type RegionContext } from "../context";
import { NAMESPACE } from "../fixed";
import type { PlatformArgs } from "../parts";
import type { PartOf } from "../plan";

export function platformPart(context: RegionContext, kubernetes: Kubernetes): PartOf<"platform"> {
  const { at, fixed } = context;
  return makePart(
    "platform",
    "platform",
    at("kubernetes"),
    { namespaces: [NAMESPACE], cluster: clusterOf(context, kubernetes) },
    { namespaces: fixed("one namespace for the services of an environment"), cluster: at("kubernetes.cluster") },
  );
}

function clusterOf({ names, region }: RegionContext, kubernetes: Kubernetes): PlatformArgs["cluster"] {
  if (kubernetes.cluster === "eks") {
    const { version, nodesMaximum } = kubernetes;
    return { kind: "eks", clusterName: names.kubernetesCluster(), region, version, nodesMaximum };
  }
  const access = kubernetes.kubeconfig[region];
  // The manifest's meaning check refuses an existing cluster without a kubeconfig for each region.
  if (!access) throw new Error(`no kubeconfig for ${region}`);
  return { kind: "existing", ...access };
}
