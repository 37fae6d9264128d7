import type { Tier } from "../tiers/tier";
import type {
  DataStore,
  Edge,
  Exemption,
  InstanceService,
  Kubernetes,
  Level,
  Manifest,
  PackName,
  PolicySettings,
  Service,
  ServiceObjectives,
  Sessions,
} from "./manifest";
import { at, child, isTree, type Node, type Tree } from "./tree";
import * as units from "./units";

/** The filled tree, its units parsed, in the typed form that the plan works with. Only for trees that passed the schema. */
export function build(tree: Tree, environment: string, tier: Tier): Manifest {
  const get = reader(tree);
  const account = at(tree, "account");
  const budget = at(tree, "budget");
  return {
    name: get.text("name"),
    environment,
    tier,
    ...(typeof account === "string" && { account }),
    regions: { primary: get.text("regions.primary"), secondaries: get.list("regions.secondaries") },
    routing: get.text("routing") as Manifest["routing"],
    objectives: {
      availability: get.percent("objectives.availability"),
      rtoSeconds: get.seconds("objectives.rto"),
      rpoSeconds: get.seconds("objectives.rpo"),
      latencyP99Ms: Math.round(get.seconds("objectives.latencyP99") * 1000),
      gate: get.text("objectives.gate") as Level,
      accept: get.list("objectives.accept"),
    },
    traffic: {
      steadyRps: get.rps("traffic.steady"),
      peakRps: get.rps("traffic.peak"),
      growthPerMonth: units.growthPerMonth(get.text("traffic.growth")) ?? 0,
      readRatio: get.percent("traffic.readRatio"),
    },
    ...(typeof budget === "string" && { budget: units.money(budget) ?? { amount: 0, currency: "USD" } }),
    alerts: alerts(at(tree, "alerts.email")),
    domain: domain(at(tree, "domain")),
    network: {
      cidr: get.texts("network.cidr"),
      natPerZone: get.flag("network.natPerZone"),
      endpoints: get.list("network.endpoints"),
      flowLogDays: get.days("network.flowLogs"),
    },
    failover: {
      healthCheckIntervalSeconds: get.seconds("failover.healthCheckInterval") === 10 ? 10 : 30,
      healthCheckThreshold: get.number("failover.healthCheckThreshold"),
      ttlSeconds: get.seconds("failover.ttl"),
    },
    services: each(tree, "services", service),
    data: each(tree, "data", store),
    ...section(tree, "sessions", sessions),
    ...section(tree, "edge", edge),
    ...section(tree, "kubernetes", kubernetes),
    policies: policies(child(tree, "policies")),
  };
}

type Reader = ReturnType<typeof reader>;

/** Typed reading of a tree that is known to be complete: an absent value here is a defect of the defaults, not of the manifest. */
function reader(tree: Node | undefined) {
  const need = (path: string): Node => {
    const value = at(tree, path);
    if (value === undefined || value === null) throw new Error(`no value for ${path}: a tier default is missing`);
    return value;
  };
  const text = (path: string): string => String(need(path));
  const parsed = (path: string, parse: (text: string) => number | undefined): number => {
    const value = parse(text(path));
    if (value === undefined) throw new Error(`${path} is not of its unit`);
    return value;
  };
  return {
    text,
    /** For values that only a person can know; meaning/ reports where one is missing. */
    written: (path: string) => String(at(tree, path) ?? ""),
    number: (path: string) => Number(need(path)),
    flag: (path: string) => need(path) === true,
    list: (path: string) => ((at(tree, path) ?? []) as Node[]).map(String),
    texts: (path: string) =>
      Object.fromEntries(Object.entries((at(tree, path) ?? {}) as Tree).map(([key, value]) => [key, String(value)])),
    percent: (path: string) => parsed(path, units.percent),
    seconds: (path: string) => parsed(path, units.durationSeconds),
    days: (path: string) => parsed(path, units.days),
    rps: (path: string) => parsed(path, units.requestsPerSecond),
    parsed,
    at: (path: string) => at(tree, path),
  };
}

const alerts = (email: Node | undefined): Manifest["alerts"] => (typeof email === "string" ? { email } : {});

function domain(node: Node | undefined): Manifest["domain"] {
  if (!isTree(node)) return { name: String(node) };
  const { name, zone } = node;
  return { name: String(name), ...(typeof zone === "string" && { zoneId: zone }) };
}

function each<T>(tree: Tree, name: string, make: (get: Reader) => T): Readonly<Record<string, T>> {
  const entries = child(tree, name);
  return Object.fromEntries(
    Object.entries(isTree(entries) ? entries : {}).map(([key, node]) => [key, make(reader(node))]),
  );
}

function section<K extends string, T>(tree: Tree, name: K, make: (get: Reader) => T): { readonly [key in K]?: T } {
  const node = child(tree, name);
  return (isTree(node) ? { [name]: make(reader(node)) } : {}) as { readonly [key in K]?: T };
}

function service(get: Reader): Service {
  const common = {
    port: get.number("port"),
    healthPath: get.text("health"),
    paths: get.list("paths"),
    capacityRps: get.rps("capacity"),
    reads: get.list("reads"),
    writes: get.list("writes"),
    ...ownObjectives(get),
    environment: get.texts("environment"),
    scaling: {
      minimum: get.number("scaling.minimum"),
      maximum: get.number("scaling.maximum"),
      targetCpu: get.percent("scaling.targetCpu"),
    },
  };
  if (get.text("runs") === "kubernetes") {
    return {
      runs: "kubernetes",
      ...common,
      image: get.written("image"),
      cpuCores: get.parsed("cpu", units.cpuCores),
      memoryMiB: get.parsed("memory", units.memoryMiB),
    };
  }
  return {
    runs: "instances",
    ...common,
    image:
      get.at("image.ssm") === undefined ? { byRegion: get.texts("image.byRegion") } : { ssm: get.written("image.ssm") },
    instanceTypes: get.list("instanceTypes"),
    spot: get.percent("spot"),
    predictive: get.text("predictive") as "off" | "forecast" | "scale",
    warmPool: get.number("warmPool"),
    bootSeconds: get.seconds("bootTime"),
    ...schedule(get),
  };
}

