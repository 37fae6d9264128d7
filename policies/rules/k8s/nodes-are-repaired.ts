import { changed, withInputs } from "../../change-sample";
import { fail, pass, perTier, rule } from "../../rule";
import type { Sample } from "../../sample";
import { TYPES } from "../../types";

const compliant: Sample = {
  resources: [{ type: TYPES.eksNodeGroup, name: "nodes", inputs: { nodeRepairConfig: { enabled: true } } }],
};

export const nodesAreRepaired = rule({
  id: "k8s/nodes-are-repaired",
  title: "A node that has gone bad is replaced by itself",
  scope: "resource",
  severity: perTier("none", "info", "warning", "warning"),
  why: "A node whose kubelet is gone or whose network has failed is still a running instance: its scaling group keeps it, and its pods wait until somebody looks. Auto repair cordons and replaces it.",
  source:
    "Amazon EKS user guide, enable node auto repair, https://docs.aws.amazon.com/eks/latest/userguide/node-repair.html",
  fix: "set nodeRepairConfig.enabled of the node group",
  types: [TYPES.eksNodeGroup],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, withInputs("nodes", { nodeRepairConfig: undefined })) },
  subjects: (world) => world.all(TYPES.eksNodeGroup),
  judge(group, world) {
    const input = "nodeRepairConfig.enabled";
    // Off unless it is asked for [the source above].
    if (world.flag(group, input) === true) return pass();
    return fail("keeps nodes that have gone bad: auto repair is off", { input });
  },
});
