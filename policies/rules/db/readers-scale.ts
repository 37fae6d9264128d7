import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, without } from "../../change-sample";
import { instancesOf, isAurora, isServerless } from "../../facts/db-members";
import { globalOf } from "../../facts/links";
import { fail, pass, perTier, rule, type Verdict } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import type { World } from "../../world/world";

const compliant: Sample = {
  resources: [
    {
      type: TYPES.appScalingTarget,
      name: "replicas",
      inputs: { scalableDimension: "rds:cluster:ReadReplicaCount", minCapacity: 2, maxCapacity: 5 },
    },
    { type: TYPES.appScalingPolicy, name: "policy", inputs: { resourceId: ref("replicas") } },
  ],
};

export const readersScale = rule({
  id: "db/readers-scale",
  title: "Readers scale where their services do: a policy moves them, upward from two",
  scope: "stack",
  severity: perTier("none", "info", "warning", "warning"),
  why: "A target without a policy or without room never adds a reader, and one that may shrink to a single reader leaves nobody to take over and read. Where services grow to three times their number and readers do not, the database is what gives way.",
  source:
    "Amazon Aurora User Guide, Auto Scaling with replicas, https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Integrating.AutoScaling.html",
  fix: "keep two readers at least, a maximum above that, and a policy of target tracking",
  types: [TYPES.appScalingTarget, TYPES.appScalingPolicy, TYPES.dbCluster, TYPES.dbClusterInstance],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, without("policy")) },
  subjects: (world) => [
    ...world.all(TYPES.appScalingTarget).filter((one) => world.peek(one, "scalableDimension") === DIMENSION),
    // Below tier scale services grow little, and a reader more or less is its owner's choice.
    ...(world.atLeast("scale") ? world.all(TYPES.dbCluster) : []),
  ],
  judge(subject, world) {
    return subject.type === TYPES.dbCluster ? judgeFixed(subject, world) : judgeTarget(subject, world);
  },
});

const DIMENSION = "rds:cluster:ReadReplicaCount";
/** Fewest readers: one to take over, one to read meanwhile. */
const FEWEST = 2;

function judgeTarget(target: GraphResource, world: World): Verdict {
  const [least, most] = [world.number(target, "minCapacity") ?? 0, world.number(target, "maxCapacity") ?? 0];
  if (world.referrers(target, [TYPES.appScalingPolicy]).length === 0) return fail("is moved by no policy");
  if (most <= least) return fail(`has no room: from ${least} to ${most} readers`, { input: "maxCapacity" });
  if (least < FEWEST)
    return fail(`may shrink to ${least} readers, where ${FEWEST} are needed`, { input: "minCapacity" });
  return pass();
}

/**
 * Readers whose number is fixed, of a cluster that declared services use: enough where they are as many more than the
 * fewest as the services' most are more than their fewest. Copies in other regions have fixed readers on purpose: nobody may
 * scale what a global database owns.
 */
function judgeFixed(cluster: GraphResource, world: World): Verdict | undefined {
  const { part } = cluster;
  const users = Object.entries(world.declares("services") ?? {}).filter(
    ([, { reads, writes }]) => part !== undefined && (reads.includes(part) || writes.includes(part)),
  );
  const growth = Math.max(1, ...users.map(([, { minimum, maximum }]) => maximum / Math.max(1, minimum)));
  if (growth === 1 || !isAurora(cluster, world)) return undefined;
  const primary = globalOf(cluster, world)?.primary;
  if (primary && primary !== cluster) return undefined;
  const targets = world.referrers(cluster, [TYPES.appScalingTarget], "resourceId");
  if (targets.some((one) => world.peek(one, "scalableDimension") === DIMENSION)) return undefined;
  const instances = instancesOf(cluster, world);
  if (instances.some((one) => isServerless(world.text(one, "instanceClass") ?? ""))) return undefined;
  const readers = instances.length - 1;
  // db/reader-in-other-zone asks for the first.
  if (readers < 1 || readers >= Math.ceil(FEWEST * growth)) return undefined;
  return fail(
    `has ${readers} readers for good, where ${users.map(([name]) => name).join(" and ")} may grow to ${shown(growth)} times their number`,
    { related: instances },
  );
}

const shown = (times: number): string => String(Math.round(times * 10) / 10);
