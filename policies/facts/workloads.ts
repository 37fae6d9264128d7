import type { GraphResource } from "../../blueprints/graph/graph";
import { isUnknown } from "../../blueprints/graph/values";
import { TYPES } from "../types";
import { unseen } from "../world/unseen";
import type { World } from "../world/world";
import { cores, mebibytes } from "./quantities";
import { selects } from "./selectors";

/** Workloads that are kept at a number of pods: a daemon set has one a node, a job ends. */
export const WORKLOADS: readonly string[] = [TYPES.deployment, TYPES.statefulSet];
export const AUTOSCALERS: readonly string[] = [TYPES.podAutoscaler, TYPES.podAutoscalerV1];

/** What runs pods, at whatever number. */
export const PODS: readonly string[] = [...WORKLOADS, TYPES.daemonSet, TYPES.job, TYPES.cronJob];

export const POD = "spec.template.spec";

/** Path of the pods' spec in a workload of any kind. */
export const podOf = ({ type }: GraphResource): string => (type === TYPES.cronJob ? `spec.jobTemplate.${POD}` : POD);

/** Objects of one stack go to one cluster: a stack has one provider. */
export const inSameCluster = (a: GraphResource, b: GraphResource): boolean => a.stack === b.stack;

/** A namespace by its name or, while that is not known, by the object that makes it. */
export function namespaceOf(object: GraphResource, world: World): string {
  const name = world.peek(object, "metadata.namespace");
  if (!isUnknown(name)) return world.text(object, "metadata.namespace") ?? "default";
  const [made] = world.linked(object, "metadata", TYPES.namespace);
  if (!made) throw unseen(object, "metadata.namespace");
  const own = world.peek(made, "metadata.name");
  return typeof own === "string" ? own : made.id;
}

export const together = (a: GraphResource, b: GraphResource, world: World): boolean =>
  inSameCluster(a, b) && namespaceOf(a, world) === namespaceOf(b, world);

/** What selectors are held against; the template's, never the workload's own. */
export const podLabels = (workload: GraphResource, world: World): unknown =>
  world.peek(workload, "spec.template.metadata.labels") ?? {};

/** True where the object's selector takes the workload's pods. */
export const selectsPodsOf = (
  object: GraphResource,
  path: string,
  workload: GraphResource,
  world: World,
): boolean =>
  together(object, workload, world) && selects(world.peek(object, path), podLabels(workload, world), object, path);

export const budgetsOf = (workload: GraphResource, world: World): readonly GraphResource[] =>
  world.all(TYPES.disruptionBudget).filter((budget) => selectsPodsOf(budget, "spec.selector", workload, world));

/** Services that send requests to the workload; theirs is a plain map of labels, and without one they select nothing. */
export const servicesOf = (workload: GraphResource, world: World): readonly GraphResource[] =>
  world
    .all(TYPES.service)
    .filter(
      (service) =>
        together(service, workload, world) &&
        world.has(service, "spec.selector") &&
        selects({ matchLabels: world.peek(service, "spec.selector") }, podLabels(workload, world), service, "spec"),
    );

export const autoscalersOf = (workload: GraphResource, world: World): readonly GraphResource[] =>
  world.all(...AUTOSCALERS).filter((scaler) => inSameCluster(scaler, workload) && targets(scaler, workload, world));

function targets(scaler: GraphResource, workload: GraphResource, world: World): boolean {
  const linked = world.linked(scaler, "spec", ...WORKLOADS);
  if (linked.length > 0) return linked.includes(workload);
  if (world.text(scaler, "spec.scaleTargetRef.kind") !== workload.type.split(":").at(-1)) return false;
  // An object without a name gets one from Pulumi, which others can only have by reference.
  if (!world.has(workload, "metadata.name")) return false;
  const name = world.text(scaler, "spec.scaleTargetRef.name");
  return name === world.text(workload, "metadata.name") && together(scaler, workload, world);
}

export interface PodCount {
  readonly minimum: number;
  readonly maximum: number;
  readonly autoscaler?: GraphResource;
}

/** How many pods a workload is kept at: its autoscaler's bounds, else its own count. Both default to one [Kubernetes API]. */
export function podCount(workload: GraphResource, world: World): PodCount {
  const [autoscaler] = autoscalersOf(workload, world);
  if (!autoscaler) {
    const replicas = world.number(workload, "spec.replicas") ?? 1;
    return { minimum: replicas, maximum: replicas };
  }
  const maximum = world.number(autoscaler, "spec.maxReplicas");
  if (maximum === undefined) throw unseen(autoscaler, "spec.maxReplicas");
  return { minimum: world.number(autoscaler, "spec.minReplicas") ?? 1, maximum, autoscaler };
}

/** Paths of the containers of a workload's pods. */
export const containerPaths = (workload: GraphResource, world: World): readonly string[] =>
  world.list(workload, `${podOf(workload)}.containers`).map((_, index) => `${podOf(workload)}.containers[${index}]`);

/** The same, with those that run before them. */
export const allContainerPaths = (workload: GraphResource, world: World): readonly string[] =>
  ["initContainers", "containers"].flatMap((list) =>
    world.list(workload, `${podOf(workload)}.${list}`).map((_, index) => `${podOf(workload)}.${list}[${index}]`),
  );

/**
 * True for pods that are part of their node and not confined in it: they take its network, its processes or its files.
 * What confines a program says nothing of them.
 */
export function isPartOfNode(workload: GraphResource, world: World): boolean {
  const pod = podOf(workload);
  if (["hostNetwork", "hostPID"].some((input) => world.flag(workload, `${pod}.${input}`) === true)) return true;
  return world
    .list(workload, `${pod}.volumes`)
    .some((_, index) => world.has(workload, `${pod}.volumes[${index}].hostPath`));
}

export const containerName = (workload: GraphResource, path: string, world: World): string => {
  const name = world.peek(workload, `${path}.name`);
  return typeof name === "string" ? name : path;
};

/** What one pod asks of a node. A request that is missing is the limit where there is one, else nothing [Kubernetes]. */
export function podRequests(workload: GraphResource, world: World) {
  const sum = (resource: "cpu" | "memory", read: (value: unknown) => number | undefined): number =>
    containerPaths(workload, world).reduce((total, path) => {
      const request = `${path}.resources.requests.${resource}`;
      const value = world.value(workload, request) ?? world.value(workload, `${path}.resources.limits.${resource}`);
      const amount = value === undefined ? 0 : read(value);
      if (amount === undefined) throw unseen(workload, request);
      return total + amount;
    }, 0);
  return { cores: sum("cpu", cores), mebibytes: sum("memory", mebibytes) };
}
