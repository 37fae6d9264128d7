import Ajv2020 from "ajv/dist/2020";
import { formOf, schemaPaths } from "../../../blueprints/explain/paths";
import type {
  AuroraStore,
  Edge,
  InstanceService,
  Kubernetes,
  KubernetesService,
  Manifest,
  RdsStore,
  Sessions,
} from "../../../blueprints/manifest/manifest";
import { manifestSchema } from "../../../blueprints/manifest/schema/schema";
import { BASE, changed, problemsOf, resolved } from "./support";

const paths = schemaPaths().map(({ path }) => path);
const isLeaf = (path: string) => !paths.some((other) => other.startsWith(`${path}.`));

test("it is a valid JSON Schema 2020-12, also for programs that do not know our keyword", () => {
  const ajv = new Ajv2020({ strict: false });
  expect(ajv.validateSchema(manifestSchema)).toBe(true);
  const check = ajv.compile(JSON.parse(JSON.stringify(manifestSchema)));
  expect(check(BASE)).toBe(true);
  expect(check({ ...BASE, unknown: 1 })).toBe(false);
  expect(check({ ...BASE, regions: undefined })).toBe(false);
});

test("every property has a description and a form, so that editors show them", () => {
  for (const { path, schema } of schemaPaths()) {
    expect([path, schema.description?.endsWith(".")]).toEqual([path, true]);
    if (isLeaf(path) && schema.anyOf === undefined) expect([path, formOf(schema) !== undefined]).toEqual([path, true]);
  }
});

test("every mapping is closed: what is not listed is refused", () => {
  for (const { path, schema } of schemaPaths()) {
    if (schema.properties) expect([path, schema.additionalProperties]).toEqual([path, false]);
  }
});

test("more paths than a listener rule holds are refused, with the reason", () => {
  const paths = ["/*", "/a", "/b", "/c"];
  expect(problemsOf(changed({ "services.web.paths": paths }))).toEqual([]);
  const [problem, ...others] = problemsOf(changed({ "services.web.paths": [...paths, "/d"] }));
  expect(others).toEqual([]);
  expect(problem).toMatchObject({
    code: "SK1025",
    path: "services.web.paths",
    expected:
      "at most 4 entries: a load balancer's rule takes 5 values, and one is the header by which it knows the CDN",
  });
});

/**
 * For each property two values that differ. What the schema accepts is built: changing any property must change the
 * resolved manifest. `with` is what the base needs for the property to have a meaning.
 */
const cloudflare = { zone: "a".repeat(32), account: "b".repeat(32) };
const onCloudflare = { "edge.cdn": "cloudflare", "edge.static": undefined, "edge.cloudflare": cloudflare };
const existing = {
  "kubernetes.cluster": "existing",
  "kubernetes.kubeconfig": { "eu-west-1": { file: "a" }, "us-east-1": { file: "b" } },
  "kubernetes.entry": { "eu-west-1": "a.example.com", "us-east-1": "b.example.com" },
};
const oneRegion = { "regions.secondaries": [], "data.old": { engine: "postgres" } };
const resting = {
  "services.web.schedule": { start: "0 7 * * 1-5", stop: "0 20 * * 1-5", timeZone: "Europe/Paris" },
};
const exemption = {
  rule: "db/deletion-guard",
  resource: "production-eu-west-1/rds.Cluster/orders-cluster",
  fingerprint: "0123456789abcdef",
  owner: "team-orders",
  reason: "for a while",
  expires: "2027-01-31",
};

