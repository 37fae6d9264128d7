import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withInputs } from "../../change-sample";
import { allowsNothingOf, namesAction, policiesOfRole, type RolePolicy } from "../../facts/role-policies";
import { fail, pass, perTier, rule, unknown, type Verdict } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import { together } from "../../world/together";
import type { World } from "../../world/world";

const compliant: Sample = {
  resources: [
    { type: TYPES.role, name: "control-plane" },
    {
      type: TYPES.rolePolicyAttachment,
      name: "manages",
      inputs: { role: ref("control-plane"), policyArn: "arn:aws:iam::aws:policy/AmazonEKSClusterPolicy" },
    },
    { type: TYPES.kmsKey, name: "key" },
    {
      type: TYPES.rolePolicy,
      name: "decrypts",
      inputs: {
        role: ref("control-plane"),
        policy: JSON.stringify({ Statement: [{ Effect: "Allow", Action: ["kms:Decrypt"], Resource: "*" }] }),
      },
    },
    {
      type: TYPES.eksCluster,
      name: "services",
      inputs: {
        roleArn: ref("control-plane"),
        encryptionConfig: { resources: ["secrets"], provider: { keyArn: ref("key") } },
      },
    },
  ],
};

export const controlPlaneHasRights = rule({
  id: "k8s/control-plane-has-rights",
  title: "A cluster's own role lets it manage the cluster, and use the key of its secrets",
  scope: "stack",
  severity: perTier("warning", "warning", "warning", "error"),
  why: "Without its policy the control plane can't look after nodes, volumes and load balancers. Without the key, to which the one who made the cluster had rights, secrets stay readable until the control plane is replaced: its version cannot be raised.",
  source:
    "Amazon EKS user guide, cluster IAM role, https://docs.aws.amazon.com/eks/latest/userguide/cluster-iam-role.html; upgrades of clusters whose role may not use the key, https://github.com/aws/containers-roadmap/issues/1533",
  fix: "attach AmazonEKSClusterPolicy to the cluster's role, and a policy for the key that encryptionConfig names",
  types: [TYPES.eksCluster, TYPES.role, TYPES.rolePolicy, TYPES.rolePolicyAttachment, TYPES.kmsKey],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, withInputs("manages", { role: "another" })) },
  subjects: (world) =>
    world.all(TYPES.eksCluster).filter((cluster) => world.linked(cluster, "roleArn", TYPES.role).length > 0),
  judge(cluster, world) {
    const [role] = world.linked(cluster, "roleArn", TYPES.role);
    if (!role) return undefined;
    const policies = policiesOfRole(role, world);
    return together([() => manages(role, policies, world), () => decrypts(cluster, role, policies, world)]);
  },
});

const OWN = "AmazonEKSClusterPolicy";

function manages(role: GraphResource, policies: readonly RolePolicy[], world: World): Verdict {
  const key = "cluster";
  if (policies.some(({ managed }) => managed === OWN)) return pass(key);
  const other = policies.find((policy) => policy.managed === undefined && !isForKey(policy, world));
  if (other) return unknown(`what the policy of ${other.from.name} allows`, { key });
  return fail(`has the role ${role.name}, which lacks ${OWN}`, {
    key,
    input: "roleArn",
    related: [role],
  });
}

/** A policy that is about keys only: by its text or, while that isn't known, by what it waits for. */
const isForKey = (policy: RolePolicy, world: World): boolean => {
  const { from, text, unread } = policy;
  if (unread) return false;
  if (text !== undefined) return allowsNothingOf(policy, "ec2");
  const keys = world.linked(from, "policy", TYPES.kmsKey).length;
  return keys > 0 && keys === (from.references.policy ?? []).length;
};

function decrypts(
  cluster: GraphResource,
  role: GraphResource,
  policies: readonly RolePolicy[],
  world: World,
): Verdict | undefined {
  const input = "encryptionConfig";
  const [secretKey] = world.linked(cluster, input, TYPES.kmsKey);
  if (!secretKey) return undefined;
  const key = "key";
  if (
    policies.some(
      (policy) => namesAction(policy, "kms:Decrypt") || (policy.text === undefined && isForKey(policy, world)),
    )
  )
    return pass(key);
  const hidden = policies.find(({ managed, text }) => managed === undefined && text === undefined);
  if (hidden) return unknown(`what the policy of ${hidden.from.name} allows`, { key });
  // A key's policy may name the role itself, and then it needs no policy of its own.
  const own = world.text(secretKey, "policy");
  if (own !== undefined && /:(?:role|assumed-role|user)\//.test(principals(own)))
    return unknown(`policy of ${secretKey.name}`, { key });
  return fail(`encrypts secrets with ${secretKey.name}, which its role ${role.name} may not use`, {
    key,
    input,
    related: [role, secretKey],
  });
}

/** What a policy says of who, without its conditions. */
const principals = (policy: string): string =>
  [...policy.matchAll(/"Principal":\s*(\{[^}]*\}|"[^"]*")/g)].map(([, who = ""]) => who).join(" ");
