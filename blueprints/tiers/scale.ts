import type { TierDefault } from "./tier";

/** Three zones with spare capacity, scaling by load, a proxy and readers. */
export const scale: readonly TierDefault[] = [
  { path: "routing", value: "active-passive", reason: "The primary answers; another region takes over when it fails." },
  {
    path: "objectives.availability",
    value: "99.95%",
    reason: "Three zones serve with spare capacity; the region is the limit.",
  },
  { path: "objectives.rto", value: "5m", reason: "Failover to a reader through the proxy, capacity already running." },
  { path: "objectives.rpo", value: "1m", reason: "Three zones hold the data; only restoring loses anything." },
  {
    path: "objectives.latencyP99",
    value: "300ms",
    reason: "Assumed: it grows with the number of people who wait. Write your own.",
  },
  {
    path: "objectives.gate",
    value: "mandatory",
    reason:
      "What is promised is relied on: `up` stops where the proof misses it. Accept a risk with objectives.accept.",
  },
  { path: "traffic.steady", value: "2000rps", reason: "Assumed: what this tier is usually for. Write your own." },
  { path: "traffic.growth", value: "5%/month", reason: "Assumed. Write your own." },
  {
    path: "traffic.readRatio",
    value: "90%",
    reason: "Assumed: most requests are read, and a CDN and readers carry them. Write your own.",
  },
  { path: "network.natPerZone", value: true, reason: "The loss of one zone takes no other zone's way out." },
  {
    path: "network.endpoints",
    value: ["s3", "dynamodb", "ecr.api", "ecr.dkr", "kms", "logs", "secretsmanager", "ssm"],
    reason: "Starting and recovering need these services and must not depend on the way out.",
  },
  { path: "network.flowLogs", value: "30d", reason: "Long enough to look into an incident of the last month." },
  {
    path: "failover.healthCheckInterval",
    value: "10s",
    reason: "The same at every tier: another interval makes the health check anew. The shorter one notices sooner.",
  },
  { path: "failover.healthCheckThreshold", value: 3, reason: "Route 53's own default: one lost packet moves nobody." },
  {
    path: "failover.ttl",
    value: "60s",
    reason:
      "What AWS advises for records under a health check; Aurora's and load balancers' own names use 60 s or less.",
  },
  { path: "services.*.port", value: 8080, reason: "A port that needs no privileges." },
  { path: "services.*.health", value: "/healthz", reason: "A custom of Kubernetes that most frameworks follow." },
  {
    path: "services.*.capacity",
    value: "100rps",
    reason: "Assumed: a modest web service on two cores. Measure yours.",
  },
  {
    path: "services.*.scaling.targetCpu",
    value: "50%",
    reason: "The loss of one of three zones leaves the others at 75 %.",
  },
  {
    path: "services.*.instanceTypes",
    value: ["m7g.large", "m6g.large"],
    reason: "Steady CPU; two like-sized types so that one may be sold out.",
  },
  {
    path: "services.*.spot",
    value: "30%",
    reason: "Part of what comes on top of the minimum; the minimum is on demand.",
  },
  {
    path: "services.*.predictive",
    value: "forecast",
    reason: "Shows what it would do; turn it to scale when its forecasts fit.",
  },
  {
    path: "services.*.warmPool",
    value: 0,
    reason: "Auto Scaling refuses a warm pool together with Spot, which saves more at this tier.",
  },
  {
    path: "services.*.bootTime",
    value: "90s",
    reason: "Assumed: start of the machine and of the service. Measure yours.",
  },
  { path: "services.*.cpu", value: "500m", reason: "Assumed: a modest pod. Measure yours." },
  { path: "services.*.memory", value: "512 MiB", reason: "Assumed: a modest pod. Measure yours." },
  {
    path: "data.*.class",
    value: "db.r6g.large",
    reason: "Memory-optimised: steady CPU, and what a global database needs later.",
  },
  { path: "data.*.replicas", value: 2, reason: "A reader in each of the other two zones." },
  { path: "data.*.replicaScaling.maximum", value: 5, reason: "Reads grow with traffic." },
  { path: "data.*.replicaScaling.targetCpu", value: "60%", reason: "Room for a surge while another reader starts." },
  { path: "data.*.proxy", value: true, reason: "Many instances' connections are pooled and kept over a failover." },
  { path: "data.*.backups", value: "14d", reason: "Two weeks to notice a mistake." },
  {
    path: "data.*.global",
    value: false,
    reason: "Secondary regions wait without a copy of the store until tier global.",
  },
  {
    path: "data.*.otherRegionsWrite",
    value: "forwarding",
    reason: "The region's own reader forwards writes: no connection between regions to look after.",
  },
  { path: "data.*.secondaryReplicas", value: 1, reason: "The least that can serve." },
  {
    path: "data.*.storageType",
    value: "standard",
    reason:
      "I/O is billed by use. io-optimized costs less once I/O is about a quarter of the store's bill: see `scalekit cost --savings`.",
  },
  { path: "data.*.storage", value: "200 GiB", reason: "Assumed; it grows in place." },
  { path: "data.*.multiAz", value: true, reason: "A standby in another zone takes over in a minute or two." },
  {
    path: "sessions.engine",
    value: "valkey",
    reason: "Open, a fifth cheaper than Redis OSS on ElastiCache, and compatible with it.",
  },
  { path: "sessions.class", value: "cache.r7g.large", reason: "Memory-optimised, and what a Global Datastore needs." },
  { path: "sessions.replicas", value: 2, reason: "A replica in each of the other two zones." },
  { path: "sessions.snapshots", value: "7d", reason: "A week to come back from a mistake." },
  { path: "sessions.global", value: false, reason: "Secondary regions wait without a copy until tier global." },
  {
    path: "edge.cdn",
    value: "cloudfront",
    reason: "Certificate, origin access and firewall come from the same account.",
  },
  { path: "edge.waf", value: true, reason: "Managed rules stop common attacks before they cost capacity." },
  { path: "edge.originFailover", value: false, reason: "The other region is passive; DNS decides." },
  { path: "edge.static.ttl", value: "1d", reason: "Files with versioned names can stay long." },
  {
    path: "edge.static.infrequentAccessAfter",
    value: "0d",
    reason:
      "Never: files of a site are few, and a CDN asks for them again. It pays for many that hardly anybody reads.",
  },
  {
    path: "edge.ttl",
    value: "0s",
    reason: "Only what an answer allows by itself is kept: nobody sees somebody else's page.",
  },
  { path: "edge.priceClass", value: "PriceClass_200", reason: "All but South America and Oceania." },
  { path: "kubernetes.cluster", value: "eks", reason: "Made, upgraded and removed with the rest." },
  {
    path: "kubernetes.nodeTypes",
    value: ["m7g.xlarge", "m6g.xlarge"],
    reason: "Steady CPU; two like-sized types so that one may be sold out.",
  },
  { path: "kubernetes.apiAccess", value: [], reason: "Private: only from inside the VPC." },
  { path: "kubernetes.ingressClass", value: "nginx", reason: "The commonest ingress controller." },
  { path: "services.*.scaling.minimum", value: 3, reason: "One in each of three zones." },
  { path: "services.*.scaling.maximum", value: 6, reason: "Twice the fewest." },
  { path: "kubernetes.nodes.minimum", value: 3, reason: "One in each of three zones." },
  { path: "kubernetes.nodes.maximum", value: 9, reason: "Three times the fewest." },
];