const TWO: Readonly<Record<string, readonly [unknown, unknown, with_?: Record<string, unknown>]>> = {
  name: ["a", "b"],
  tier: ["scale", "global"],
  account: ["111122223333", "012345678901"],
  "regions.primary": ["eu-west-1", "eu-central-1"],
  "regions.secondaries": [["us-east-1"], ["us-west-2"]],
  routing: ["active-active", "active-passive"],
  "objectives.availability": ["99.9%", "99.95%"],
  "objectives.rto": ["5m", "6m"],
  "objectives.rpo": ["1m", "2m"],
  "objectives.latencyP99": ["300ms", "1s"],
  "objectives.gate": ["off", "advisory"],
  "objectives.accept": [["cdn"], ["cdn", "zone+writer"]],
  "traffic.steady": ["100rps", "200rps"],
  "traffic.peak": ["5000rps", "6000rps"],
  "traffic.growth": ["1%/month", "2%/month"],
  "traffic.readRatio": ["50%", "60%"],
  budget: ["100 USD", "200 USD"],
  "alerts.email": ["ops@example.com", "on-call@example.com"],
  domain: ["a.example.com", "b.example.com"],
  "domain.name": ["a.example.com", "b.example.com", { domain: {} }],
  "domain.zone": ["Z0123456789A", "Z0123456789B", { domain: { name: "a.example.com" } }],
  "network.cidr.*": ["10.200.0.0/16", "10.201.0.0/16"],
  "network.natPerZone": [true, false],
  "network.endpoints": [["s3"], ["s3", "kms"]],
  "network.flowLogs": ["1d", "2d"],
  "failover.healthCheckInterval": ["10s", "30s"],
  "failover.healthCheckThreshold": [2, 3],
  "failover.ttl": ["30s", "60s"],
  "services.*.runs": [
    "instances",
    "kubernetes",
    { "services.web": { runs: "instances", image: "api:1", paths: ["/*"] } },
  ],
  "services.*.image": [{ ssm: "/a" }, { ssm: "/b" }],
  "services.*.image.ssm": ["/a", "/b"],
  "services.*.image.byRegion.*": [
    "ami-0123456789abcdef0",
    "ami-0123456789abcdef1",
    { "services.web.image": {}, "regions.secondaries": [] },
  ],
  "services.*.port": [80, 81],
  "services.*.health": ["/a", "/b"],
  "services.*.paths": [["/*"], ["/*", "/x"]],
  "services.*.capacity": ["100rps", "50rps"],
  "services.*.reads": [[], ["orders"]],
  "services.*.writes": [[], ["orders"]],
  "services.*.objectives.availability": ["99%", "99.9%"],
  "services.*.objectives.rto": ["5m", "6m"],
  "services.*.objectives.rpo": ["1m", "2m"],
  "services.*.environment.*": ["a", "b"],
  "services.*.scaling.minimum": [1, 2],
  "services.*.scaling.maximum": [50, 51],
  "services.*.scaling.targetCpu": ["50%", "60%"],
  "services.*.instanceTypes": [["m7g.large"], ["m7g.xlarge"]],
  "services.*.spot": ["0%", "10%"],
  "services.*.predictive": ["off", "scale"],
  "services.*.warmPool": [0, 1],
  "services.*.bootTime": ["10s", "20s"],
  "services.*.schedule.start": ["0 7 * * 1-5", "0 8 * * 1-5", resting],
  "services.*.schedule.stop": ["0 20 * * 1-5", "0 21 * * 1-5", resting],
  "services.*.schedule.timeZone": ["Europe/Berlin", "Etc/UTC", resting],
  "services.*.cpu": ["500m", 1],
  "services.*.memory": ["512 MiB", "1 GiB"],
  "data.*.engine": ["aurora-postgresql", "aurora-mysql"],
  "data.*.version": ["16.11", "17.7"],
  "data.*.class": ["db.r6g.large", "db.r7g.large"],
  "data.*.storageType": ["standard", "io-optimized"],
  "data.*.replicas": [1, 2],
  "data.*.replicaScaling.maximum": [0, 3],
  "data.*.replicaScaling.targetCpu": ["50%", "60%"],
  "data.*.proxy": [true, false],
  "data.*.backups": ["7d", "14d"],
  "data.*.database": ["a", "b"],
  "data.*.global": [true, false, { "data.orders.otherRegionsWrite": "peering" }],
  "data.*.otherRegionsWrite": ["forwarding", "peering"],
  "data.*.secondaryReplicas": [1, 2],
  "data.*.storage": ["100 GiB", "200 GiB", oneRegion],
  "data.*.multiAz": [true, false, oneRegion],
  "sessions.engine": ["valkey", "redis"],
  "sessions.version": ["7.2", "8.0"],
  "sessions.class": ["cache.r7g.large", "cache.r7g.xlarge"],
  "sessions.replicas": [1, 2],
  "sessions.snapshots": ["1d", "2d"],
  "sessions.otherRegionsWrite": ["peering", "regional"],
  "sessions.global": [true, false],
  "edge.cdn": ["cloudfront", "cloudflare", { edge: {} }],
  "edge.waf": [true, false],
  "edge.originFailover": [true, false],
  "edge.static.paths": [["/a"], ["/b"]],
  "edge.static.ttl": ["1h", "2h"],
  "edge.static.infrequentAccessAfter": ["0d", "30d"],
  "edge.ttl": ["1h", "2h"],
  "edge.priceClass": ["PriceClass_100", "PriceClass_All"],
  "edge.cloudflare.zone": ["c".repeat(32), "d".repeat(32), onCloudflare],
  "edge.cloudflare.account": ["c".repeat(32), "d".repeat(32), onCloudflare],
  "kubernetes.cluster": ["eks", "existing", { kubernetes: {} }],
  "kubernetes.version": ["1.34", "1.35"],
  "kubernetes.nodeTypes": [["m7g.large"], ["m7g.xlarge"]],
  "kubernetes.nodes.minimum": [3, 4],
  "kubernetes.nodes.maximum": [40, 50],
  "kubernetes.apiAccess": [[], ["203.0.113.0/24"]],
  "kubernetes.kubeconfig.*.file": ["c", "d", existing],
  "kubernetes.kubeconfig.*.context": ["c", "d", existing],
  "kubernetes.entry.*": ["c.example.com", "d.example.com", existing],
  "kubernetes.ingressClass": ["nginx", "traefik", existing],
  "policies.packs": [["recommended"], ["strict"]],
  "policies.levels.*": ["off", "advisory"],
  "policies.unknown": ["off", "mandatory"],
  "policies.custom": [["a"], ["b"]],
  "policies.exemptions": [[], [exemption]],
};

