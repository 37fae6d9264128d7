import { Platform } from "../../components/kubernetes/platform";
import { kubernetesProviderArgs } from "../../components/kubernetes/provider-args";
import { Workload } from "../../components/kubernetes/workload";
import { Handed } from "./handed";
import { partOf, partsOf, type StackProgram } from "./program";
import { kubernetesFor } from "./provider";

/** The Kubernetes objects of a region, on the cluster that the region's stack made or on one that was there. */
export const appsProgram: StackProgram = (_plan, stack, context) => {
  const { name: platformName, args: platformArgs } = partOf(stack, "platform");
  const { namespaces, cluster } = platformArgs;
  const handed = new Handed(stack, context);
  const opts = kubernetesFor(
    kubernetesProviderArgs(
      cluster.kind === "existing"
        ? cluster
        : {
            clusterName: cluster.clusterName,
            region: cluster.region,
            endpoint: handed.get<string>(`${cluster.region}.clusterEndpoint`),
            certificateAuthority: handed.get<string>(`${cluster.region}.clusterCa`),
          },
    ),
  );
  const platform = new Platform(
    platformName,
    { namespaces, ...(cluster.kind === "eks" && { autoscaler: cluster }) },
    opts,
  );
  for (const { name, args } of partsOf(stack, "workload")) {
    new Workload(name, args, { ...opts, dependsOn: [platform] });
  }
  return {};
};
