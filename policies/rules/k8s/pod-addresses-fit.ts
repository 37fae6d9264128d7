import instances from "../../../blueprints/facts/instances.json";
import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withInputs } from "../../change-sample";
import { maxPods } from "../../facts/instance-types";
import { instanceTypesOf, nodeCapacity, nodeGroupsOf, sizeOf, zonesOfNodes } from "../../facts/nodes";
import { fail, pass, perTier, rule, unknown } from "../../rule";
import { cluster as compliant } from "../../samples/kubernetes";
import { TYPES } from "../../types";
import { UnseenValue, unseen } from "../../world/unseen";
import type { World } from "../../world/world";

/** Addresses that AWS keeps of every subnet, and that EKS asks for in the cluster's own (six at least). */
const KEPT = 5;
const CONTROL_PLANE = 6;

export const podAddressesFit = rule({
  id: "k8s/pod-addresses-fit",
  title: "The subnets hold the addresses of all nodes and pods, also while nodes are being updated",
  scope: "stack",
  severity: perTier("none", "warning", "error", "error"),
  why: "Each pod takes an address of the subnet. When they are used up, pods wait in ContainerCreating on nodes with room to spare, and no autoscaler sees why; it happens first at a peak or in the middle of an update.",
  source:
    "EKS network requirements, https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html; managed node update behaviour (up to two nodes a zone more, or as many as may be unavailable), https://docs.aws.amazon.com/eks/latest/userguide/managed-node-update-behavior.html",
  fix: "use larger subnets or a second range for pods, or lower the node groups' maximum",
  types: [TYPES.eksCluster, TYPES.eksNodeGroup, TYPES.eksAddon, TYPES.launchTemplate, TYPES.subnet],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, withInputs("subnet-b", { cidrBlock: "10.0.16.0/25" })) },
  subjects: (world) => world.all(TYPES.eksCluster),
  judge(cluster, world) {
    // In an IPv6 cluster pods don't take addresses of the subnets' IPv4 ranges.
    if (world.text(cluster, "kubernetesNetworkConfig.ipFamily") === "ipv6") return undefined;
    const cni = settingsOfCni(cluster, world);
    if (/CUSTOM_NETWORK_CFG"?\s*:\s*"?true/.test(cni)) return unknown(`the subnets of the pods of ${cluster.name}`);
    const prefixes = /PREFIX_DELEGATION"?\s*:\s*"?true/.test(cni);
    const needed = new Map<GraphResource, number>();
    const add = (subnet: GraphResource, count: number): unknown =>
      needed.set(subnet, (needed.get(subnet) ?? 0) + count);
    for (const subnet of world.linked(cluster, "vpcConfig", TYPES.subnet)) add(subnet, CONTROL_PLANE);
    for (const group of nodeGroupsOf(cluster, world)) {
      const subnets = world.follow(group, "subnetIds", TYPES.subnet);
      const each =
        Math.ceil(mostNodes(group, world) / Math.max(subnets.length, 1)) * addressesOf(group, prefixes, world);
      for (const subnet of subnets) add(subnet, each);
    }
    const small = [...needed].find(([subnet, count]) => count > addresses(subnet, world));
    if (!small) return pass();
    const [subnet, count] = small;
    return fail(`may need ${count} addresses in ${subnet.name}, which has ${addresses(subnet, world)}`, {
      related: [subnet],
    });
  },
});

/** The CNI add-on's configuration as text; empty where it has none. Unknown text could say anything. */
function settingsOfCni(cluster: GraphResource, world: World): string {
  const addon = world
    .referrers(cluster, [TYPES.eksAddon], "clusterName")
    .find((each) => world.text(each, "addonName") === "vpc-cni");
  return addon ? (world.text(addon, "configurationValues") ?? "") : "";
}

/** Most nodes while an update runs. */
function mostNodes(group: GraphResource, world: World): number {
  const { maximum } = sizeOf(group, world);
  const percent = world.number(group, "updateConfig.maxUnavailablePercentage");
  // One node at a time by default [EKS API].
  const away =
    percent === undefined
      ? (world.number(group, "updateConfig.maxUnavailable") ?? 1)
      : Math.ceil((percent / 100) * maximum);
  return maximum === 0 ? 0 : maximum + Math.max(2 * zonesOfNodes(group, world).length, away);
}

/** Addresses of a full node: one a pod, and its own. Prefixes come as blocks of 16. */
function addressesOf(group: GraphResource, prefixes: boolean, world: World): number {
  if (prefixes) {
    const { small, large, largeFromVcpus } = instances.prefixPods;
    const pods = nodeCapacity(group, world).cores >= largeFromVcpus ? large : small;
    return Math.ceil(pods / 16) * 16 + 1;
  }
  const all = instanceTypesOf(group, world).map((type) => {
    const pods = maxPods(type);
    if (pods === undefined) throw new UnseenValue(`pods that a node of type ${type} takes`);
    return pods;
  });
  return Math.max(...all) + 1;
}

function addresses(subnet: GraphResource, world: World): number {
  const prefix = Number(/\/(\d+)$/.exec(world.text(subnet, "cidrBlock") ?? "")?.[1]);
  if (!Number.isFinite(prefix)) throw unseen(subnet, "cidrBlock");
  return 2 ** (32 - prefix) - KEPT;
}
