import { TIERS, type Tier } from "../../../blueprints/tiers/tier";
import { BASE, changed, problemsOf, resolved, warningsOf } from "./support";

const EXISTING = {
  "kubernetes.cluster": "existing",
  "kubernetes.kubeconfig": { "eu-west-1": { file: "a" }, "us-east-1": { file: "b" } },
  "kubernetes.entry": { "eu-west-1": "a.example.com", "us-east-1": "b.example.com" },
};
const CLOUDFLARE = { "edge.cdn": "cloudflare", "edge.cloudflare": { zone: "a".repeat(32), account: "b".repeat(32) } };

const ON_PODS = { "services.web": undefined, "services.api.paths": ["/*"] };

test.each(TIERS)("the base is valid at tier %s", (tier) => {
  expect(problemsOf(BASE, { tier })).toEqual([]);
});

/** The base plus one change; the code of the one problem and the path it points at. */
const REFUSED: readonly (readonly [what: string, changes: Record<string, unknown>, code: string, path: string])[] = [
  [
    "a secondary equal to the primary",
    { "regions.secondaries": ["us-east-1", "eu-west-1"] },
    "SK1101",
    "regions.secondaries.1",
  ],
  ["the same secondary twice", { "regions.secondaries": ["us-east-1", "us-east-1"] }, "SK1025", "regions.secondaries"],
  ["an unknown region", { "regions.primary": "eu-wset-1" }, "SK1030", "regions.primary"],
  ["a service that reads an unknown store", { "services.web.reads": ["ordres"] }, "SK1102", "services.web.reads.0"],
  [
    "a service that writes an unknown store",
    { "services.api.writes": ["orders", "users"] },
    "SK1102",
    "services.api.writes.1",
  ],
  [
    "sessions that are not there",
    { sessions: undefined, "services.web.writes": ["sessions"] },
    "SK1102",
    "services.web.writes.0",
  ],
  ["a range with host bits", { "network.cidr": { "eu-west-1": "10.1.2.3/16" } }, "SK1103", "network.cidr.eu-west-1"],
  ["a range that is none", { "network.cidr": { "eu-west-1": "10.999.0.0/16" } }, "SK1103", "network.cidr.eu-west-1"],
  ["a range larger than a VPC", { "network.cidr": { "eu-west-1": "10.0.0.0/8" } }, "SK1103", "network.cidr.eu-west-1"],
  [
    "a range too small for three zones",
    { "network.cidr": { "eu-west-1": "10.1.0.0/24" } },
    "SK1103",
    "network.cidr.eu-west-1",
  ],
  ["public addresses", { "network.cidr": { "eu-west-1": "8.8.0.0/16" } }, "SK1103", "network.cidr.eu-west-1"],
  [
    "ranges of two regions that overlap",
    { "network.cidr": { "eu-west-1": "10.1.0.0/16", "us-east-1": "10.1.0.0/18" } },
    "SK1104",
    "network.cidr.us-east-1",
  ],
  [
    "a range that cannot hold the peak fleet",
    { "network.cidr": { "eu-west-1": "10.1.0.0/22" }, "services.web.scaling": { minimum: 100, maximum: 500 } },
    "SK1105",
    "network.cidr.eu-west-1",
  ],
  [
    "a fleet that no VPC can hold",
    {
      "services.web.scaling": { minimum: 100, maximum: 5000 },
      "services.api.scaling": { minimum: 1, maximum: 5000 },
      "services.c": { runs: "instances", image: { ssm: "/i" }, paths: ["/c"], scaling: { minimum: 1, maximum: 5000 } },
      "regions.secondaries": [],
    },
    "SK1105",
    "network.cidr.eu-west-1",
  ],
  [
    "a warm pool with Spot",
    { "services.web.warmPool": 2, "services.web.spot": "30%" },
    "SK1106",
    "services.web.warmPool",
  ],
  [
    "predictive scaling over unlike types",
    { "services.web.predictive": "scale", "services.web.instanceTypes": ["m7g.large", "m7g.xlarge"] },
    "SK1107",
    "services.web.predictive",
  ],
  [
    "ARM and x86 types with one image",
    { "services.web.instanceTypes": ["m7g.large", "m7i.large"] },
    "SK1122",
    "services.web.instanceTypes",
  ],
  [
    "an x86 image on Graviton types",
    { "services.web.image": { ssm: "/al2023-x86_64" } },
    "SK1122",
    "services.web.image",
  ],
  [
    "active-active with a writer and reads only elsewhere",
    { "data.orders.otherRegionsWrite": "reads-only" },
    "SK1108",
    "data.orders",
  ],
  [
    "active-active without a copy in other regions",
    { "data.orders.global": false, "services.web.reads": [] },
    "SK1108",
    "data.orders",
  ],
  ["a global store on a burstable class", { "data.orders.class": "db.t4g.medium" }, "SK1109", "data.orders.class"],
  ["a global store on an old class", { "data.orders.class": "db.r4.large" }, "SK1109", "data.orders.class"],
  ["a version that does not forward writes", { "data.orders.version": "15.3" }, "SK1123", "data.orders.version"],
  [
    "an Aurora MySQL that does not forward writes",
    { "data.orders": { engine: "aurora-mysql", version: "5.7.mysql_aurora.2.07.2" } },
    "SK1123",
    "data.orders.version",
  ],
  [
    "more readers than a global database has",
    { "data.orders.replicaScaling.maximum": 15 },
    "SK1125",
    "data.orders.replicaScaling.maximum",
  ],
  [
    "global sessions that each region writes for itself",
    { "sessions.global": true, "sessions.otherRegionsWrite": "regional" },
    "SK1124",
    "sessions.otherRegionsWrite",
  ],
  ["global sessions on a small class", { "sessions.class": "cache.t4g.small" }, "SK1110", "sessions.class"],
  ["global sessions on an old class", { "sessions.class": "cache.r4.large" }, "SK1110", "sessions.class"],
  [
    "global sessions over too many regions",
    { "regions.secondaries": ["us-east-1", "us-west-2", "ap-south-1"] },
    "SK1119",
    "regions.secondaries",
  ],
  [
    "an RDS instance at tier global with secondaries",
    { "data.old": { engine: "postgres" } },
    "SK1111",
    "data.old.engine",
  ],
  ["Cloudflare with a static bucket", { ...CLOUDFLARE }, "SK1112", "edge.static"],
  [
    "Cloudflare with a time for answers that state none",
    { ...CLOUDFLARE, "edge.static": undefined, "edge.ttl": "1m" },
    "SK1112",
    "edge.ttl",
  ],
  [
    "Cloudflare in front of an existing cluster",
    { ...EXISTING, ...CLOUDFLARE, "edge.static": undefined, ...ON_PODS },
    "SK1112",
    "kubernetes.cluster",
  ],
  ["Cloudflare without ids", { "edge.cdn": "cloudflare", "edge.static": undefined }, "SK1128", "edge.cloudflare"],
  [
    "Cloudflare without the account",
    { ...CLOUDFLARE, "edge.static": undefined, "edge.cloudflare": { zone: "a".repeat(32) } },
    "SK1128",
    "edge.cloudflare",
  ],
  [
    "a minimum above the maximum",
    { "services.web.scaling": { minimum: 9, maximum: 3 } },
    "SK1113",
    "services.web.scaling.minimum",
  ],
  [
    "nodes the wrong way round",
    { "kubernetes.nodes": { minimum: 9, maximum: 3 } },
    "SK1113",
    "kubernetes.nodes.minimum",
  ],
  ["two services with one path", { "services.api.paths": ["/api/*", "/*"] }, "SK1114", "services.api.paths.1"],
  ["no default route", { "services.web.paths": ["/web/*"] }, "SK1115", "services"],
  ["several services, one without paths", { "services.api.paths": undefined }, "SK1117", "services.api"],
  ["a container image on instances", { "services.web.image": "nginx:1" }, "SK1116", "services.web.image"],
  ["a machine image on Kubernetes", { "services.api.image": { ssm: "/x" } }, "SK1116", "services.api.image"],
  [
    "a container image without a tag",
    { "services.api.image": "registry.example.com:5000/api" },
    "SK1118",
    "services.api.image",
  ],
  ["the tag latest", { "services.api.image": "api:latest" }, "SK1118", "services.api.image"],
  [
    "an AMI for one region of two",
    { "services.web.image": { byRegion: { "eu-west-1": "ami-0123456789abcdef0" } } },
    "SK1121",
    "services.web.image.byRegion",
  ],
  [
    "an existing cluster without an entry",
    { ...EXISTING, "kubernetes.entry": { "eu-west-1": "a.example.com" } },
    "SK1129",
    "kubernetes.entry",
  ],
  [
    "I/O-Optimized storage before the version that brought it",
    { "data.orders.storageType": "io-optimized", "data.orders.version": "17.2" },
    "SK1132",
    "data.orders.storageType",
  ],
  [
    "Aurora's storage on RDS",
    { tier: "scale", "data.old": { engine: "postgres", storageType: "io-optimized" } },
    "SK1028",
    "data.old.storageType",
  ],
  [
    "a schedule without its time zone",
    { "services.web.schedule": { start: "0 7 * * 1-5", stop: "0 20 * * 1-5" } },
    "SK1026",
    "services.web.schedule.timeZone",
  ],
  [
    "times that only cron knows",
    { "services.web.schedule": { start: "*/5 7 * * 1-5", stop: "0 20 * * 1-5", timeZone: "Etc/UTC" } },
    "SK1024",
    "services.web.schedule.start",
  ],
  [
    "weekdays that run backwards",
    { "services.web.schedule": { start: "0 7 * * 5-1", stop: "0 20 * * 1-5", timeZone: "Etc/UTC" } },
    "SK1133",
    "services.web.schedule.start",
  ],
  [
    "a start at the time of the stop",
    { "services.web.schedule": { start: "0 7 * * 1-5", stop: "0 7 * * *", timeZone: "Etc/UTC" } },
    "SK1133",
    "services.web.schedule.stop",
  ],
  [
    "a time zone that is none",
    { "services.web.schedule": { start: "0 7 * * 1-5", stop: "0 20 * * 1-5", timeZone: "Europe/Bonn" } },
    "SK1133",
    "services.web.schedule.timeZone",
  ],
  [
    "a warm pool with a schedule",
    {
      "services.web.schedule": { start: "0 7 * * 1-5", stop: "0 20 * * 1-5", timeZone: "Etc/UTC" },
      "services.web.warmPool": 2,
    },
    "SK1134",
    "services.web.warmPool",
  ],
  [
    "a schedule of pods",
    { "services.api.schedule": { start: "0 7 * * 1-5", stop: "0 20 * * 1-5", timeZone: "Etc/UTC" } },
    "SK1028",
    "services.api.schedule",
  ],
  [
    "infrequent access before S3 moves anything",
    { "edge.static.infrequentAccessAfter": "14d" },
    "SK1135",
    "edge.static.infrequentAccessAfter",
  ],
  ["a store called sessions", { "data.sessions": { engine: "aurora-mysql" } }, "SK1127", "data.sessions"],
  ["a peak below the steady rate", { "traffic.peak": "10rps" }, "SK1131", "traffic.peak"],
  [
    "a health check interval that Route 53 does not know",
    { "failover.healthCheckInterval": "20s" },
    "SK1023",
    "failover.healthCheckInterval",
  ],
  ["a domain that is an address", { domain: "https://shop.example.com" }, "SK1024", "domain"],
  ["a budget below nothing", { budget: "-5 USD" }, "SK1024", "budget"],
  ["an alert to somebody without an address", { "alerts.email": "the ops team" }, "SK1024", "alerts.email"],
  ["a budget of nothing", { budget: "0 USD" }, "SK1025", "budget"],
  ["an instance's property on Kubernetes", { "services.api.spot": "30%" }, "SK1028", "services.api.spot"],
  ["a pod's property on instances", { "services.web.memory": "1 GiB" }, "SK1028", "services.web.memory"],
  [
    "Aurora's property on RDS",
    { tier: "scale", "data.old": { engine: "postgres", global: true } },
    "SK1028",
    "data.old.global",
  ],
  [
    "CloudFront's property on Cloudflare",
    { ...CLOUDFLARE, "edge.static": undefined, "edge.priceClass": "PriceClass_100" },
    "SK1028",
    "edge.priceClass",
  ],
];

