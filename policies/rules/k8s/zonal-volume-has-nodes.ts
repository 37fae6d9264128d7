import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed } from "../../change-sample";
import { clusterOf, hasProvisioner, nodeGroupsOf, sizeOf, zonesOfNodes } from "../../facts/nodes";
import { inSameCluster } from "../../facts/workloads";
import { fail, pass, perTier, rule, type Verdict } from "../../rule";
import type { Sample } from "../../sample";
import { ref } from "../../sample";
import { cluster, nodeGroup, workloadSpec } from "../../samples/kubernetes";
import { TYPES } from "../../types";
import { known, UnseenValue } from "../../world/unseen";
import type { World } from "../../world/world";

/** Drivers whose volumes live in one zone. */
const ZONAL: readonly string[] = ["ebs.csi.aws.com", "kubernetes.io/aws-ebs", "ebs.csi.eks.amazonaws.com"];
const CLAIMS = "spec.volumeClaimTemplates";

const base = cluster.resources.filter(({ type }) => type === TYPES.subnet || type === TYPES.eksCluster);
const compliant: Sample = {
  resources: [
    ...base,
    ...["a", "b", "c"].map((zone) =>
      nodeGroup(`nodes-${zone}`, {
        subnetIds: [ref(`subnet-${zone}`)],
        scalingConfig: { minSize: 1, maxSize: 3, desiredSize: 1 },
      }),
    ),
    {
      type: TYPES.storageClass,
      name: "disks",
      inputs: {
        metadata: { name: "gp3" },
        provisioner: "ebs.csi.aws.com",
        volumeBindingMode: "WaitForFirstConsumer",
      },
    },
    {
      type: TYPES.statefulSet,
      name: "ledger",
      inputs: {
        metadata: { name: "ledger" },
        ...workloadSpec({}, { replicas: 3, volumeClaimTemplates: [{ spec: { storageClassName: "gp3" } }] }),
      },
    },
  ],
};

export const zonalVolumeHasNodes = rule({
  id: "k8s/zonal-volume-has-nodes",
  title: "Volumes that live in one zone are made where the pod is, and each zone has nodes that can grow by themselves",
  scope: "environment",
  severity: perTier("none", "warning", "error", "error"),
  why: "A block volume ties its pod to its zone. Bound at once it may sit where no node has room; and a node group over several zones grows wherever it likes, so the pod waits for a node that comes up in another zone.",
  source:
    "EKS best practices, cluster autoscaler, EBS volumes, https://docs.aws.amazon.com/eks/latest/best-practices/cas.html; Kubernetes, volume binding mode (Immediate by default), https://kubernetes.io/docs/concepts/storage/storage-classes/#volume-binding-mode",
  fix: "set volumeBindingMode to WaitForFirstConsumer, and make one scaled node group a zone",
  types: [TYPES.statefulSet, TYPES.storageClass, TYPES.eksNodeGroup, TYPES.subnet],
  elsewhere: [],
  example: {
    compliant,
    failing: changed(compliant, (sample) => ({
      ...sample,
      resources: [...sample.resources.filter(({ type }) => type !== TYPES.eksNodeGroup), nodeGroup("nodes")],
    })),
  },
  subjects: (world) => world.all(TYPES.statefulSet).filter((set) => world.has(set, CLAIMS)),
  judge(set, world): readonly Verdict[] | undefined {
    const classes = world.list(set, CLAIMS).map((_, index) => classOf(set, `${CLAIMS}[${index}].spec`, world));
    const zonal = classes.filter((each) => ZONAL.includes(world.text(each, "provisioner") ?? ""));
    if (zonal.length === 0) return undefined;
    const early = zonal.find((each) => world.text(each, "volumeBindingMode") !== "WaitForFirstConsumer");
    const binding = early
      ? fail(`has volumes of ${early.name}, which are bound before the pod has a place`, {
          key: "binding",
          related: [early],
        })
      : pass("binding");
    // The nodes may not be in the graph: that must not hide a class that binds too early.
    const nodes = known(() => nodesOf(set, world));
    return nodes
      ? [binding, nodes.value]
      : [binding, { verdict: "unknown", missing: `node groups of ${set.name}`, key: "nodes" }];
  },
});

function nodesOf(set: GraphResource, world: World): Verdict {
  const cluster = clusterOf(set, world);
  // These start each node in the zone that its pods need.
  if (hasProvisioner(cluster, world)) return pass("nodes");
  const wide = nodeGroupsOf(cluster, world).find((group) => {
    const { minimum, maximum } = sizeOf(group, world);
    return minimum < maximum && zonesOfNodes(group, world).length > 1;
  });
  if (!wide) return pass("nodes");
  return fail(
    `has volumes of one zone each, but node group ${wide.name} grows over ${zonesOfNodes(wide, world).length} zones at once`,
    { key: "nodes", related: [wide] },
  );
}

function classOf(set: GraphResource, claim: string, world: World): GraphResource {
  const classes = world.all(TYPES.storageClass).filter((each) => inSameCluster(each, set));
  const linked = world.linked(set, CLAIMS.split(".")[0] ?? "", TYPES.storageClass);
  if (linked.length === 1 && linked[0]) return linked[0];
  const name = world.text(set, `${claim}.storageClassName`);
  const found = classes.find((each) =>
    name === undefined
      ? world.peek(each, "metadata.annotations") !== undefined &&
        JSON.stringify(world.peek(each, "metadata.annotations")).includes('is-default-class":"true"')
      : world.peek(each, "metadata.name") === name,
  );
  if (!found) throw new UnseenValue(`the storage class ${name ?? "that is the default"} of ${set.name}`);
  return found;
}
