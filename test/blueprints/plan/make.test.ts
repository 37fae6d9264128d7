import controlPlanes from "../../../blueprints/facts/control-planes.json";
import naming from "../../../blueprints/facts/naming.json";
import type { Manifest } from "../../../blueprints/manifest/manifest";
import { makePlan } from "../../../blueprints/plan/make";
import type { PartArgs, PartKind } from "../../../blueprints/plan/parts";
import type { EnvironmentLock, Part, Plan } from "../../../blueprints/plan/plan";
import { aurora, instances, pods, rds, resolved, threeRegions } from "./support";

const planOf = (change: Partial<Manifest> = {}, lock?: EnvironmentLock): Plan => makePlan(resolved(change), lock);
const stackOf = (plan: Plan, key: string) => {
  const stack = plan.stacks.find((candidate) => candidate.key === key);
  if (!stack) throw new Error(`no stack ${key}`);
  return stack;
};
const partOf = <K extends PartKind>(plan: Plan, key: string, kind: K): PartArgs[K] => {
  const part = stackOf(plan, key).parts.find((candidate) => candidate.kind === kind);
  if (!part) throw new Error(`no ${kind} in ${key}`);
  return part.args as PartArgs[K];
};
const shape = (plan: Plan) =>
  plan.stacks.map(({ name, dependsOn, parts }) => [name, dependsOn, parts.map(({ kind }) => kind)]);
const session = {
  engine: "valkey",
  version: "8.0",
  class: "cache.r7g.large",
  replicas: 2,
  snapshotDays: 7,
} as const;
const eks = {
  cluster: "eks",
  version: "1.33",
  nodeTypes: ["m7g.xlarge"],
  nodesMinimum: 3,
  nodesMaximum: 9,
  apiAccess: [],
} as const;

