import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, without } from "../../change-sample";
import { fail, pass, perTier, rule } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import { known, unseen } from "../../world/unseen";
import type { World } from "../../world/world";

const attach = (name: string, policy: string) => ({
  type: TYPES.rolePolicyAttachment,
  name,
  inputs: { role: ref("node"), policyArn: `arn:aws:iam::aws:policy/${policy}` },
});

const compliant: Sample = {
  resources: [
    { type: TYPES.role, name: "node" },
    attach("worker", "AmazonEKSWorkerNodePolicy"),
    attach("images", "AmazonEC2ContainerRegistryPullOnly"),
    { type: TYPES.eksNodeGroup, name: "base", inputs: { nodeRoleArn: ref("node") } },
  ],
};

/** What a node needs, by the names of AWS's policies that give it. */
const NEEDED: readonly (readonly [what: string, policies: RegExp])[] = [
  ["join its cluster", /\/AmazonEKSWorkerNode(Minimal)?Policy$/],
  ["pull images", /\/AmazonEC2ContainerRegistry(PullOnly|ReadOnly|PowerUser|FullAccess)$/],
];

export const nodesMayJoin = rule({
  id: "sec/nodes-may-join",
  title: "Nodes may join their cluster and pull images",
  scope: "stack",
  severity: perTier("error", "error", "error", "error"),
  why: "A node that may not join is paid for and carries nothing, and one that may not pull images starts no pod. Those that run already hide it until one of them is replaced.",
  source:
    "Amazon EKS User Guide, Amazon EKS node IAM role, https://docs.aws.amazon.com/eks/latest/userguide/create-node-role.html",
  fix: "attach AmazonEKSWorkerNodePolicy and AmazonEC2ContainerRegistryPullOnly to the nodes' role",
  types: [TYPES.eksNodeGroup, TYPES.role, TYPES.rolePolicy, TYPES.rolePolicyAttachment, TYPES.policy],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, without("images")) },
  subjects: (world) =>
    world.all(TYPES.role).filter((role) => world.referrers(role, [TYPES.eksNodeGroup], "nodeRoleArn").length > 0),
  judge(role, world) {
    // Rights that somebody wrote may be the same ones under another name.
    if (hasOwnRights(role, world)) return undefined;
    const attached = world.referrers(role, [TYPES.rolePolicyAttachment], "role");
    const names = attached.map((one) => known(() => world.text(one, "policyArn") ?? "")?.value);
    const missing = NEEDED.filter(([, policies]) => !names.some((name) => name !== undefined && policies.test(name)));
    if (missing.length === 0) return pass();
    // A policy of AWS's whose ARN is not known yet gives one of them at most.
    const hidden = names.filter((name) => name === undefined).length;
    if (hidden >= missing.length) throw unseen(role, "its policies");
    const what = hidden === 0 ? missing.map(([needed]) => needed).join(", or ") : "join its cluster, or pull images";
    return fail(`may not ${what}`, { related: attached });
  },
});

const hasOwnRights = (role: GraphResource, world: World): boolean =>
  ["inlinePolicies", "managedPolicyArns"].some((input) => world.has(role, input)) ||
  world.referrers(role, [TYPES.rolePolicy, "aws:iam/policyAttachment:PolicyAttachment"]).length > 0 ||
  world
    .referrers(role, [TYPES.rolePolicyAttachment], "role")
    .some(
      (one) =>
        world.linked(one, "policyArn", TYPES.policy).length > 0 ||
        /::\d{12}:policy\//.test(String(world.peek(one, "policyArn"))),
    );
