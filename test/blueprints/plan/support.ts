import type {
  AuroraStore,
  InstanceService,
  KubernetesService,
  Manifest,
  RdsStore,
  Resolved,
} from "../../../blueprints/manifest/manifest";
import type { Source } from "../../../blueprints/manifest/source";

/** A resolved manifest made by hand: every value counts as written, at a line that depends on its path alone. */
export function resolved(change: Partial<Manifest> = {}): Resolved {
  const manifest = { ...BASE, ...change };
  const sourceOf = (path: string): Source => ({ file: "scalekit.yaml", line: 1 + path.length, column: 1 });
  return { manifest, sourceOf, values: [] };
}

const common = {
  port: 8080,
  healthPath: "/healthz",
  paths: ["/*"],
  capacityRps: 100,
  reads: [],
  writes: ["orders", "sessions"],
  environment: {},
  scaling: { minimum: 2, maximum: 6, targetCpu: 0.5 },
};

export const instances: InstanceService = {
  ...common,
  runs: "instances",
  image: { ssm: "/images/web" },
  instanceTypes: ["m7g.large"],
  spot: 0,
  predictive: "off",
  warmPool: 0,
  bootSeconds: 90,
};

export const pods: KubernetesService = {
  ...common,
  runs: "kubernetes",
  image: "registry.example.com/web:1",
  cpuCores: 0.5,
  memoryMiB: 512,
};

export const aurora: AuroraStore = {
  engine: "aurora-postgresql",
  version: "16.6",
  class: "db.r6g.large",
  storageType: "standard",
  replicas: 1,
  backupDays: 14,
  databaseName: "orders",
  proxy: false,
  replicaScaling: { maximum: 0, targetCpu: 0.6 },
  global: false,
  otherRegionsWrite: "forwarding",
  secondaryReplicas: 1,
};

export const rds: RdsStore = {
  engine: "postgres",
  version: "16.6",
  class: "db.t4g.medium",
  replicas: 0,
  backupDays: 7,
  databaseName: "orders",
  proxy: false,
  storageGiB: 20,
  multiAz: false,
};

const BASE: Manifest = {
  name: "shop",
  environment: "prod",
  tier: "growth",
  account: "111122223333",
  regions: { primary: "eu-west-1", secondaries: [] },
  routing: "active-passive",
  objectives: {
    availability: 0.999,
    rtoSeconds: 900,
    rpoSeconds: 300,
    latencyP99Ms: 400,
    gate: "advisory",
    accept: [],
  },
  traffic: { steadyRps: 200, peakRps: 600, growthPerMonth: 0.05, readRatio: 0.8 },
  alerts: {},
  domain: { name: "shop.example.com" },
  network: { cidr: {}, natPerZone: false, endpoints: ["s3"], flowLogDays: 14 },
  failover: { healthCheckIntervalSeconds: 30, healthCheckThreshold: 3, ttlSeconds: 60 },
  services: { web: instances },
  data: { orders: aurora },
  sessions: {
    engine: "valkey",
    version: "8.0",
    class: "cache.t4g.medium",
    replicas: 1,
    snapshotDays: 3,
    global: false,
    otherRegionsWrite: "regional",
  },
  edge: {
    cdn: "cloudfront",
    waf: true,
    originFailover: false,
    staticPaths: ["/assets/*"],
    staticTtlSeconds: 3600,
    staticInfrequentDays: 0,
    defaultTtlSeconds: 0,
    priceClass: "PriceClass_100",
  },
  policies: { packs: ["recommended"], levels: {}, unknown: "advisory", custom: [], exemptions: [] },
};

/** The same shop in three regions, with everything that spans them. */
export const threeRegions: Partial<Manifest> = {
  tier: "global",
  regions: { primary: "eu-west-1", secondaries: ["eu-central-1", "us-east-1"] },
  routing: "active-active",
  data: { orders: { ...aurora, global: true } },
  sessions: {
    engine: "valkey",
    version: "8.0",
    class: "cache.r7g.large",
    replicas: 2,
    snapshotDays: 7,
    global: true,
    otherRegionsWrite: "peering",
  },
};