describe("what no schema can say is refused", () => {
  test.each(REFUSED)("%s", (_what, changes, code, path) => {
    const problems = problemsOf(changed(changes));
    expect(problems.map((problem) => [problem.code, problem.path])).toEqual([[code, path]]);
    expect(problems[0]?.at?.line).toBeGreaterThan(0);
    expect(problems[0]?.fix).not.toBe("");
  });
});

const ALLOWED: readonly (readonly [what: string, changes: Record<string, unknown>])[] = [
  [
    "reads only elsewhere where nobody writes",
    { "data.orders.otherRegionsWrite": "reads-only", "services.api.writes": [], "services.api.reads": ["orders"] },
  ],
  [
    "reads only elsewhere where one region serves",
    { "data.orders.otherRegionsWrite": "reads-only", routing: "active-passive" },
  ],
  [
    "a store of one region that others reach by peering",
    { "data.orders.global": false, "data.orders.otherRegionsWrite": "peering" },
  ],
  [
    "an RDS instance at tier global in one region",
    { "regions.secondaries": [], "data.orders": { engine: "postgres" } },
  ],
  ["an RDS instance below tier global", { tier: "scale", "data.orders": { engine: "mysql" } }],
  ["an existing cluster with its entries", EXISTING],
  ["CloudFront in front of an existing cluster", { ...EXISTING, ...ON_PODS }],
  [
    "Cloudflare in front of instances, beside an existing cluster",
    { ...EXISTING, ...CLOUDFLARE, "edge.static": undefined },
  ],
  ["Cloudflare with its ids", { ...CLOUDFLARE, "edge.static": undefined }],
  ["predictive scaling over like types", { "services.web.predictive": "scale" }],
  ["unlike types that are only forecast", { "services.web.instanceTypes": ["m7g.large", "m7g.xlarge"] }],
  ["a warm pool without Spot", { "services.web.warmPool": 2 }],
  ["global sessions written from every region", { "services.web.writes": ["sessions"] }],
  ["sessions of each region's own", { "sessions.otherRegionsWrite": "regional" }],
  [
    "more regions with sessions of their own",
    { "regions.secondaries": ["us-east-1", "us-west-2", "ap-south-1"], "sessions.global": false },
  ],
  [
    "an x86 image with x86 types",
    { "services.web.image": { ssm: "/al2023-x86_64" }, "services.web.instanceTypes": ["m7i.large"] },
  ],
  [
    "I/O-Optimized storage from the version that brought it",
    { "data.orders.storageType": "io-optimized", "data.orders.version": "17.4" },
  ],
  [
    "a night over the weekend",
    { "services.web.schedule": { start: "0 7 * * 1", stop: "30 18 * * 5,6", timeZone: "America/New_York" } },
  ],
  ["a digest for a tag", { "services.api.image": `api@sha256:${"a".repeat(64)}` }],
  ["one service without paths", { "services.api": undefined, "services.web.paths": undefined }],
];