const schedule = (get: Reader): Pick<InstanceService, "schedule"> =>
  get.at("schedule") === undefined
    ? {}
    : {
        schedule: {
          start: get.text("schedule.start"),
          stop: get.text("schedule.stop"),
          timeZone: get.text("schedule.timeZone"),
        },
      };

function ownObjectives(get: Reader): { readonly objectives?: ServiceObjectives } {
  const stated = (path: string): boolean => get.at(`objectives.${path}`) !== undefined;
  const objectives: ServiceObjectives = {
    ...(stated("availability") && { availability: get.percent("objectives.availability") }),
    ...(stated("rto") && { rtoSeconds: get.seconds("objectives.rto") }),
    ...(stated("rpo") && { rpoSeconds: get.seconds("objectives.rpo") }),
  };
  return Object.keys(objectives).length > 0 ? { objectives } : {};
}

function store(get: Reader): DataStore {
  const engine = get.text("engine") as DataStore["engine"];
  const common = {
    version: get.text("version"),
    class: get.text("class"),
    replicas: get.number("replicas"),
    backupDays: get.days("backups"),
    databaseName: get.text("database"),
    proxy: get.flag("proxy"),
  };
  if (engine === "postgres" || engine === "mysql") {
    return { engine, ...common, storageGiB: get.parsed("storage", units.storageGiB), multiAz: get.flag("multiAz") };
  }
  return {
    engine,
    ...common,
    storageType: get.text("storageType") as "standard" | "io-optimized",
    replicaScaling: {
      maximum: get.number("replicaScaling.maximum"),
      targetCpu: get.percent("replicaScaling.targetCpu"),
    },
    global: get.flag("global"),
    otherRegionsWrite: get.text("otherRegionsWrite") as "forwarding" | "peering" | "reads-only",
    secondaryReplicas: get.number("secondaryReplicas"),
  };
}

function sessions(get: Reader): Sessions {
  return {
    engine: get.text("engine") as Sessions["engine"],
    version: get.text("version"),
    class: get.text("class"),
    replicas: get.number("replicas"),
    snapshotDays: get.days("snapshots"),
    global: get.flag("global"),
    otherRegionsWrite: get.text("otherRegionsWrite") as Sessions["otherRegionsWrite"],
  };
}

function edge(get: Reader): Edge {
  const cdn = get.text("cdn") as Edge["cdn"];
  const hasStatic = get.at("static.paths") !== undefined;
  return {
    cdn,
    waf: get.flag("waf"),
    originFailover: get.flag("originFailover"),
    staticPaths: get.list("static.paths"),
    staticTtlSeconds: hasStatic ? get.seconds("static.ttl") : 0,
    staticInfrequentDays: hasStatic ? get.days("static.infrequentAccessAfter") : 0,
    defaultTtlSeconds: get.seconds("ttl"),
    // Cloudflare has no price classes; the widest stands for "everywhere".
    priceClass: cdn === "cloudfront" ? (get.text("priceClass") as Edge["priceClass"]) : "PriceClass_All",
    ...(cdn === "cloudflare" && {
      cloudflare: { zoneId: get.written("cloudflare.zone"), accountId: get.written("cloudflare.account") },
    }),
  };
}

function kubernetes(get: Reader): Kubernetes {
  if (get.text("cluster") === "existing") {
    return {
      cluster: "existing",
      kubeconfig: Object.fromEntries(
        Object.entries((get.at("kubeconfig") ?? {}) as Record<string, Tree>).map(([region, { file, context }]) => [
          region,
          { file: String(file), ...(typeof context === "string" && { context }) },
        ]),
      ),
      entry: get.texts("entry"),
      ingressClass: get.text("ingressClass"),
    };
  }
  return {
    cluster: "eks",
    version: get.text("version"),
    nodeTypes: get.list("nodeTypes"),
    nodesMinimum: get.number("nodes.minimum"),
    nodesMaximum: get.number("nodes.maximum"),
    apiAccess: get.list("apiAccess"),
  };
}

/** What holds where nobody wrote anything: the same at every tier, so that no tier default is needed. */
export const DEFAULT_POLICIES: PolicySettings = {
  packs: ["recommended"],
  levels: {},
  unknown: "advisory",
  custom: [],
  exemptions: [],
};

/** What a `policies` section of the schema's form says; without one the default. */
export function policies(section: Node | undefined): PolicySettings {
  const get = reader(section);
  const packs = get.list("packs") as PackName[];
  const exemptions = (get.at("exemptions") ?? []) as Tree[];
  return {
    packs: packs.length > 0 ? packs : DEFAULT_POLICIES.packs,
    levels: get.texts("levels") as Record<string, Level>,
    unknown: (get.at("unknown") as Level | undefined) ?? DEFAULT_POLICIES.unknown,
    custom: get.list("custom"),
    exemptions: exemptions.map((exemption): Exemption => {
      const text = (key: keyof Exemption): string => String(exemption[key]);
      return {
        rule: text("rule"),
        resource: text("resource"),
        fingerprint: text("fingerprint"),
        owner: text("owner"),
        reason: text("reason"),
        expires: text("expires"),
      };
    }),
  };
}
