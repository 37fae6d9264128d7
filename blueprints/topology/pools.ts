import facts from "../facts/recovery.json";
import type { GraphResource } from "../graph/graph";
import { TYPES } from "../graph/types";
import { valueAt } from "../graph/values";
import { groupGrowth, instanceType, podGrowth } from "./growth";
import { podProbe, targetProbe } from "./probes";
import type { Reader } from "./reader";
import type { Pool, Probe, Rollout, Setting } from "./topology";

const { defaults } = facts;
const NOWHERE = "unknown region";

/** Units that serve, by service and region. */
export const poolsOf = (reader: Reader): readonly Pool[] => [
  ...reader.view.ofType(TYPES.group).map((group) => groupPool(group, reader)),
  ...reader.view.ofType(TYPES.deployment).map((deployment) => podPool(deployment, reader)),
  ...reader.view.ofType(TYPES.ecsService).map((service) => taskPool(service, reader)),
  ...reader.view.ofType(TYPES.lambda).map((lambda) => functionPool(lambda, reader)),
  ...reader.view.ofType(TYPES.instance).map((instance) => lonePool(instance, reader)),
];

function groupPool(group: GraphResource, reader: Reader): Pool {
  const least = reader.number(group, "minSize");
  const most = reader.number(group, "maxSize");
  const type = instanceType(group, reader);
  return {
    ...common(group, reader),
    kind: "instances",
    ...zonesOf(group, "vpcZoneIdentifiers", reader),
    ...(least !== undefined && { least }),
    ...(most !== undefined && { most }),
    ...targets(group, "targetGroupArns", reader),
    replaces: checksOf(group, reader).includes("ELB"),
    warmPool: reader.has(group, "warmPool"),
    growth: groupGrowth(group, reader),
    ...(type !== undefined && { instanceType: type }),
    rollout: groupRollout(group, reader),
  };
}

/** Whose checks end an instance: EC2's own where nothing is set, and those of the load balancer where it is named too. */
const checksOf = (group: GraphResource, reader: Reader): readonly string[] =>
  (reader.text(group, "healthCheckType") ?? "EC2").split(",").map((each) => each.trim().toUpperCase());

function groupRollout(group: GraphResource, reader: Reader): Rollout {
  const low = reader.setting(
    "group.minHealthyPercentage",
    group,
    "instanceMaintenancePolicy.minHealthyPercentage",
    defaults.refreshLeast.value,
  );
  const high = reader.setting(
    "group.maxHealthyPercentage",
    group,
    "instanceMaintenancePolicy.maxHealthyPercentage",
    defaults.refreshMost.value,
  );
  const { value: _, ...rest } = high;
  const known = low.value !== undefined && high.value !== undefined ? { value: high.value - low.value } : {};
  return {
    batch: { ...rest, ...known, setting: "group.batch" },
    goesBack: reader.flag(group, "instanceRefresh.preferences.autoRollback"),
  };
}

function podPool(deployment: GraphResource, reader: Reader): Pool {
  const scaler = scalerOf(deployment, reader);
  // Without either, Kubernetes runs one [kubernetes.io/docs, Deployment: .spec.replicas defaults to 1].
  const fixed = reader.number(deployment, "spec.replicas") ?? 1;
  const spread = reader.list(deployment, "spec.template.spec.topologySpreadConstraints");
  const probe = podProbe(deployment, reader);
  return {
    ...common(deployment, reader),
    kind: "pods",
    // Which zones the nodes have is another resource's; spreading over them is the deployment's own wish.
    ...(spread.length > 0 && nodeZones(deployment, reader)),
    least: scaler ? (reader.number(scaler, "spec.minReplicas") ?? 1) : fixed,
    most: scaler ? (reader.number(scaler, "spec.maxReplicas") ?? fixed) : fixed,
    ...(probe && { probe }),
    warmPool: false,
    ...(scaler && { growth: podGrowth(scaler) }),
    rollout: { batch: podBatch(deployment, reader), goesBack: false },
  };
}

/** The autoscaler that refers to a deployment; else the one that names it, where the name is known. */
function scalerOf(deployment: GraphResource, reader: Reader): GraphResource | undefined {
  const [referring] = reader.referrers(deployment, TYPES.podAutoscaler, TYPES.podAutoscalerV1);
  if (referring) return referring;
  const name = reader.text(deployment, "metadata.name");
  return name === undefined
    ? undefined
    : reader.view
        .ofType(TYPES.podAutoscaler, TYPES.podAutoscalerV1)
        .find((each) => each.stack === deployment.stack && valueAt(each.inputs, "spec.scaleTargetRef.name") === name);
}