/** Real names for the stars. */
function concrete(path: string): string {
  const names: Readonly<Record<string, string>> = {
    network: "eu-west-1",
    kubernetes: "eu-west-1",
    data: "orders",
    policies: "obs/*",
  };
  const [section = ""] = path.split(".");
  if (/^data\.\*\.(storage|multiAz)$/.test(path)) return path.replace("*", "old");
  if (/^services\.\*\.(cpu|memory)$/.test(path)) return path.replace("*", "api");
  if (section === "services")
    return path
      .replace("*", "web")
      .replace("environment.*", "environment.LEVEL")
      .replace("byRegion.*", "byRegion.eu-west-1");
  return path.replace("*", names[section] ?? "*");
}

describe("what the schema accepts is built", () => {
  test("the table knows every property that holds a value", () => {
    const holds = paths.filter((path) => isLeaf(path) || ["domain", "services.*.image"].includes(path));
    expect(Object.keys(TWO).sort()).toEqual([...holds].sort());
  });

  // These need a second change to stay valid; both sides are given in full.
  const PAIRED: Readonly<Record<string, readonly [Record<string, unknown>, Record<string, unknown>]>> = {
    "services.*.runs": [
      { "services.web": { runs: "instances", image: { ssm: "/a" }, paths: ["/*"] } },
      { "services.web": { runs: "kubernetes", image: "a:1", paths: ["/*"] } },
    ],
    "edge.cdn": [{ edge: {} }, { edge: { cdn: "cloudflare", cloudflare } }],
    "kubernetes.cluster": [{ kubernetes: {} }, existing],
  };

  test.each(Object.entries(TWO))("%s", (path, [one, other, needs = {}]) => {
    const at = concrete(path);
    const [first, second] = PAIRED[path] ?? [
      { ...needs, [at]: one },
      { ...needs, [at]: other },
    ];
    expect(resolved(changed(second)).manifest).not.toEqual(resolved(changed(first)).manifest);
  });
});