describe("the stacks of a plan", () => {
  test("a budget is the environment's, not a region's, and only where the manifest has one", () => {
    const budget = { amount: 4000, currency: "USD" } as const;
    const plan = planOf({ ...threeRegions, budget, alerts: { email: "ops@example.com" } });
    const found = plan.stacks.flatMap(({ key, parts }) => parts.filter(({ kind }) => kind === "budget").map(() => key));
    expect(found).toEqual(["dns"]);
    expect(partOf(plan, "dns", "budget")).toEqual({ monthlyUsd: 4000, email: "ops@example.com" });
  });

  test("alarms are measured by what is promised", () => {
    const objectives = {
      availability: 0.9995,
      rtoSeconds: 300,
      rpoSeconds: 60,
      latencyP99Ms: 300,
      gate: "off",
      accept: [],
    } as const;
    expect(partOf(planOf({ objectives }), "eu-west-1", "alarms")).toEqual({
      errorPercent: 0.72,
      errorCount: 432,
      latencyP99Ms: 300,
      lagSeconds: 30,
    });
  });

  test("in one region: DNS, the region, the edge", () => {
    expect(shape(planOf())).toEqual([
      ["prod-dns", [], ["zone"]],
      ["prod-eu-west-1", ["prod-dns"], ["network", "key", "bucket", "aurora", "cache", "entry", "service", "alarms"]],
      ["prod-edge", ["prod-dns", "prod-eu-west-1"], ["cdn", "alarms"]],
    ]);
  });

  test("in three: global data between the primary and the secondaries, which go in parallel", () => {
    expect(shape(planOf(threeRegions))).toEqual([
      ["prod-dns", [], ["zone"]],
      ["prod-eu-west-1", ["prod-dns"], ["network", "key", "bucket", "aurora", "cache", "entry", "service", "alarms"]],
      ["prod-global-data", ["prod-eu-west-1"], ["global-database", "global-cache"]],
      [
        "prod-eu-central-1",
        ["prod-dns", "prod-global-data", "prod-eu-west-1"],
        ["network", "key", "bucket", "aurora", "cache", "entry", "service", "peering", "alarms"],
      ],
      [
        "prod-us-east-1",
        ["prod-dns", "prod-global-data", "prod-eu-west-1"],
        ["network", "key", "aurora", "cache", "entry", "service", "peering", "alarms"],
      ],
      ["prod-edge", ["prod-dns", "prod-eu-west-1", "prod-eu-central-1", "prod-us-east-1"], ["cdn", "alarms"]],
    ]);
  });

  test("where one region answers: a secondary after the primary, of whose record its own is an alias", () => {
    const regions = { primary: "eu-west-1", secondaries: ["eu-central-1"] };
    const orderAt = (routing: Manifest["routing"]) => stackOf(planOf({ regions, routing }), "eu-central-1").dependsOn;
    expect(orderAt("active-passive")).toEqual(["prod-dns", "prod-eu-west-1"]);
    expect(orderAt("active-active")).toEqual(["prod-dns"]);
  });

  test("on Kubernetes: a cluster in the region, its objects in a stack of their own that is handed how to reach it", () => {
    const plan = planOf({ services: { web: pods }, kubernetes: eks });
    expect(shape(plan)).toContainEqual(["prod-eu-west-1-apps", ["prod-eu-west-1"], ["platform", "workload"]]);
    expect(stackOf(plan, "eu-west-1-apps").needs.map(({ key }) => key)).toEqual([
      "eu-west-1.clusterEndpoint",
      "eu-west-1.clusterCa",
    ]);
    const [way] = partOf(plan, "eu-west-1", "cluster").ways;
    expect(partOf(plan, "eu-west-1-apps", "workload").wayIn).toEqual({
      nodePort: way?.nodePort,
      fromCidr: "10.24.0.0/16",
    });
  });

  test("on an existing cluster: an origin record instead of a load balancer of ours", () => {
    const plan = planOf({
      services: { web: pods },
      kubernetes: {
        cluster: "existing",
        kubeconfig: { "eu-west-1": { file: "kubeconfig" } },
        entry: { "eu-west-1": "in.example.net" },
        ingressClass: "nginx",
      },
    });
    expect(partOf(plan, "eu-west-1", "origin-record").target).toBe("in.example.net");
    expect(stackOf(plan, "eu-west-1").parts.some(({ kind }) => kind === "entry" || kind === "cluster")).toBe(false);
    expect(partOf(plan, "eu-west-1-apps", "workload").wayIn).toEqual({
      ingressClass: "nginx",
      hosts: ["shop.example.com", "eu-west-1.origin.shop.example.com"],
      paths: ["/*"],
    });
  });

  test("every stack comes after those it depends on or needs something of", () => {
    const peering = { ...aurora, global: true, otherRegionsWrite: "peering" } as const;
    for (const plan of [planOf(), planOf(threeRegions), planOf({ ...threeRegions, data: { orders: peering } })]) {
      const done = new Set<string>();
      for (const { name, dependsOn, needs } of plan.stacks) {
        for (const before of dependsOn) expect(done).toContain(before);
        for (const need of needs) expect(done).toContain(need.fromStack);
        done.add(name);
      }
    }
  });

  test("are the same, byte for byte, for the same manifest", () => {
    expect(JSON.stringify(planOf(threeRegions))).toBe(JSON.stringify(planOf(threeRegions)));
  });
});

describe("what stacks hand on", () => {
  test("the zone's id, unless the manifest names the zone, and the origin's secret as a secret", () => {
    const needs = stackOf(planOf(), "eu-west-1").needs;
    expect(needs).toEqual([
      { key: "dns.zoneId", fromStack: "prod-dns", output: "zoneId", secret: false },
      { key: "dns.originSecret", fromStack: "prod-dns", output: "originSecret", secret: true },
    ]);
    const given = planOf({ domain: { name: "shop.example.com", zoneId: "Z123456" } });
    expect(stackOf(given, "eu-west-1").needs.map(({ key }) => key)).toEqual(["dns.originSecret"]);
    expect(stackOf(given, "edge").needs.map(({ key }) => key)).toEqual(["dns.originSecret"]);
  });

  test("the Global Datastore's id, to secondaries only", () => {
    const plan = planOf(threeRegions);
    expect(stackOf(plan, "eu-central-1").needs.map(({ key }) => key)).toContain("global-data.sessions.id");
    expect(stackOf(plan, "eu-west-1").needs.map(({ key }) => key)).not.toContain("global-data.sessions.id");
  });

  test("the primary's network and the writer's name, where other regions write over a peering", () => {
    const plan = planOf({
      ...threeRegions,
      data: { orders: { ...aurora, global: true, otherRegionsWrite: "peering" } },
    });
    const secondary = stackOf(plan, "us-east-1");
    expect(secondary.dependsOn).toContain("prod-eu-west-1");
    expect(secondary.needs.map(({ key }) => key)).toEqual(
      expect.arrayContaining(["eu-west-1.vpcId", "eu-west-1.routeTableIds", "eu-west-1.orders.writer"]),
    );
    expect(partOf(plan, "eu-west-1", "aurora").peerCidrs).toEqual(["10.27.0.0/16", "10.16.0.0/16"]);
    expect(partOf(plan, "us-east-1", "aurora")).toMatchObject({ writerElsewhere: true, writeForwarding: false });
    expect(partOf(plan, "us-east-1", "service").peerCidrs).toEqual(["10.24.0.0/16"]);
    expect(partOf(plan, "us-east-1", "peering")).toMatchObject({ peerRegion: "eu-west-1", ownCidr: "10.16.0.0/16" });
  });
});

