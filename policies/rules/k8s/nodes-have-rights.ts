import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withInputs } from "../../change-sample";
import { nodeGroupsOf } from "../../facts/nodes";
import { policiesOfRole } from "../../facts/role-policies";
import { fail, pass, perTier, rule, unknown } from "../../rule";
import { ref, type Sample, type SampleResource } from "../../sample";
import { TYPES } from "../../types";
import type { World } from "../../world/world";

const attached = (name: string, policy: string): SampleResource => ({
  type: TYPES.rolePolicyAttachment,
  name,
  inputs: { role: ref("node"), policyArn: `arn:aws:iam::aws:policy/${policy}` },
});

const compliant: Sample = {
  resources: [
    { type: TYPES.eksCluster, name: "services" },
    { type: TYPES.role, name: "node" },
    attached("worker", "AmazonEKSWorkerNodePolicy"),
    attached("images", "AmazonEC2ContainerRegistryPullOnly"),
    attached("network", "AmazonEKS_CNI_Policy"),
    {
      type: TYPES.eksNodeGroup,
      name: "nodes",
      inputs: { clusterName: ref("services"), nodeRoleArn: ref("node") },
    },
  ],
};

export const nodesHaveRights = rule({
  id: "k8s/nodes-have-rights",
  title: "The role of a cluster's nodes lets them join, pull images and, where nothing else does, give pods addresses",
  scope: "stack",
  severity: perTier("error", "error", "error", "error"),
  why: "A node that may not join, pull the pause image or ask for addresses stays NotReady, and its group fails after half an hour. What runs goes on: it shows when the next node is needed.",
  source:
    "Amazon EKS user guide, node IAM role, https://docs.aws.amazon.com/eks/latest/userguide/create-node-role.html, and configure the Amazon VPC CNI plugin's role, https://docs.aws.amazon.com/eks/latest/userguide/cni-iam-role.html",
  fix: "attach AmazonEKSWorkerNodePolicy, AmazonEC2ContainerRegistryPullOnly and, unless the network plugin has a role of its own, AmazonEKS_CNI_Policy",
  types: [
    TYPES.eksNodeGroup,
    TYPES.eksCluster,
    TYPES.eksAddon,
    TYPES.podIdentity,
    TYPES.role,
    TYPES.rolePolicy,
    TYPES.rolePolicyAttachment,
  ],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, withInputs("network", { role: "another" })) },
  subjects: (world) => world.all(TYPES.role).filter((role) => bearersOf(role, world).length > 0),
  judge(role, world) {
    const policies = policiesOfRole(role, world);
    const own = new Set(policies.flatMap(({ managed }) => managed ?? []));
    const missing = needsOf(role, world).filter(({ by }) => !by.some((name) => own.has(name)));
    if (missing.length === 0) return pass();
    const other = policies.find(({ managed, unread }) => managed === undefined && !unread);
    // A policy of one's own may allow all of it.
    if (other) return unknown(`what the policy of ${other.from.name} allows`);
    const unread = policies.filter((policy) => policy.unread);
    // Each attachment brings one policy, whichever that is.
    const [first] = unread;
    if (first && unread.length >= missing.length) return unknown(`policyArn of ${first.from.name}`);
    return fail(
      `is borne by nodes and has ${count(policies.length)}, none of them for ${missing.map(({ what }) => what).join(", ")}`,
      {
        related: bearersOf(role, world),
      },
    );
  },
});

const count = (policies: number): string => (policies === 1 ? "1 policy" : `${policies} policies`);

const bearersOf = (role: GraphResource, world: World): readonly GraphResource[] =>
  world.referrers(role, [TYPES.eksNodeGroup], "nodeRoleArn");

interface Needed {
  readonly what: string;
  /** Policies of AWS's that bring it. */
  readonly by: readonly string[];
}

const JOIN: Needed = { what: "joining", by: ["AmazonEKSWorkerNodePolicy", "AmazonEKSWorkerNodeMinimalPolicy"] };
const IMAGES: Needed = {
  what: "images",
  by: [
    "AmazonEC2ContainerRegistryPullOnly",
    "AmazonEC2ContainerRegistryReadOnly",
    "AmazonEC2ContainerRegistryPowerUser",
    "AmazonEC2ContainerRegistryFullAccess",
  ],
};
const ADDRESSES: Needed = { what: "pods' addresses", by: ["AmazonEKS_CNI_Policy", "AmazonEKS_CNI_IPv6_Policy"] };

function needsOf(role: GraphResource, world: World): readonly Needed[] {
  const [group] = bearersOf(role, world);
  const [cluster] = group ? world.linked(group, "clusterName", TYPES.eksCluster) : [];
  if (!cluster || pluginHasRole(cluster, world) || nodeGroupsOf(cluster, world).length === 0) return [JOIN, IMAGES];
  return [JOIN, IMAGES, ADDRESSES];
}

const PLUGIN_ACCOUNT = "aws-node";

/** By the add-on, or by an association with the plugin's account. */
function pluginHasRole(cluster: GraphResource, world: World): boolean {
  const addon = world
    .referrers(cluster, [TYPES.eksAddon], "clusterName")
    .find((one) => world.peek(one, "addonName") === "vpc-cni");
  if (addon && ["serviceAccountRoleArn", "podIdentityAssociations"].some((input) => world.has(addon, input)))
    return true;
  return world
    .referrers(cluster, [TYPES.podIdentity], "clusterName")
    .some((one) => world.text(one, "serviceAccount") === PLUGIN_ACCOUNT);
}
