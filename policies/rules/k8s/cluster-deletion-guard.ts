import { changed, withInputs } from "../../change-sample";
import { fail, pass, perTier, rule } from "../../rule";
import type { Sample } from "../../sample";
import { TYPES } from "../../types";

const compliant: Sample = {
  resources: [{ type: TYPES.eksCluster, name: "services", inputs: { deletionProtection: true } }],
};

export const clusterDeletionGuard = rule({
  id: "k8s/cluster-deletion-guard",
  title: "A cluster refuses to be deleted by accident",
  scope: "resource",
  severity: perTier("info", "warning", "warning", "error"),
  why: "With the cluster go its nodes, its secrets and the state of everything that runs in it; made anew it has another endpoint and another identity provider, and whatever trusted the old ones is out.",
  source:
    "Amazon EKS user guide, protect EKS clusters from accidental deletion, https://docs.aws.amazon.com/eks/latest/userguide/deletion-protection.html",
  fix: "switch deletion protection of the cluster on",
  types: [TYPES.eksCluster],
  elsewhere: [{ tool: "prowler", id: "eks_cluster_deletion_protection_enabled" }],
  example: { compliant, failing: changed(compliant, withInputs("services", { deletionProtection: undefined })) },
  subjects: (world) => world.all(TYPES.eksCluster),
  judge(cluster, world) {
    const input = "deletionProtection";
    // Off unless it is asked for [the source above].
    if (world.flag(cluster, input) === true) return pass();
    return fail("can be deleted in one step: deletion protection is off", { input });
  },
});
