import type { GraphResource } from "../../blueprints/graph/graph";
import { isRecord, isUnknown } from "../../blueprints/graph/values";
import { TYPES } from "../types";
import { UnseenValue, unseen } from "../world/unseen";
import type { World } from "../world/world";
import { namespaceOf, podOf } from "./workloads";

const RBAC = "kubernetes:rbac.authorization.k8s.io/v1:";
export const ROLE_BINDING = `${RBAC}RoleBinding`;
export const CLUSTER_ROLE_BINDING = `${RBAC}ClusterRoleBinding`;
export const BINDINGS: readonly string[] = [ROLE_BINDING, CLUSTER_ROLE_BINDING];
export const ROLES: readonly string[] = [`${RBAC}Role`, `${RBAC}ClusterRole`];

/**
 * True for objects that may be in one cluster. Who makes namespaces, accounts and rights is often another stack than who
 * makes the workloads, so that a region counts here, where pods and what selects them are told apart by stacks.
 */
export const mayShareCluster = (a: GraphResource, b: GraphResource): boolean =>
  a.stack === b.stack || a.region === b.region;

/** A service account by its name, and the object that makes it where the graph shows it. */
export interface Account {
  readonly name: string;
  readonly namespace: string;
  readonly object?: GraphResource;
}

/** The account whose pods a workload's are; Kubernetes makes `default` in each namespace by itself. */
export function accountOf(workload: GraphResource, world: World): Account {
  const namespace = namespaceOf(workload, world);
  const path = ["serviceAccountName", "serviceAccount"]
    .map((input) => `${podOf(workload)}.${input}`)
    .find((input) => world.has(workload, input));
  const named = path === undefined ? "default" : world.peek(workload, path);
  const [linked] = world.linked(workload, "spec", TYPES.serviceAccount);
  if (typeof named !== "string") {
    if (!linked || path === undefined) throw unseen(workload, path ?? "spec");
    return { name: nameOf(linked, world), namespace, object: linked };
  }
  const object = world
    .all(TYPES.serviceAccount)
    .find(
      (one) => mayShareCluster(one, workload) && nameOf(one, world) === named && namespaceOf(one, world) === namespace,
    );
  return { name: named, namespace, ...(object && { object }) };
}

/** The name of an object, or its id while Pulumi has yet to choose one. */
export const nameOf = (object: GraphResource, world: World): string => {
  const name = world.peek(object, "metadata.name");
  return typeof name === "string" ? name : object.id;
};

/** Bindings that give an account rights. Unknown where the subjects of one are not known. */
export const bindingsOf = (account: Account, like: GraphResource, world: World): readonly GraphResource[] =>
  world.all(...BINDINGS).filter((binding) => {
    if (!mayShareCluster(binding, like)) return false;
    if (account.object && world.linked(binding, "subjects", TYPES.serviceAccount).includes(account.object)) return true;
    return world.list(binding, "subjects").some((subject, index) => {
      if (!isRecord(subject) || isUnknown(subject)) throw unseen(binding, `subjects[${index}]`);
      const at = `subjects[${index}]`;
      if (world.text(binding, `${at}.kind`) !== "ServiceAccount") return inGroup(binding, at, account, world);
      if (world.text(binding, `${at}.name`) !== account.name) return false;
      // Without a namespace it is the binding's own [Kubernetes API, Subject].
      return (world.text(binding, `${at}.namespace`) ?? namespaceOf(binding, world)) === account.namespace;
    });
  });

/** All service accounts, or all of a namespace, are groups of their own [Kubernetes, RBAC, referring to subjects]. */
function inGroup(binding: GraphResource, at: string, { namespace }: Account, world: World): boolean {
  const group = world.text(binding, `${at}.name`);
  return group === "system:serviceaccounts" || group === `system:serviceaccounts:${namespace}`;
}

/**
 * The role that a binding gives, where the graph shows it. The default roles of Kubernetes, and those of charts that were
 * not read, have no object.
 */
export function roleOf(binding: GraphResource, world: World): GraphResource | undefined {
  const [linked] = world.linked(binding, "roleRef", ...ROLES);
  if (linked) return linked;
  const [kind, name] = [world.text(binding, "roleRef.kind"), world.text(binding, "roleRef.name")];
  return world
    .all(`${RBAC}${kind}`)
    .find(
      (role) =>
        mayShareCluster(role, binding) &&
        nameOf(role, world) === name &&
        (kind === "ClusterRole" || namespaceOf(role, world) === namespaceOf(binding, world)),
    );
}

/** True where a role lets its bearer do this to that kind of object. */
export const allows = (role: GraphResource, group: string, kind: string, verb: string, world: World): boolean =>
  world.list(role, "rules").some((_, index) => {
    const has = (input: string, wanted: string): boolean => {
      const values = world.texts(role, `rules[${index}].${input}`);
      return values.includes(wanted) || values.includes("*");
    };
    return has("apiGroups", group) && has("resources", kind) && has("verbs", verb);
  });

/** Objects whose own objects the graph does not show: what a chart makes when it is installed. */
export const hasHiddenObjects = (like: GraphResource, world: World): boolean =>
  world.resources.some(
    ({ type, stack }) => stack === like.stack && (type.startsWith("kubernetes:helm") || type === "helm_release"),
  );

/** Thrown by a rule that would fail an absence where a chart may bring what is absent. */
export const ifNothingIsHidden = (like: GraphResource, what: string, world: World): void => {
  if (hasHiddenObjects(like, world)) throw new UnseenValue(`${what}, which a chart may bring`, like);
};
