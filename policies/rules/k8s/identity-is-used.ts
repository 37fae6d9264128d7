import type { GraphResource } from "../../../blueprints/graph/graph";
import { isUnknown, stringsOf } from "../../../blueprints/graph/values";
import { changed, without } from "../../change-sample";
import { BINDINGS, ifNothingIsHidden, nameOf } from "../../facts/accounts";
import { objectsOf } from "../../facts/nodes";
import { namespaceOf, PODS } from "../../facts/workloads";
import { fail, pass, perTier, rule } from "../../rule";
import { nodeAutoscaler as compliant } from "../../samples/node-autoscaler";
import { TYPES } from "../../types";
import type { World } from "../../world/world";

export const identityIsUsed = rule({
  id: "k8s/identity-is-used",
  title: "An account of pods with rights of AWS's has pods",
  scope: "environment",
  severity: perTier("warning", "warning", "error", "error"),
  why: "Account and rights were made for a program that does something in the cluster, and it does not run: nodes are not added, certificates not renewed, volumes not attached, and nothing else says so.",
  source:
    "Amazon EKS user guide, grant Kubernetes workloads access to AWS, https://docs.aws.amazon.com/eks/latest/userguide/service-accounts.html",
  fix: "run the program, or take its account and its rights away",
  types: [TYPES.podIdentity, TYPES.serviceAccount, ...PODS],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, without("autoscaler")) },
  subjects: (world) => world.all(TYPES.podIdentity),
  judge(association, world) {
    const [cluster] = world.linked(association, "clusterName", TYPES.eksCluster);
    const [name, namespace] = [world.text(association, "serviceAccount"), world.text(association, "namespace")];
    if (!cluster || name === undefined) return undefined;
    const account = objectsOf(cluster, world, TYPES.serviceAccount).find(
      (one) => nameOf(one, world) === name && namespaceOf(one, world) === namespace,
    );
    // An account that comes with a chart or an add-on has its pods from there.
    if (!account) return undefined;
    if (world.resources.some((one) => one.stack === account.stack && mayRunAs(name, account, one, world)))
      return pass();
    ifNothingIsHidden(account, `pods of the service account ${name}`, world);
    return fail(`is for pods of the service account ${name}, and there are none`, {
      input: "serviceAccount",
      related: [account],
    });
  },
});

/** What names pods or accounts by labels, or gives accounts rights, runs nothing. */
const NAMES_ONLY: readonly string[] = [
  TYPES.serviceAccount,
  TYPES.service,
  TYPES.disruptionBudget,
  TYPES.networkPolicy,
  ...BINDINGS,
];

/** An object of any kind whose spec names the account may be what runs its pods: operators have kinds of their own. */
function mayRunAs(account: string, made: GraphResource, one: GraphResource, world: World): boolean {
  if (!one.type.startsWith("kubernetes:") || NAMES_ONLY.includes(one.type)) return false;
  const spec = world.peek(one, "spec");
  if (isUnknown(spec) || world.linked(one, "spec", TYPES.serviceAccount).includes(made)) return true;
  return [...stringsOf(spec)].includes(account);
}
