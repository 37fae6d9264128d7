import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withInputs } from "../../change-sample";
import { membersOf } from "../../facts/balancers";
import { clusterOf, objectsOf } from "../../facts/nodes";
import { isSpotNodes, spotOf, templateOf } from "../../facts/spot";
import { POD } from "../../facts/workloads";
import { fail, pass, perTier, rule, type Verdict } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import type { World } from "../../world/world";

const compliant: Sample = {
  resources: [
    { type: TYPES.targetGroup, name: "targets", inputs: {} },
    { type: TYPES.launchTemplate, name: "template", inputs: {} },
    {
      type: TYPES.group,
      name: "web",
      inputs: {
        targetGroupArns: [ref("targets")],
        mixedInstancesPolicy: {
          launchTemplate: { launchTemplateSpecification: { launchTemplateId: ref("template") } },
          instancesDistribution: { onDemandBaseCapacity: 2, onDemandPercentageAboveBaseCapacity: 0 },
        },
      },
    },
  ],
};

export const spotOnlyForStateless = rule({
  id: "cost/spot-only-for-stateless",
  title: "Spot capacity carries neither data nor the last copy of a service",
  scope: "stack",
  severity: perTier("none", "error", "error", "error"),
  why: "Spot instances go with two minutes' notice, and when a zone fails everybody wants them at once: all of them may go in the same hour.",
  source:
    "EC2 User Guide, best practices for Spot, https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/spot-best-practices.html; EKS, capacity types of node groups, https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html#managed-node-group-capacity-types",
  fix: "give the group an on-demand base; place what keeps data on on-demand nodes (node selector eks.amazonaws.com/capacityType: ON_DEMAND)",
  types: [
    TYPES.group,
    TYPES.launchTemplate,
    TYPES.targetGroup,
    TYPES.eksCluster,
    TYPES.eksNodeGroup,
    TYPES.statefulSet,
  ],
  elsewhere: [],
  example: {
    compliant,
    failing: changed(
      compliant,
      withInputs("web", {
        mixedInstancesPolicy: {
          launchTemplate: { launchTemplateSpecification: { launchTemplateId: ref("template") } },
          instancesDistribution: { onDemandPercentageAboveBaseCapacity: 0 },
        },
      }),
    ),
  },
  subjects: (world) => [
    ...world.all(TYPES.group, TYPES.eksCluster),
    ...world.all(TYPES.statefulSet).filter((set) => world.has(set, "spec.volumeClaimTemplates")),
  ],
  judge(subject, world) {
    if (subject.type === TYPES.group) return judgeGroup(subject, world);
    if (subject.type === TYPES.eksCluster) return judgeCluster(subject, world);
    return judgeSet(subject, world);
  },
});

function judgeGroup(group: GraphResource, world: World): Verdict | undefined {
  const spot = spotOf(group, world);
  if (spot === "none") return undefined;
  const template = templateOf(group, world);
  const kept = template && keptVolume(template, world);
  if (template && kept !== undefined)
    return fail(`keeps data on a volume (${kept} of ${template.name}) of instances that are spot`, {
      related: [template],
    });
  if (spot === "some") return pass();
  const targets = world.referred(group, TYPES.targetGroup);
  const attached = world
    .referrers(group, [TYPES.groupAttachment])
    .flatMap((each) => world.referred(each, TYPES.targetGroup));
  const alone = [...targets, ...attached].find(
    (each) => !membersOf(each, world).some((member) => member.type !== TYPES.group || spotOf(member, world) !== "all"),
  );
  if (!alone) return pass();
  return fail(`is all spot, and nothing else serves ${alone.name}: no instance of it is on demand`, {
    input: "mixedInstancesPolicy",
    related: [alone],
  });
}

/** A volume that outlives its instance. Default: it doesn't [EC2 API, EbsBlockDevice; launch templates]. */
const keptVolume = (template: GraphResource, world: World): string | undefined =>
  world
    .list(template, "blockDeviceMappings")
    .flatMap((_, at) =>
      world.flag(template, `blockDeviceMappings[${at}].ebs.deleteOnTermination`) === false
        ? [world.text(template, `blockDeviceMappings[${at}].deviceName`) ?? "a device"]
        : [],
    )[0];

function judgeCluster(cluster: GraphResource, world: World): Verdict | undefined {
  const groups = world.referrers(cluster, [TYPES.eksNodeGroup], "clusterName");
  const onDemand = groups.find((each) => !isSpotNodes(each, world));
  if (groups.length === 0 || onDemand || pools(cluster, world).length > 0)
    return groups.length > 0 ? pass() : undefined;
  return fail(`has only spot nodes (${groups.map(({ name }) => name).join(", ")})`, { related: groups });
}

const pools = (cluster: GraphResource, world: World): readonly GraphResource[] =>
  objectsOf(cluster, world, "kubernetes:karpenter.sh/v1:NodePool");

function judgeSet(set: GraphResource, world: World): Verdict | undefined {
  const cluster = clusterOf(set, world);
  const tolerates = world.has(set, `${POD}.tolerations`);
  const groups = world
    .referrers(cluster, [TYPES.eksNodeGroup], "clusterName")
    .filter((each) => isSpotNodes(each, world) && (tolerates || !world.has(each, "taints")));
  // Karpenter's pools are on demand unless they ask for spot.
  const spotPools = pools(cluster, world).filter((pool) => JSON.stringify(pool.inputs).includes('"spot"'));
  const spot = [...groups, ...spotPools][0];
  if (!spot) return undefined;
  const placed = JSON.stringify([world.value(set, `${POD}.nodeSelector`), world.value(set, `${POD}.affinity`)]);
  if (/"(ON_DEMAND|on-demand)"/.test(placed)) return pass();
  return fail(`keeps data, and nothing keeps it off the spot nodes of ${spot.name}`, { related: [spot] });
}
