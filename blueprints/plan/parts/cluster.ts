import type { Kubernetes, KubernetesService } from "../../manifest/manifest";
import { bindingsOf } from "../bindings";
import { makePart, type RegionContext } from "../context";
import { NAMESPACE } from "../fixed";
import type { PartOf } from "../plan";

export function clusterPart(
  context: RegionContext,
  eks: Extract<Kubernetes, { cluster: "eks" }>,
  services: readonly (readonly [name: string, service: KubernetesService])[],
): PartOf<"cluster"> {
  const { at, derived, names, nodePort, priority } = context;
  return makePart(
    "cluster",
    "cluster",
    at("kubernetes"),
    {
      clusterName: names.kubernetesCluster(),
      version: eks.version,
      nodeTypes: eks.nodeTypes,
      nodesMinimum: eks.nodesMinimum,
      nodesMaximum: eks.nodesMaximum,
      apiAccess: eks.apiAccess,
      ways: services.map(([service, { healthPath, paths }]) => ({
        service,
        nodePort: nodePort(service),
        healthPath,
        paths,
        priority: priority(service),
      })),
      identities: services.map(([service, args]) => ({
        service,
        namespace: NAMESPACE,
        bindings: bindingsOf(context, args),
      })),
    },
    {
      clusterName: derived("<name>-<environment>", "name"),
      version: at("kubernetes.version"),
      nodeTypes: at("kubernetes.nodeTypes"),
      nodesMinimum: at("kubernetes.nodes.minimum"),
      nodesMaximum: at("kubernetes.nodes.maximum"),
      apiAccess: at("kubernetes.apiAccess"),
      ways: derived("a node port and a listener rule for each service on Kubernetes", "services"),
      identities: derived("rights to exactly what each service reads and writes", "services"),
    },
  );
}
