import type { GraphResource } from "../../blueprints/graph/graph";
import { isRecord, isUnknown } from "../../blueprints/graph/values";
import { TYPES } from "../types";
import { known } from "../world/unseen";
import type { World } from "../world/world";
import type { Account } from "./accounts";
import { clusterOf } from "./nodes";

/** EKS Pod Identity's associations for pods of an account, in the cluster that a workload runs in. */
export function associationsOf(account: Account, workload: GraphResource, world: World): readonly GraphResource[] {
  const cluster = known(() => clusterOf(workload, world))?.value;
  return world
    .all(TYPES.podIdentity)
    .filter((one) => isIn(one, cluster, world) && one.region === workload.region)
    .filter(
      (one) =>
        sameText(world.peek(one, "namespace"), account.namespace) &&
        sameText(world.peek(one, "serviceAccount"), account.name),
    );
}

/** A value that isn't known may be the one. */
const sameText = (value: unknown, wanted: string): boolean => isUnknown(value) || value === wanted;

function isIn(association: GraphResource, cluster: GraphResource | undefined, world: World): boolean {
  const [linked] = world.linked(association, "clusterName", TYPES.eksCluster);
  return cluster === undefined || linked === undefined || linked === cluster;
}

/** Roles for service accounts, the older way: by the account's annotation [eks/latest/userguide/associate-service-account-role.html]. */
export function hasRoleByAnnotation({ object }: Account, world: World): boolean {
  const annotations = object && world.value(object, "metadata.annotations");
  return isRecord(annotations) && ROLE_ANNOTATION in annotations;
}

const ROLE_ANNOTATION = "eks.amazonaws.com/role-arn";

/** How pods get rights of AWS's by their account, and the role where the graph shows it; undefined where they get none. */
export function identityOf(
  account: Account,
  workload: GraphResource,
  world: World,
): { readonly role?: GraphResource } | undefined {
  const [association] = associationsOf(account, workload, world);
  if (!association) return hasRoleByAnnotation(account, world) ? {} : undefined;
  const [role] = world.linked(association, "roleArn", TYPES.role);
  return role ? { role } : {};
}
