import { LOADS } from "../../../blueprints/cost/amount";
import { type Estimate, estimate } from "../../../blueprints/cost/estimate";
import { totalOf, totalsBy } from "../../../blueprints/cost/totals";
import { declaredTraffic } from "../../../blueprints/cost/traffic";
import { EVERY, exampleGraph, resolvedExample } from "../../support/examples";
import { group, resource, traffic } from "./graph";

const UNKNOWN = { $unknown: true } as const;

describe.each(EVERY)("%s at tier %s", (name, tier) => {
  let found: Estimate;
  beforeAll(async () => {
    const { manifest } = resolvedExample(name, tier);
    found = estimate({ resources: await exampleGraph(name, tier) }, declaredTraffic(manifest));
  });

  test("every price is known, but for the plan of Cloudflare's zone", () => {
    expect(found.unpriced.map(({ what }) => what).filter((what) => what !== "plan of the zone")).toEqual([]);
  });

  test("the stacks add up to the total, and so do the services, to the millionth", () => {
    for (const key of ["stack", "service"] as const) {
      const groups = totalsBy(found.items, (item) => (key === "stack" ? item.resource.stack : item.service));
      for (const load of LOADS) {
        const micros = groups.reduce((sum, { amount }) => sum + Math.round(amount[load] * 1e6), 0);
        expect([key, load, micros]).toEqual([key, load, Math.round(totalOf(found.items)[load] * 1e6)]);
      }
    }
  });

  test("no line is negative, and more load is never cheaper", () => {
    for (const { what, amount } of found.items)
      expect([what, amount.min >= 0, amount.min <= amount.expected, amount.expected <= amount.max]).toEqual([
        what,
        true,
        true,
        true,
      ]);
  });

  test("every quantity says what it rests on", () => {
    for (const { what, basis } of found.items)
      expect([what, basis.text]).toEqual([what, expect.stringMatching(/\w{3}/)]);
  });
});

describe("the shop at global", () => {
  let found: Estimate;
  beforeAll(async () => {
    const { manifest } = resolvedExample("shop", "global");
    found = estimate({ resources: await exampleGraph("shop", "global") }, declaredTraffic(manifest));
  });
  const usd = (stack: string, service: string, what: string) =>
    totalOf(
      found.items.filter((item) => item.resource.stack === stack && item.service === service && item.what === what),
    );

  // By hand: 9 + 6 instances, 26 + 17 at the most, 730 hours, 0.091 USD in Ireland.
  test("instances in Ireland", () => {
    expect(usd("production-eu-west-1", "Amazon EC2", "m7g.large instances")).toEqual({
      min: 996.45,
      expected: 996.45,
      max: 2856.49,
    });
  });

  // By hand: 3 instances, and 2 to 5 readers of which 2 are there, at 0.519 USD.
  test("the writer's cluster may grow by the readers that scaling adds", () => {
    expect(usd("production-eu-west-1", "Amazon Aurora", "db.r6g.xlarge instances")).toEqual({
      min: 1136.61,
      expected: 1136.61,
      max: 2273.22,
    });
  });

  // By hand: 2,000 requests a second for 730 hours are 5,256 million, at 0.60 USD a million.
  test("the firewall's requests follow the declared traffic", () => {
    expect(usd("production-edge", "AWS WAF", "requests")).toEqual({ min: 0, expected: 3153.6, max: 14191.2 });
  });

  // By hand: 3 nodes of 730 hours at 0.1752 USD; the follower's own input names no type.
  test("a follower in a global datastore has its leader's nodes", () => {
    const nodes = usd("production-us-east-1", "Amazon ElastiCache", "cache.r7g.large nodes");
    expect(nodes).toEqual({ min: 383.688, expected: 383.688, max: 383.688 });
  });

  test("where Ireland's price is not known, the line says whose it is", () => {
    const [line] = found.items.filter(
      ({ service, resource: { region } }) => service === "Amazon Aurora" && region === "eu-west-1",
    );
    expect(line?.price).toMatchObject({ region: "us-east-1", standIn: true });
  });

  test("a group's quantity points at the manifest", () => {
    const [line] = found.items.filter(({ what }) => what === "m7g.large instances");
    expect(line?.basis).toMatchObject({ kind: "setting", at: { file: "scalekit.yaml", line: 17 } });
  });
});

