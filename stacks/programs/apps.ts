import { kubernetesProviderArgs } from "../../components/kubernetes/provider-args";
import { Workload } from "../../components/kubernetes/workload";
import { Handed } from "./handed";
import { partsOf, type StackProgram } from "./program";
import { kubernetesFor } from "./provider";

/** The Kubernetes objects of a region, on the cluster that the region's stack made or on one that was there. */
export const appsProgram: StackProgram = (_plan, stack, context) => {
  const handed = new Handed(stack, context);
  const opts = kubernetesFor(kubernetesProviderArgs({} as never));
  for (const { name, args } of partsOf(stack, "workload")) new Workload(name, args, opts);
  void handed;
  return {};
};
