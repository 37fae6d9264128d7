import { changed, withInputs } from "../../change-sample";
import { fail, pass, perTier, rule } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";

const compliant: Sample = {
  resources: [
    { type: TYPES.eksCluster, name: "services", inputs: { version: "1.34" } },
    { type: TYPES.eksNodeGroup, name: "nodes", inputs: { clusterName: ref("services"), version: "1.34" } },
  ],
};

export const nodesFollowVersion = rule({
  id: "k8s/nodes-follow-version",
  title: "Where a cluster's version is written, its nodes' is too, and they go up together",
  scope: "stack",
  severity: perTier("info", "warning", "warning", "warning"),
  why: "A node group without a version gets the cluster's when it is made and keeps it: an upgrade of the cluster no longer reaches its nodes. Nodes more than three minor versions behind are not supported, and the cluster's next upgrade has to wait for them.",
  source:
    "Kubernetes, version skew policy, https://kubernetes.io/releases/version-skew-policy/; registry of the AWS provider, aws_eks_node_group, version, https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/eks_node_group",
  fix: "give the node group the version of its cluster, by reference",
  types: [TYPES.eksNodeGroup, TYPES.eksCluster],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, withInputs("nodes", { version: undefined })) },
  subjects: (world) => world.all(TYPES.eksNodeGroup),
  judge(group, world) {
    const [cluster] = world.linked(group, "clusterName", TYPES.eksCluster);
    if (!cluster || !world.has(cluster, "version")) return undefined;
    // An image of one's own decides the version, and EKS then refuses one besides.
    const [template] = world.linked(group, "launchTemplate", TYPES.launchTemplate);
    if (template && world.has(template, "imageId")) return undefined;
    if (world.has(group, "releaseVersion")) return pass();
    if (!world.has(group, "version"))
      return fail(`has no version: it stays at what ${cluster.name} was when it was made`, {
        input: "version",
        related: [cluster],
      });
    // Taken from the cluster itself it is the same, whatever it is.
    if (world.linked(group, "version", TYPES.eksCluster).includes(cluster)) return pass();
    const [own, wanted] = [world.text(group, "version"), world.text(cluster, "version")];
    if (minorOf(wanted) - minorOf(own) <= MOST_BEHIND) return pass();
    return fail(`is at version ${own} where its cluster is at ${wanted}: more than ${MOST_BEHIND} behind`, {
      input: "version",
      related: [cluster],
    });
  },
});

/** Minor versions that a kubelet may be behind the API server [Kubernetes, version skew policy]. */
const MOST_BEHIND = 3;
const minorOf = (version: string | undefined): number => Number(/^1\.(\d+)/.exec(version ?? "")?.[1] ?? Number.NaN);
