import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withMore, without } from "../../change-sample";
import { hasHiddenObjects, nameOf } from "../../facts/accounts";
import { objectsOf } from "../../facts/nodes";
import { isOfAws, secretClassesOf } from "../../facts/secret-volumes";
import { AUTOSCALERS, PODS } from "../../facts/workloads";
import { fail, pass, perTier, rule, unknown, type Verdict } from "../../rule";
import { ref, type SampleResource } from "../../sample";
import { cluster } from "../../samples/kubernetes";
import { TYPES } from "../../types";
import { known } from "../../world/unseen";
import type { World } from "../../world/world";

const addon = (addonName: string): SampleResource => ({
  type: TYPES.eksAddon,
  name: addonName,
  inputs: { clusterName: ref("cluster"), addonName },
});

const compliant = changed(cluster, withMore(addon("metrics-server"), addon("vpc-cni")));

export const addonsPresent = rule({
  id: "k8s/addons-present",
  title: "A cluster has the add-ons that its nodes and its workloads rely on",
  scope: "environment",
  severity: perTier("error", "error", "error", "error"),
  why: "Nothing reports an add-on that is missing. Nodes never get ready without the network plugin, no name resolves without CoreDNS, no service has an address without kube-proxy, and autoscalers without metrics leave the fleet as it is, whatever the load.",
  source:
    "Amazon EKS user guide, AWS add-ons, https://docs.aws.amazon.com/eks/latest/userguide/workloads-add-ons-available-eks.html, and community add-ons, https://docs.aws.amazon.com/eks/latest/userguide/community-addons.html",
  fix: "add the add-on to the cluster",
  types: [TYPES.eksCluster, TYPES.eksAddon, TYPES.podIdentity, ...AUTOSCALERS, ...PODS],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, without("metrics-server")) },
  subjects: (world) => world.all(TYPES.eksCluster),
  judge(eks, world): readonly Verdict[] | undefined {
    const addons = world.referrers(eks, [TYPES.eksAddon], "clusterName");
    // Where none is in the graph they are brought by other means, and Auto Mode has its own.
    if (addons.length === 0 || world.flag(eks, "computeConfig.enabled") === true) return undefined;
    const there = new Set(addons.map((one) => world.text(one, "addonName")));
    const objects = objectsOf(eks, world, ...PODS);
    const running = new Set(objects.map((one) => nameOf(one, world)));
    const hidden = objects.some((one) => hasHiddenObjects(one, world)) || hasHiddenObjects(eks, world);
    return needsOf(eks, addons, world).map(({ names, why }): Verdict => {
      const [key = ""] = names;
      if (names.some((name) => there.has(name) || running.has(name))) return pass(key);
      if (hidden) return unknown(`${key}, which a chart may bring`, { key });
      return fail(`has no ${key}: ${why}`, { key });
    });
  },
});

interface Needed {
  /** The add-on, then other names under which the same runs. */
  readonly names: readonly string[];
  /** What does not work without it. */
  readonly why: string;
}

function needsOf(eks: GraphResource, addons: readonly GraphResource[], world: World): readonly Needed[] {
  const needed: Needed[] = [];
  // Unless it is told not to, EKS installs these three itself [EKS API, CreateCluster, bootstrapSelfManagedAddons].
  if (world.flag(eks, "bootstrapSelfManagedAddons") === false)
    needed.push(
      { names: ["vpc-cni", "aws-node"], why: "no node ever gets ready" },
      { names: ["coredns"], why: "no name resolves in it" },
      { names: ["kube-proxy"], why: "no service answers at its address" },
    );
  const associations = world.referrers(eks, [TYPES.podIdentity], "clusterName");
  if (associations.length > 0 || addons.some((one) => world.has(one, "podIdentityAssociations")))
    needed.push({
      names: ["eks-pod-identity-agent"],
      why: "pods have none of the rights that their accounts are associated with",
    });
  if (objectsOf(eks, world, ...AUTOSCALERS).some((one) => followsMetrics(one, world)))
    needed.push({ names: ["metrics-server"], why: "its autoscalers see no load and scale nothing" });
  if (objectsOf(eks, world, ...PODS).some((one) => readsSecrets(one, world)))
    needed.push({
      names: ["aws-secrets-store-csi-driver-provider", "secrets-store-csi-driver-provider-aws"],
      why: "pods that mount secrets never start",
    });
  return needed;
}

/** CPU and memory come from the metrics server; version 1 knows nothing else, and CPU is version 2's default. */
const followsMetrics = (scaler: GraphResource, world: World): boolean =>
  scaler.type === TYPES.podAutoscalerV1 ||
  !world.has(scaler, "spec.metrics") ||
  world
    .list(scaler, "spec.metrics")
    .some((_, index) => /Resource$/.test(String(world.peek(scaler, `spec.metrics[${index}].type`))));

const readsSecrets = (workload: GraphResource, world: World): boolean =>
  known(() => secretClassesOf(workload, world).some((each) => isOfAws(each, world)))?.value === true;
