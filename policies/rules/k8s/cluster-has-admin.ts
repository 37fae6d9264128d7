import { changed, withInputs } from "../../change-sample";
import { fail, pass, perTier, rule } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import { unseen } from "../../world/unseen";

const compliant: Sample = {
  resources: [
    {
      type: TYPES.eksCluster,
      name: "services",
      inputs: { accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false } },
    },
    {
      type: TYPES.eksAccessEntry,
      name: "operators",
      inputs: { clusterName: ref("services"), principalArn: "arn:aws:iam::111122223333:role/operators" },
    },
  ],
};

export const clusterHasAdmin = rule({
  id: "k8s/cluster-has-admin",
  title: "Somebody has rights in each cluster",
  scope: "stack",
  severity: perTier("error", "error", "error", "error"),
  why: "Without the creator's rights and without an access entry the cluster's API answers nobody, not even its maker: nothing can be deployed into it or repaired.",
  source:
    "Amazon EKS user guide, grant IAM users access to Kubernetes with EKS access entries, https://docs.aws.amazon.com/eks/latest/userguide/access-entries.html",
  fix: "add an access entry for those who run the cluster, or leave its creator the rights",
  types: [TYPES.eksCluster, TYPES.eksAccessEntry],
  elsewhere: [],
  example: {
    compliant,
    failing: changed(compliant, withInputs("operators", { clusterName: "another" })),
  },
  subjects: (world) => world.all(TYPES.eksCluster),
  judge(cluster, world) {
    const input = "accessConfig.bootstrapClusterCreatorAdminPermissions";
    // On where nothing is written [EKS API, CreateAccessConfigRequest].
    if (world.flag(cluster, input) !== false) return pass();
    if (world.referrers(cluster, [TYPES.eksAccessEntry], "clusterName").length > 0) return pass();
    const name = world.peek(cluster, "name");
    const stray = world
      .all(TYPES.eksAccessEntry)
      .find(
        (entry) => typeof world.peek(entry, "clusterName") !== "string" || world.peek(entry, "clusterName") === name,
      );
    if (stray && world.linked(stray, "clusterName", TYPES.eksCluster).length === 0) throw unseen(stray, "clusterName");
    return fail("gives its creator no rights and has no access entry: its API answers nobody", { input });
  },
});
