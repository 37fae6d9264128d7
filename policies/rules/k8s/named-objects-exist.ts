import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withInputs, withMore, without } from "../../change-sample";
import { accountOf, ifNothingIsHidden, mayShareCluster, nameOf } from "../../facts/accounts";
import { clusterOf } from "../../facts/nodes";
import { allContainerPaths, namespaceOf, PODS, podOf } from "../../facts/workloads";
import { fail, pass, perTier, rule, type Verdict } from "../../rule";
import { cluster, workloadSpec } from "../../samples/kubernetes";
import { TYPES } from "../../types";
import { known } from "../../world/unseen";
import type { World } from "../../world/world";

const compliant = changed(
  cluster,
  withInputs("shop", workloadSpec({ serviceAccountName: "shop" })),
  withMore(
    { type: TYPES.namespace, name: "services", inputs: { metadata: { name: "services" } } },
    { type: TYPES.serviceAccount, name: "shop-account", inputs: { metadata: { name: "shop", namespace: "services" } } },
  ),
);

/** Those that each cluster has by itself [kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/]. */
const INITIAL: readonly string[] = ["default", "kube-system", "kube-public", "kube-node-lease"];

/** Kubernetes puts this one into each namespace. */
const ROOT_CERTIFICATE = "kube-root-ca.crt";

export const namedObjectsExist = rule({
  id: "k8s/named-objects-exist",
  title: "Namespace, service account and configuration that pods name are made beside them",
  scope: "environment",
  severity: perTier("error", "error", "error", "error"),
  why: "Kubernetes takes the workload and makes none of its pods: no namespace, no account or no configuration, and the only sign is an event. It shows in the cluster that is made anew, in the other region, on the day that it is needed.",
  source:
    "Kubernetes, configure service accounts for pods (the account must exist when the pod is made), https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#use-multiple-service-accounts; namespaces, https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/",
  fix: "make what is named where the cluster and its workloads are made",
  types: [...PODS, TYPES.namespace, TYPES.serviceAccount, TYPES.configMap, TYPES.eksCluster],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, without("shop-account")) },
  // Where the cluster itself is not made here, what is missing may be there already.
  subjects: (world) => world.all(...PODS).filter((workload) => known(() => clusterOf(workload, world)) !== undefined),
  judge: (workload, world): readonly Verdict[] => [
    namespaceVerdict(workload, world),
    accountVerdict(workload, world),
    ...configurations(workload, world).map((name) => configurationVerdict(workload, name, world)),
  ],
});

function namespaceVerdict(workload: GraphResource, world: World): Verdict {
  const key = "namespace";
  const name = namespaceOf(workload, world);
  // An id, which no name can be, stands for an object whose name Pulumi has yet to choose.
  if (INITIAL.includes(name) || name.includes("::") || isMade(TYPES.namespace, name, undefined, workload, world))
    return pass(key);
  ifNothingIsHidden(workload, `the namespace ${name}`, world);
  return fail(`goes to the namespace ${name}, which nothing makes`, { key, input: "metadata.namespace" });
}

function accountVerdict(workload: GraphResource, world: World): Verdict {
  const key = "account";
  const { name, object } = accountOf(workload, world);
  if (object || name === "default") return pass(key);
  ifNothingIsHidden(workload, `the service account ${name}`, world);
  return fail(`runs as the service account ${name}, which nothing makes`, {
    key,
    input: `${podOf(workload)}.serviceAccountName`,
  });
}

function configurationVerdict(workload: GraphResource, name: string, world: World): Verdict {
  const key = `configuration ${name}`;
  if (isMade(TYPES.configMap, name, namespaceOf(workload, world), workload, world)) return pass(key);
  ifNothingIsHidden(workload, `the configuration ${name}`, world);
  return fail(`reads the configuration ${name}, which nothing makes`, { key, input: podOf(workload) });
}

/** Config maps that pods can't do without. Secrets are often brought from elsewhere on purpose, and are not asked for. */
function configurations(workload: GraphResource, world: World): readonly string[] {
  const items = (list: string, block: string): readonly string[] =>
    world.list(workload, list).map((_, index) => `${list}[${index}].${block}`);
  const blocks = [
    ...items(`${podOf(workload)}.volumes`, "configMap"),
    ...allContainerPaths(workload, world).flatMap((container) => [
      ...items(`${container}.env`, "valueFrom.configMapKeyRef"),
      ...items(`${container}.envFrom`, "configMapRef"),
    ]),
  ];
  const names = blocks.flatMap((block) => {
    const named = world.peek(workload, `${block}.name`);
    // A name that Pulumi has yet to choose comes from the object that is made.
    return typeof named === "string" && world.flag(workload, `${block}.optional`) !== true ? [named] : [];
  });
  return [...new Set(names)].filter((name) => name !== ROOT_CERTIFICATE);
}

const isMade = (
  type: string,
  name: string,
  namespace: string | undefined,
  like: GraphResource,
  world: World,
): boolean =>
  world
    .all(type)
    .some(
      (one) =>
        mayShareCluster(one, like) &&
        nameOf(one, world) === name &&
        (namespace === undefined || namespaceOf(one, world) === namespace),
    );