describe("sessions that other regions write", () => {
  const plan = planOf(threeRegions);

  test("go to the primary's cache over a peering, which lets the secondaries' networks in", () => {
    expect(partOf(plan, "eu-west-1", "cache").peerCidrs).toEqual(["10.27.0.0/16", "10.16.0.0/16"]);
    expect(partOf(plan, "eu-west-1", "cache")).not.toHaveProperty("writerRegion");
    const secondary = stackOf(plan, "us-east-1");
    expect(secondary.dependsOn).toContain("prod-eu-west-1");
    expect(secondary.needs.map(({ key }) => key)).toEqual(
      expect.arrayContaining(["eu-west-1.vpcId", "eu-west-1.routeTableIds", "eu-west-1.sessions.writer"]),
    );
    expect(partOf(plan, "us-east-1", "cache")).toMatchObject({ writerRegion: "eu-west-1", peerCidrs: [] });
    expect(partOf(plan, "us-east-1", "peering")).toMatchObject({ peerRegion: "eu-west-1", publishes: [] });
    expect(partOf(plan, "us-east-1", "service").peerCidrs).toEqual(["10.24.0.0/16"]);
  });

  test.each<[string, Partial<Manifest>]>([
    ["nobody writes them", { services: { web: { ...instances, writes: ["orders"] } } }],
    ["one region serves", { routing: "active-passive" }],
    ["each region has its own", { sessions: { ...session, global: false, otherRegionsWrite: "regional" } }],
  ])("need no peering where %s", (_what, change) => {
    const other = planOf({ ...threeRegions, ...change });
    expect(other.stacks.flatMap(({ parts }) => parts as readonly Part[]).map(({ kind }) => kind)).not.toContain(
      "peering",
    );
    expect(partOf(other, "us-east-1", "cache")).not.toHaveProperty("writerRegion");
    expect(partOf(other, "eu-west-1", "cache").peerCidrs).toEqual([]);
  });
});

describe("a global database", () => {
  const plan = planOf(threeRegions);

  test("is made from the first writer, whose name needs no look-up", () => {
    expect(partOf(plan, "global-data", "global-database")).toEqual({
      globalClusterIdentifier: "shop-prod-orders",
      sourceClusterArn: "arn:aws:rds:eu-west-1:111122223333:cluster:shop-prod-orders-eu-west-1",
      deletionProtection: true,
    });
  });

  test("has one secret, made by the writer and copied to the secondaries", () => {
    const writer = partOf(plan, "eu-west-1", "aurora");
    const secondary = partOf(plan, "eu-central-1", "aurora");
    expect(writer).toMatchObject({ role: "writer", instances: 2, secretReplicaRegions: ["eu-central-1", "us-east-1"] });
    expect(secondary).toMatchObject({
      role: "secondary",
      instances: 1,
      secretReplicaRegions: [],
      writeForwarding: true,
    });
    expect(secondary.secretName).toBe(writer.secretName);
    expect(secondary.globalClusterIdentifier).toBe("shop-prod-orders");
  });
});

