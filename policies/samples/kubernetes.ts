import { ref, type Sample, type SampleResource } from "../sample";
import { TYPES } from "../types";

type Inputs = Readonly<Record<string, unknown>>;

const LABELS = { app: "shop" };

/** A container as a careful team writes it; `over` lays other properties over it. */
export const container = (over: Inputs = {}): Inputs => ({
  name: "shop",
  image: "registry.example.org/shop:1",
  resources: { requests: { cpu: "500m", memory: "512Mi" }, limits: { memory: "512Mi" } },
  readinessProbe: { httpGet: { path: "/ready", port: 8080 } },
  livenessProbe: { tcpSocket: { port: 8080 } },
  lifecycle: { preStop: { sleep: { seconds: 10 } } },
  ...over,
});

export const zoneSpread = {
  topologyKey: "topology.kubernetes.io/zone",
  maxSkew: 1,
  whenUnsatisfiable: "DoNotSchedule",
  labelSelector: { matchLabels: LABELS },
};

/** The spec of a workload; `pod` and `spec` lay properties over those of its pods and its own. */
export const workloadSpec = (pod: Inputs = {}, spec: Inputs = {}): { readonly spec: Inputs } => ({
  spec: {
    selector: { matchLabels: LABELS },
    template: {
      metadata: { labels: LABELS },
      spec: {
        containers: [container()],
        terminationGracePeriodSeconds: 60,
        topologySpreadConstraints: [zoneSpread],
        ...pod,
      },
    },
    ...spec,
  },
});

export const deployment: SampleResource = {
  type: TYPES.deployment,
  name: "shop",
  inputs: { metadata: { name: "shop", namespace: "services" }, ...workloadSpec() },
};

export const autoscalerSpec = (over: Inputs = {}): { readonly spec: Inputs } => ({
  spec: {
    scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "shop" },
    minReplicas: 3,
    maxReplicas: 12,
    metrics: [{ type: "Resource", resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 50 } } }],
    ...over,
  },
});

export const autoscaler: SampleResource = {
  type: TYPES.podAutoscaler,
  name: "shop-scaling",
  inputs: { metadata: { namespace: "services" }, ...autoscalerSpec() },
};

export const budgetSpec = (over: Inputs = { maxUnavailable: 1 }): { readonly spec: Inputs } => ({
  spec: { selector: { matchLabels: LABELS }, ...over },
});

export const budget: SampleResource = {
  type: TYPES.disruptionBudget,
  name: "shop-budget",
  inputs: { metadata: { namespace: "services" }, ...budgetSpec() },
};

export const service: SampleResource = {
  type: TYPES.service,
  name: "shop-service",
  inputs: { metadata: { name: "shop", namespace: "services" }, spec: { selector: LABELS, ports: [{ port: 80 }] } },
};

const subnet = (zone: string, index: number): SampleResource => ({
  type: TYPES.subnet,
  name: `subnet-${zone}`,
  inputs: { availabilityZone: `eu-west-1${zone}`, cidrBlock: `10.0.${index * 16}.0/20` },
});

export const SUBNETS: readonly SampleResource[] = ["a", "b", "c"].map(subnet);
const subnetIds = [ref("subnet-a"), ref("subnet-b"), ref("subnet-c")];

export const nodeGroup = (name: string, over: Inputs = {}): SampleResource => ({
  type: TYPES.eksNodeGroup,
  name,
  inputs: {
    clusterName: ref("cluster"),
    subnetIds,
    instanceTypes: ["m7g.xlarge"],
    scalingConfig: { minSize: 3, maxSize: 6, desiredSize: 3 },
    ...over,
  },
});

/** A cluster with one node group over three zones, and a workload with autoscaler, budget and service. */
export const cluster: Sample = {
  resources: [
    ...SUBNETS,
    { type: TYPES.eksCluster, name: "cluster", inputs: { name: "shop-production", vpcConfig: { subnetIds } } },
    nodeGroup("nodes"),
    deployment,
    autoscaler,
    budget,
    service,
  ],
};

/** The workload's objects without the cluster that they go to: rendered manifests. */
export const manifests: Sample = { resources: [deployment, autoscaler, budget, service] };

/** What the shop's pods may do: be asked on one port, and go out to the ports that are named, by TCP and UDP. */
export const networkPolicy = ({
  port = 8080,
  out = [53, 443],
}: {
  port?: number;
  out?: readonly number[];
} = {}): SampleResource => ({
  type: TYPES.networkPolicy,
  name: "shop-policy",
  inputs: {
    metadata: { namespace: "services" },
    spec: {
      podSelector: { matchLabels: LABELS },
      policyTypes: ["Ingress", "Egress"],
      ingress: [{ ports: [{ protocol: "TCP", port }] }],
      egress: out.map((number) => ({
        ports: [
          { protocol: "UDP", port: number },
          { protocol: "TCP", port: number },
        ],
      })),
    },
  },
});