/** Written path of each field of the types: a field that is added to a type does not compile until it is listed here. */
type Fields<T> = Record<Exclude<keyof T, "environment">, string>;
const top: Fields<Manifest> = {
  name: "name",
  tier: "tier",
  account: "account",
  regions: "regions",
  routing: "routing",
  objectives: "objectives",
  traffic: "traffic",
  budget: "budget",
  alerts: "alerts",
  domain: "domain",
  network: "network",
  failover: "failover",
  services: "services",
  data: "data",
  sessions: "sessions",
  edge: "edge",
  kubernetes: "kubernetes",
  policies: "policies",
};
const objectives: Fields<Manifest["objectives"]> = {
  availability: "objectives.availability",
  rtoSeconds: "objectives.rto",
  rpoSeconds: "objectives.rpo",
  latencyP99Ms: "objectives.latencyP99",
  gate: "objectives.gate",
  accept: "objectives.accept",
};
const traffic: Fields<Manifest["traffic"]> = {
  steadyRps: "traffic.steady",
  peakRps: "traffic.peak",
  growthPerMonth: "traffic.growth",
  readRatio: "traffic.readRatio",
};
const network: Fields<Manifest["network"]> = {
  cidr: "network.cidr",
  natPerZone: "network.natPerZone",
  endpoints: "network.endpoints",
  flowLogDays: "network.flowLogs",
};
const failover: Fields<Manifest["failover"]> = {
  healthCheckIntervalSeconds: "failover.healthCheckInterval",
  healthCheckThreshold: "failover.healthCheckThreshold",
  ttlSeconds: "failover.ttl",
};
const services: Fields<InstanceService> & Fields<KubernetesService> = {
  runs: "services.*.runs",
  image: "services.*.image",
  port: "services.*.port",
  healthPath: "services.*.health",
  paths: "services.*.paths",
  capacityRps: "services.*.capacity",
  reads: "services.*.reads",
  writes: "services.*.writes",
  objectives: "services.*.objectives",
  scaling: "services.*.scaling",
  instanceTypes: "services.*.instanceTypes",
  spot: "services.*.spot",
  predictive: "services.*.predictive",
  warmPool: "services.*.warmPool",
  bootSeconds: "services.*.bootTime",
  schedule: "services.*.schedule",
  cpuCores: "services.*.cpu",
  memoryMiB: "services.*.memory",
};
const data: Fields<AuroraStore> & Fields<RdsStore> = {
  engine: "data.*.engine",
  version: "data.*.version",
  class: "data.*.class",
  replicas: "data.*.replicas",
  backupDays: "data.*.backups",
  databaseName: "data.*.database",
  proxy: "data.*.proxy",
  storageType: "data.*.storageType",
  replicaScaling: "data.*.replicaScaling",
  global: "data.*.global",
  otherRegionsWrite: "data.*.otherRegionsWrite",
  secondaryReplicas: "data.*.secondaryReplicas",
  storageGiB: "data.*.storage",
  multiAz: "data.*.multiAz",
};
const sessions: Fields<Sessions> = {
  engine: "sessions.engine",
  version: "sessions.version",
  class: "sessions.class",
  replicas: "sessions.replicas",
  snapshotDays: "sessions.snapshots",
  global: "sessions.global",
  otherRegionsWrite: "sessions.otherRegionsWrite",
};
const edge: Fields<Edge> = {
  cdn: "edge.cdn",
  waf: "edge.waf",
  originFailover: "edge.originFailover",
  staticPaths: "edge.static.paths",
  staticTtlSeconds: "edge.static.ttl",
  staticInfrequentDays: "edge.static.infrequentAccessAfter",
  defaultTtlSeconds: "edge.ttl",
  priceClass: "edge.priceClass",
  cloudflare: "edge.cloudflare",
};
type Eks = Extract<Kubernetes, { cluster: "eks" }>;
type Existing = Extract<Kubernetes, { cluster: "existing" }>;
const kubernetes: Fields<Eks> & Fields<Existing> = {
  cluster: "kubernetes.cluster",
  version: "kubernetes.version",
  nodeTypes: "kubernetes.nodeTypes",
  nodesMinimum: "kubernetes.nodes.minimum",
  nodesMaximum: "kubernetes.nodes.maximum",
  apiAccess: "kubernetes.apiAccess",
  kubeconfig: "kubernetes.kubeconfig",
  entry: "kubernetes.entry",
  ingressClass: "kubernetes.ingressClass",
};

test("every field of the types is a property of the schema", () => {
  const sections = [top, objectives, traffic, network, failover, services, data, sessions, edge, kubernetes];
  for (const path of sections.flatMap((section) => Object.values(section))) expect(paths).toContain(path);
});
