import type { GraphResource } from "../../blueprints/graph/graph";
import { isRecord } from "../../blueprints/graph/values";
import { TYPES } from "../types";
import type { World } from "../world/world";

const ATTACHMENTS: readonly string[] = [TYPES.groupAttachment, TYPES.trafficSourceAttachment];

/** Names of health check types that listen to what sends requests to a group. */
export type Watcher = "ELB" | "VPC_LATTICE";

const attachmentsOf = (group: GraphResource, world: World): readonly GraphResource[] =>
  world.referrers(group, ATTACHMENTS, "autoscalingGroupName");

/** Target groups and classic load balancers that a group's instances are registered in, by any way to attach them. */
export function balancedBy(group: GraphResource, world: World): readonly GraphResource[] {
  const kinds = [TYPES.targetGroup, TYPES.classicLoadBalancer];
  return [
    ...new Set([
      ...world.referred(group, ...kinds),
      ...attachmentsOf(group, world).flatMap((from) => world.referred(from, ...kinds)),
    ]),
  ];
}

/**
 * Which health checks know whether a group's instances answer: none where nothing sends it requests. A group names its
 * sources in three inputs of its own, or attachments name both.
 */
export function watchersOf(group: GraphResource, world: World): readonly Watcher[] {
  const found = new Set<Watcher>();
  if (world.has(group, "targetGroupArns") || world.has(group, "loadBalancers")) found.add("ELB");
  if (world.has(group, "trafficSources")) {
    for (const index of world.list(group, "trafficSources").keys()) {
      found.add(watcherOf(world.text(group, `trafficSources[${index}].type`)));
    }
  }
  for (const attachment of attachmentsOf(group, world)) {
    found.add(watcherOf(world.text(attachment, "trafficSource.type")));
  }
  return [...found].sort();
}

/** True where anything sends a group requests. Asked by what is written, so that it can choose subjects. */
export const hasSource = (group: GraphResource, world: World): boolean =>
  ["targetGroupArns", "loadBalancers", "trafficSources"].some((input) => world.has(group, input)) ||
  attachmentsOf(group, world).length > 0;

/** A node of Kubernetes says whose it is by this tag [docs.aws.amazon.com/eks/latest/userguide/worker.html]. */
const NODE_TAG = /^kubernetes\.io\/cluster\//;
const TEMPLATES: readonly string[] = [TYPES.launchTemplate, TYPES.launchConfiguration];
const CLUSTERS: readonly string[] = [TYPES.ecsCluster, TYPES.eksCluster];

/** True where a group's instances are what a cluster's pods or tasks run on: requests reach it through these. */
export const carriesCluster = (group: GraphResource, world: World): boolean =>
  tagKeysOf(group, world).some((key) => NODE_TAG.test(key)) ||
  world.referrers(group, [TYPES.ecsCapacityProvider]).length > 0 ||
  world.referred(group, ...TEMPLATES).some((template) => world.referred(template, ...CLUSTERS).length > 0);

function tagKeysOf(group: GraphResource, world: World): readonly string[] {
  const tags = world.peek(group, "tags");
  if (!Array.isArray(tags)) return [];
  return tags.flatMap((tag: unknown) => (isRecord(tag) && typeof tag.key === "string" ? [tag.key] : []));
}

/** Sources are load balancers' unless they say that they are VPC Lattice's. */
const watcherOf = (type: string | undefined): Watcher => (type === "vpc-lattice" ? "VPC_LATTICE" : "ELB");

/**
 * Health check types of a group, several with commas; EC2 where none is written
 * [docs.aws.amazon.com/autoscaling/ec2/APIReference/API_CreateAutoScalingGroup.html].
 */
export const healthTypesOf = (group: GraphResource, world: World): readonly string[] =>
  (world.text(group, "healthCheckType") || "EC2").split(",").map((type) => type.trim().toUpperCase());

const LAUNCHING = "autoscaling:EC2_INSTANCE_LAUNCHING";

/** True where a hook holds new instances until they, or somebody for them, say that they are ready. */
export const isHeldAtLaunch = (group: GraphResource, world: World): boolean =>
  world
    .referrers(group, [TYPES.lifecycleHook], "autoscalingGroupName")
    .some((hook) => world.text(hook, "lifecycleTransition") === LAUNCHING) ||
  world
    .list(group, "initialLifecycleHooks")
    .some((_, index) => world.text(group, `initialLifecycleHooks[${index}].lifecycleTransition`) === LAUNCHING);
