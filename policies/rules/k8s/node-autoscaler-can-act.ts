import facts from "../../../blueprints/facts/kubernetes-network.json";
import type { GraphResource } from "../../../blueprints/graph/graph";
import { stringsOf } from "../../../blueprints/graph/values";
import { changed, without } from "../../change-sample";
import { accountOf, allows, BINDINGS, bindingsOf, CLUSTER_ROLE_BINDING, ROLES, roleOf } from "../../facts/accounts";
import { identityOf } from "../../facts/identities";
import { namedPort } from "../../facts/network-policies";
import { clusterOf, nodeGroupsOf } from "../../facts/nodes";
import { namesAction, policiesOfRole, type RolePolicy } from "../../facts/role-policies";
import { containerPaths, POD } from "../../facts/workloads";
import { fail, pass, perTier, rule, unknown, type Verdict } from "../../rule";
import { nodeAutoscaler as compliant } from "../../samples/node-autoscaler";
import { TYPES } from "../../types";
import { anyOf } from "../../world/any";
import { together } from "../../world/together";
import { known } from "../../world/unseen";
import type { World } from "../../world/world";

export const nodeAutoscalerCanAct = rule({
  id: "k8s/node-autoscaler-can-act",
  title: "The cluster autoscaler may see pods and nodes, agree who of it works, and change its scaling groups",
  scope: "environment",
  severity: perTier("error", "error", "error", "error"),
  why: "Without one of its rights the autoscaler runs, or restarts, and adds no node: pods of the peak stay pending, and the reason stands in a log that nobody reads until then.",
  source:
    "Kubernetes, cluster autoscaler on AWS (IAM policy and example manifests), https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/cloudprovider/aws/README.md",
  fix: "bind its service account to a cluster role for pods and nodes and to one for leases, and give it a role that may call autoscaling:SetDesiredCapacity",
  types: [
    TYPES.deployment,
    TYPES.serviceAccount,
    ...BINDINGS,
    ...ROLES,
    TYPES.podIdentity,
    TYPES.role,
    TYPES.rolePolicy,
    TYPES.rolePolicyAttachment,
  ],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, without("leases")) },
  subjects: (world) => world.all(TYPES.deployment).filter((one) => isAutoscaler(one, world)),
  judge: (autoscaler, world) =>
    together([
      () => clusterRights(autoscaler, world),
      () => leases(autoscaler, world),
      () => cloudRights(autoscaler, world),
      () => probedPort(autoscaler, world),
    ]),
});

const textsOf = (autoscaler: GraphResource, world: World): readonly string[] => [
  ...stringsOf(world.peek(autoscaler, `${POD}.containers`)),
];

const isAutoscaler = (workload: GraphResource, world: World): boolean =>
  textsOf(workload, world).some((text) => /(?:^|\/)cluster-autoscaler(?:-\w+)?:/.test(text));

function clusterRights(autoscaler: GraphResource, world: World): Verdict {
  const key = "cluster";
  const account = accountOf(autoscaler, world);
  const bindings = bindingsOf(account, autoscaler, world).filter(({ type }) => type === CLUSTER_ROLE_BINDING);
  if (anyOf(bindings, (binding) => mayWatch(binding, world))) return pass(key);
  // Rights of an account that was made elsewhere were given there.
  if (!account.object) return unknown(`rights of the service account ${account.name}`, { key });
  return fail(
    `may not watch the cluster's pods and nodes: nothing binds its account ${account.name} to a role for that`,
    {
      key,
      input: `${POD}.serviceAccountName`,
      related: [account.object],
    },
  );
}

/** A role that the graph does not show is taken at its word. */
function mayWatch(binding: GraphResource, world: World): boolean {
  const role = roleOf(binding, world);
  return role === undefined || ["pods", "nodes"].every((kind) => allows(role, "", kind, "watch", world));
}

/** Several agree by a lease who works, one as well unless it is told not to [flag --leader-elect, default true]. */
function leases(autoscaler: GraphResource, world: World): Verdict | undefined {
  const key = "leases";
  if (textsOf(autoscaler, world).some((text) => text.includes("--leader-elect=false"))) return undefined;
  const account = accountOf(autoscaler, world);
  const may = anyOf(bindingsOf(account, autoscaler, world), (binding) => {
    const role = roleOf(binding, world);
    return role === undefined || allows(role, "coordination.k8s.io", "leases", "update", world);
  });
  if (may) return pass(key);
  if (!account.object) return unknown(`rights of the service account ${account.name}`, { key });
  return fail("may not hold the lease by which its pods agree who works: none of them does", {
    key,
    input: `${POD}.serviceAccountName`,
    related: [account.object],
  });
}

const ACTION = "autoscaling:SetDesiredCapacity";

function cloudRights(autoscaler: GraphResource, world: World): Verdict | undefined {
  const key = "aws";
  const cluster = known(() => clusterOf(autoscaler, world))?.value;
  // Of what is not in the graph there is nothing to say.
  if (!cluster) return undefined;
  if (textsOf(autoscaler, world).some((text) => text.startsWith("AWS_ACCESS_KEY"))) return pass(key);
  const identity = identityOf(accountOf(autoscaler, world), autoscaler, world);
  if (identity?.role) return judgeRole(identity.role, policiesOfRole(identity.role, world), key);
  if (identity) return pass(key);
  const roles = nodeGroupsOf(cluster, world).flatMap((group) => world.follow(group, "nodeRoleArn", TYPES.role));
  const policies = roles.flatMap((role) => policiesOfRole(role, world));
  if (policies.some((policy) => namesAction(policy, ACTION))) return pass(key);
  const unread = policies.find(({ managed, text, unread }) => managed === undefined && text === undefined && !unread);
  if (unread) return unknown(`policy of ${unread.from.name}`, { key });
  return fail("has no identity of AWS's: its calls to the scaling groups are refused", {
    key,
    input: `${POD}.serviceAccountName`,
  });
}

function judgeRole(role: GraphResource, policies: readonly RolePolicy[], key: string): Verdict {
  const more = { key, related: [role] };
  if (policies.length === 0)
    return fail(`bears the role ${role.name}, which has no policy: it may change no scaling group`, more);
  if (policies.some((policy) => namesAction(policy, ACTION))) return pass(key);
  const hidden = policies.find(({ text, managed }) => text === undefined && managed === undefined);
  if (hidden) return unknown(`policy of ${hidden.from.name}`, { key });
  return fail(`bears the role ${role.name}, which may not call ${ACTION}`, more);
}

/** Its health and metrics answer at one port, by a flag or its default. */
function probedPort(autoscaler: GraphResource, world: World): Verdict | undefined {
  const key = "port";
  const flag = textsOf(autoscaler, world).flatMap((text) => /^--address=\S*:(\d+)$/.exec(text)?.[1] ?? []);
  const listens = Number(flag[0] ?? facts.clusterAutoscaler.port);
  const wrong = containerPaths(autoscaler, world)
    .flatMap((path) => ["livenessProbe", "readinessProbe"].map((probe) => `${path}.${probe}.httpGet.port`))
    .find((input) => {
      const text = world.text(autoscaler, input);
      if (text === undefined) return false;
      return (/^\d+$/.test(text) ? Number(text) : namedPort(autoscaler, text, world)) !== listens;
    });
  if (wrong === undefined) return pass(key);
  return fail(`is asked for its health where it does not listen: it answers at port ${listens}`, { key, input: wrong });
}