describe("what is not known is named, never zero", () => {
  test.each([
    ["a type that nothing is known of", [resource("aws:quantum/computer:Computer", "one")], /no price of this type/],
    [
      "an instance type without a price",
      [resource("aws:rds/clusterInstance:ClusterInstance", "one", { inputs: { instanceClass: "db.x9z.large" } })],
      /no price aurora\.instance\.db\.x9z/,
    ],
    [
      "an instance class that is not known yet",
      [resource("aws:rds/clusterInstance:ClusterInstance", "one", { inputs: { instanceClass: UNKNOWN } })],
      /not known yet/,
    ],
    [
      "a group whose size is not known yet",
      [resource("aws:autoscaling/group:Group", "one", { inputs: { minSize: UNKNOWN, maxSize: 4 } })],
      /size is not known/,
    ],
    [
      "a gateway load balancer",
      [resource("aws:lb/loadBalancer:LoadBalancer", "one", { inputs: { loadBalancerType: "gateway" } })],
      /only application/,
    ],
    [
      "an RDS instance of an engine with a licence",
      [
        resource("aws:rds/instance:Instance", "one", {
          inputs: { engine: "oracle-ee", instanceClass: "db.m6g.large", allocatedStorage: 100 },
        }),
      ],
      /only postgres and mysql/,
    ],
    [
      "a balancer of Cloudflare whose pools are not seen",
      [resource("cloudflare:index/loadBalancer:LoadBalancer", "one")],
      /endpoints of its pools/,
    ],
  ])("%s", (_, resources, reason) => {
    const found = estimate({ resources }, traffic());
    expect(found.items).toEqual([]);
    expect(found.unpriced).toEqual([expect.objectContaining({ reason: expect.stringMatching(reason) })]);
  });
});

test("components, permissions and other providers' resources cost nothing", () => {
  const resources = [
    resource("scalekit:compute:Group", "part", { custom: false }),
    resource("aws:iam/role:Role", "role"),
    resource("kubernetes:apps/v1:Deployment", "app"),
  ];
  expect(estimate({ resources }, traffic())).toMatchObject({ items: [], unpriced: [], notCounted: [] });
});

test.each([
  [1, 4, 2],
  [3, 4, 3],
  [1, 1, 1],
])("a group of %i to %i expects %i for 100 requests a second at 70 each", (least, most, expected) => {
  const [hours] = estimate({ resources: group(least, most) }, traffic()).items;
  expect(hours?.quantity).toEqual({ min: 730 * least, expected: 730 * expected, max: 730 * most });
});

describe("an RDS instance", () => {
  const made = (inputs: Record<string, unknown>, ...more: ReturnType<typeof resource>[]) => {
    const one = resource("aws:rds/instance:Instance", "one", {
      inputs: {
        engine: "postgres",
        instanceClass: "db.m6g.large",
        allocatedStorage: 100,
        storageType: "gp3",
        ...inputs,
      },
    });
    const { items, unpriced } = estimate({ resources: [one, ...more] }, traffic());
    expect(unpriced).toEqual([]);
    return Object.fromEntries(items.map(({ resource: { name }, what, amount }) => [`${name}: ${what}`, amount.min]));
  };

  test("costs its hours and its storage", () => {
    expect(made({})).toEqual({
      "one: db.m6g.large instances": 116.07,
      "one: gp3 storage": 11.5,
      "one: backups": 0,
    });
  });

  test("costs twice as much with a standby in another zone", () => {
    expect(made({ multiAz: true })).toMatchObject({ "one: db.m6g.large instances": 232.14, "one: gp3 storage": 23 });
  });

  test("pays for IOPS beyond what its storage has", () => {
    expect(made({ iops: 5000 })).toMatchObject({ "one: gp3 IOPS": 40 });
    expect(made({ iops: 12_000, allocatedStorage: 400 })).not.toHaveProperty("one: gp3 IOPS");
    expect(made({ storageType: "io1", iops: 1200 })).toMatchObject({ "one: io1 storage": 12.5, "one: io1 IOPS": 120 });
  });

  test("has a replica with the source's engine and storage, and no backups of its own", () => {
    const replica = resource("aws:rds/instance:Instance", "replica", {
      inputs: { instanceClass: "db.m6g.large", storageType: "gp3" },
      references: { replicateSourceDb: [resource("aws:rds/instance:Instance", "one").id] },
    });
    expect(made({}, replica)).toMatchObject({
      "replica: db.m6g.large instances": 116.07,
      "replica: gp3 storage": 11.5,
    });
  });
});

test("Cloudflare's load balancing: a base price with two endpoints, then by endpoint, once an account", () => {
  const pool = (name: string, origins: number) =>
    resource("cloudflare:index/loadBalancerPool:LoadBalancerPool", name, {
      inputs: { origins: Array.from({ length: origins }, () => ({ address: "192.0.2.1" })) },
    });
  const pools = [pool("first", 1), pool("second", 2)];
  const balancer = (name: string) =>
    resource("cloudflare:index/loadBalancer:LoadBalancer", name, {
      references: { defaultPools: pools.map(({ id }) => id), fallbackPool: [pools[1]?.id ?? ""] },
    });
  const { items, unpriced } = estimate({ resources: [...pools, balancer("one"), balancer("two")] }, traffic());
  expect(unpriced).toEqual([]);
  expect(items.map(({ resource: { name }, what, amount }) => [name, what, amount.min])).toEqual([
    ["one", "load balancing", 5],
    ["one", "endpoints", 5],
    ["one", "queries", 0],
    ["two", "endpoints", 15],
    ["two", "queries", 0],
  ]);
});