test("storage is of one kind in every region of a global database, and by schedule every region rests", () => {
  const schedule = { start: "0 7 * * 1-5", stop: "0 20 * * 1-5", timeZone: "Europe/Berlin" };
  const plan = planOf({
    ...threeRegions,
    data: { orders: { ...aurora, global: true, storageType: "io-optimized" } },
    services: { web: { ...instances, schedule } },
  });
  for (const region of ["eu-west-1", "eu-central-1", "us-east-1"]) {
    expect(partOf(plan, region, "aurora").storageType).toBe("io-optimized");
    expect(partOf(plan, region, "service").schedule).toEqual(schedule);
  }
  expect(partOf(planOf(threeRegions), "eu-west-1", "service")).not.toHaveProperty("schedule");
});

test("a Global Datastore owns what its members have, and is told so", () => {
  expect(partOf(planOf(threeRegions), "global-data", "global-cache")).toEqual({
    suffix: "shop-prod-sessions",
    primaryReplicationGroupId: "shop-prod-sessions",
    class: "cache.r7g.large",
    engine: "valkey",
    version: "8.0",
  });
});

describe("what a service is told", () => {
  test("hosts, port and secret of what it writes; only the reader of what it reads", () => {
    const service = { ...instances, reads: ["catalog"], writes: ["orders", "sessions"] };
    const plan = planOf({ services: { web: service }, data: { orders: aurora, catalog: aurora } });
    expect(partOf(plan, "eu-west-1", "service").bindings).toEqual([
      {
        store: "catalog",
        access: "read",
        parameters: { CATALOG_READER_HOST: "/shop/prod/catalog/reader", CATALOG_PORT: "/shop/prod/catalog/port" },
        secrets: { CATALOG_SECRET: "shop/prod/catalog/credentials" },
      },
      {
        store: "orders",
        access: "write",
        parameters: {
          ORDERS_HOST: "/shop/prod/orders/writer",
          ORDERS_READER_HOST: "/shop/prod/orders/reader",
          ORDERS_PORT: "/shop/prod/orders/port",
        },
        secrets: { ORDERS_SECRET: "shop/prod/orders/credentials" },
      },
      {
        store: "sessions",
        access: "write",
        parameters: {
          SESSIONS_HOST: "/shop/prod/sessions/writer",
          SESSIONS_READER_HOST: "/shop/prod/sessions/reader",
          SESSIONS_PORT: "/shop/prod/sessions/port",
        },
        secrets: {},
      },
    ]);
  });

  test("nothing of stores that its region waits without", () => {
    const plan = planOf({ regions: { primary: "eu-west-1", secondaries: ["eu-central-1"] } });
    expect(partOf(plan, "eu-central-1", "service").bindings).toEqual([]);
    expect(stackOf(plan, "eu-central-1").parts.map(({ kind }) => kind)).toEqual([
      "network",
      "key",
      "bucket",
      "entry",
      "service",
      "alarms",
    ]);
    expect(plan.warnings.map(({ code }) => code)).toContain("SK2006");
  });
});

describe("the way in", () => {
  test("accepts CloudFront by the region's prefix list, the lock's before the published one", () => {
    expect(partOf(planOf(), "eu-west-1", "entry").acceptFrom).toEqual({
      cdn: "cloudfront",
      prefixListId: "pl-4fa04526",
    });
    const locked = planOf({}, { prefixLists: { "eu-west-1": "pl-abc" } });
    expect(partOf(locked, "eu-west-1", "entry").acceptFrom).toEqual({ cdn: "cloudfront", prefixListId: "pl-abc" });
  });

  test("accepts Cloudflare by its published ranges, and Route 53 then serves origin.<domain> only", () => {
    const cloudflare = { zoneId: "z", accountId: "a" };
    const edge = {
      cdn: "cloudflare",
      waf: false,
      originFailover: false,
      staticPaths: [],
      staticTtlSeconds: 0,
      staticInfrequentDays: 0,
      defaultTtlSeconds: 0,
      priceClass: "PriceClass_All",
      cloudflare,
    } as const;
    const plan = planOf({ edge });
    expect(partOf(plan, "eu-west-1", "entry").acceptFrom).toMatchObject({
      cdn: "cloudflare",
      cidrs: expect.arrayContaining(["173.245.48.0/20"]),
    });
    expect(partOf(plan, "dns", "zone")).toEqual({
      zoneName: "origin.shop.example.com",
      certificateNames: ["origin.shop.example.com", "*.origin.shop.example.com"],
      delegateFromCloudflareZone: "z",
    });
  });

  test("accepts everybody, without a secret, where there is no CDN", () => {
    const { edge: _edge, ...without } = resolved().manifest;
    const plan = makePlan({ ...resolved(), manifest: without });
    expect(partOf(plan, "eu-west-1", "entry")).toMatchObject({
      acceptFrom: { cdn: "none" },
      requireOriginSecret: false,
    });
    expect(plan.stacks.map(({ key }) => key)).toEqual(["dns", "eu-west-1"]);
  });
});