test("what a CDN lacks comes with the nearest way", () => {
  const existing = { ...EXISTING, ...CLOUDFLARE, "edge.static": undefined, ...ON_PODS };
  const [problem] = problemsOf(changed(existing));
  expect(problem?.message).toBe(
    "Cloudflare does not offer origins that are known by host name only, which kubernetes.cluster asks for",
  );
  expect(problem?.fix).toContain("choose CloudFront, or an EKS cluster");
});

describe("what the cloud allows is allowed", () => {
  test.each(ALLOWED)("%s", (_what, changes) => {
    expect(problemsOf(changed(changes))).toEqual([]);
  });
});

describe("what works but should be known is a warning", () => {
  const codes = (changes: Record<string, unknown>) => warningsOf(changed(changes)).map(({ code }) => code);
  test("secondaries below tier scale", () => expect(codes({ tier: "starter" })).toEqual(["SK1120"]));
  test("a store that nobody uses", () => expect(codes({ "data.old": { engine: "aurora-mysql" } })).toEqual(["SK1126"]));
  test("a cluster that nothing runs on", () =>
    expect(codes({ "services.api": undefined, kubernetes: {} })).toEqual(["SK1130"]));
  test("nothing else", () => expect(codes({})).toEqual([]));
});

test("problems of form and of meaning come at once", () => {
  const problems = problemsOf(
    changed({
      "services.web.prot": 8080,
      "services.api.writes": ["ordres"],
      "traffic.steady": "fast",
      "failover.ttl": "60",
    }),
  );
  expect(problems.map(({ code }) => code).sort()).toEqual(["SK1021", "SK1024", "SK1024", "SK1102"]);
});