/** Percent of the pods that are replaced at a time: what may be gone and what may be too many. */
function podBatch(deployment: GraphResource, reader: Reader): Setting {
  const share = (path: string): number => {
    const value = reader.value(deployment, `spec.strategy.rollingUpdate.${path}`);
    if (typeof value === "string" && value.endsWith("%")) return Number(value.slice(0, -1));
    // Numbers of pods instead of a share: one at a time is the slowest, so a tenth stands for it.
    return typeof value === "number" ? value * 10 : defaults.podBatch.value;
  };
  return {
    setting: "rollout.batch",
    value: Math.max(1, Math.min(100, share("maxSurge") + share("maxUnavailable"))),
    origin: reader.has(deployment, "spec.strategy.rollingUpdate") ? "written" : "default",
    resource: deployment.name,
  };
}

const nodeZones = (deployment: GraphResource, reader: Reader): { zones?: readonly string[] } => {
  const nodes = reader.view.ofType(TYPES.eksNodeGroup).filter(({ region }) => region === deployment.region);
  const zones = nodes.flatMap((group) => zonesOf(group, "subnetIds", reader).zones ?? []);
  return zones.length > 0 ? { zones: [...new Set(zones)].sort() } : {};
};

function taskPool(service: GraphResource, reader: Reader): Pool {
  const wanted = reader.number(service, "desiredCount");
  return {
    ...common(service, reader),
    kind: "tasks",
    ...zonesOf(service, "networkConfiguration", reader),
    ...(wanted !== undefined && { least: wanted, most: wanted }),
    ...targets(service, "loadBalancers", reader),
    // A task that its load balancer finds unwell is ended and another started
    // [docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_services.html].
    replaces: true,
    warmPool: false,
    rollout: {
      batch: { setting: "service.batch", value: 100, origin: "default", resource: service.name },
      goesBack: reader.flag(service, "deploymentCircuitBreaker.rollback"),
    },
  };
}

const functionPool = (lambda: GraphResource, reader: Reader): Pool => ({
  ...common(lambda, reader),
  kind: "function",
  warmPool: false,
  rollout: {
    batch: { setting: "function.batch", value: 100, origin: "default", resource: lambda.name },
    goesBack: false,
  },
});

const lonePool = (instance: GraphResource, reader: Reader): Pool => ({
  ...common(instance, reader),
  kind: "instances",
  ...zonesOf(instance, "subnetId", reader),
  least: 1,
  most: 1,
  warmPool: false,
  rollout: {
    batch: { setting: "instance.batch", value: 100, origin: "default", resource: instance.name },
    goesBack: false,
  },
});

const common = (resource: GraphResource, reader: Reader) => {
  const cell = ["tags.cell", "tags.Cell", "metadata.labels.cell"].flatMap((path) => {
    const value = valueAt(resource.inputs, path);
    return typeof value === "string" && value !== "" ? value : [];
  })[0];
  if (resource.region === undefined) reader.note("region", resource);
  return {
    id: resource.id,
    service: resource.part ?? resource.name,
    region: resource.region ?? NOWHERE,
    ...(cell !== undefined && { cell }),
  };
};

function zonesOf(resource: GraphResource, input: string, reader: Reader): { readonly zones?: readonly string[] } {
  const named = resource.type === TYPES.group ? reader.list(resource, "availabilityZones") : [];
  const subnets = reader.linked(resource, input, TYPES.subnet);
  const behind = subnets.flatMap(
    (subnet) => reader.text(subnet, "availabilityZone") ?? reader.text(subnet, "availabilityZoneId") ?? [],
  );
  const zones = [...new Set([...named, ...behind].filter((zone) => typeof zone === "string"))].sort();
  if (zones.length > 0) return { zones };
  reader.note("zones", resource);
  return {};
}

function targets(resource: GraphResource, input: string, reader: Reader): { probe?: Probe; deregistration?: Setting } {
  const attached = reader.referrers(resource, TYPES.groupAttachment, TYPES.trafficSourceAttachment).flatMap((each) =>
    reader.view
      .from(each)
      .map(({ to }) => to)
      .filter(({ type }) => type === TYPES.targetGroup),
  );
  const [group] = [...reader.linked(resource, input, TYPES.targetGroup), ...attached];
  if (!group) return {};
  const delay = defaults.deregistration.value;
  return {
    probe: targetProbe(group, reader),
    deregistration: reader.setting("targets.deregistrationDelay", group, "deregistrationDelay", delay),
  };
}