test("the CDN knows which region a failed read goes to and what tells that a region serves", () => {
  const probed = { ...instances, healthPath: "/up" };
  const plan = planOf({ ...threeRegions, services: { api: { ...instances, paths: ["/api/*"] }, web: probed } });
  expect(partOf(plan, "edge", "cdn")).toMatchObject({ routing: "active-active", healthPath: "/up" });
});

describe("sources", () => {
  test("every argument of every part says where it came from", () => {
    for (const plan of [
      planOf(threeRegions),
      planOf({ data: { orders: rds } }),
      planOf({ services: { web: pods }, kubernetes: eks }),
    ])
      for (const part of plan.stacks.flatMap(({ parts }) => parts as readonly Part[]))
        for (const argument of Object.keys(part.args))
          expect([part.kind, Object.keys(part.sources)]).toEqual([part.kind, expect.arrayContaining([argument])]);
  });
});

describe("names", () => {
  test("are unique in the scope that AWS gives their type", () => {
    const { data } = resolved(threeRegions).manifest;
    const plan = planOf({ ...threeRegions, data: { ...data, catalog: { ...aurora, global: true } } });
    const seen = new Set<string>();
    const claim = (type: keyof typeof naming.types, region: string, name: string) => {
      const scope = naming.types[type].scope === "region" ? region : "everywhere";
      expect(seen).not.toContain(`${scope} ${type} ${name}`);
      seen.add(`${scope} ${type} ${name}`);
    };
    for (const { region, parts } of plan.stacks)
      for (const part of parts as readonly Part[]) {
        if (part.kind === "aurora") claim("rds-cluster", region, part.args.clusterIdentifier);
        if (part.kind === "aurora")
          for (const name of Object.values(part.args.endpoints)) claim("ssm-parameter", region, name);
        if (part.kind === "cache") claim("elasticache-replication-group", region, part.args.replicationGroupId);
        if (part.kind === "bucket") claim("s3-bucket", region, part.args.bucketName);
        if (part.kind === "global-database") claim("rds-global-cluster", region, part.args.globalClusterIdentifier);
      }
    expect(seen.size).toBe(6 + 18 + 3 + 2 + 2);
  });
});

describe("control planes", () => {
  test("each need of one has a source", () => {
    const sources = Object.keys(controlPlanes.sources);
    for (const need of Object.values(controlPlanes.parts).flat()) expect(sources).toContain(need.source);
  });

  test("Cloudflare's needs none of AWS", () => {
    const edge = resolved().manifest.edge;
    if (!edge) throw new Error("the shop has an edge");
    const plan = planOf({ edge: { ...edge, cdn: "cloudflare", staticPaths: [] } });
    expect(stackOf(plan, "edge").needs.map(({ key }) => key)).toEqual(["dns.originSecret"]);
    expect(stackOf(plan, "edge").controlPlanes).toEqual([]);
  });

  test("a region needs us-east-1 for IAM and Route 53, a secondary its writer's region", () => {
    const plan = planOf(threeRegions);
    expect(stackOf(plan, "eu-west-1").controlPlanes.map(({ region }) => region)).toEqual(["us-east-1"]);
    expect(stackOf(plan, "eu-central-1").controlPlanes.map(({ region }) => region)).toEqual(["eu-west-1", "us-east-1"]);
    expect(stackOf(plan, "us-east-1").controlPlanes.map(({ region }) => region)).toEqual(["eu-west-1"]);
    expect(stackOf(plan, "dns").controlPlanes).toEqual([]);
  });
});