test("how other regions write sessions and whether they are global follow from each other", () => {
  const sessions = (changes: Record<string, unknown>, tier: Tier = "global") => {
    const { global, otherRegionsWrite } = resolved(changed(changes), { tier }).manifest.sessions ?? {};
    return [global, otherRegionsWrite];
  };
  expect(sessions({})).toEqual([true, "peering"]);
  expect(sessions({}, "scale")).toEqual([false, "regional"]);
  expect(sessions({ "sessions.otherRegionsWrite": "regional" })).toEqual([false, "regional"]);
  expect(sessions({ "sessions.global": false })).toEqual([false, "regional"]);
  expect(sessions({ "sessions.global": true }, "scale")).toEqual([true, "peering"]);
});

test("a store's other regions default to forwarding, and the shop's fleet follows from traffic", () => {
  const { manifest, sourceOf } = resolved(BASE);
  expect(manifest.data.orders).toMatchObject({ otherRegionsWrite: "forwarding", global: true });
  // 1000 rps, all of it for each of two regions when one is gone, half as much again for a zone, 175 rps a unit.
  expect(manifest.services.web?.scaling.minimum).toBe(Math.ceil((1000 * 1.5) / 175));
  expect(manifest.services.web?.scaling.maximum).toBe(Math.ceil(4000 / 175));
  const source = sourceOf("services.web.scaling.minimum");
  expect(source.derived?.from).toContain("traffic.steady");
  expect(source).toMatchObject({ file: "scalekit.yaml" });
});
