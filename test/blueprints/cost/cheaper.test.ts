import { estimate } from "../../../blueprints/cost/estimate";
import { totalOf } from "../../../blueprints/cost/totals";
import type { GraphResource } from "../../../blueprints/graph/graph";
import { SCHEDULE } from "../../../blueprints/graph/schedule";
import { group, resource, traffic } from "./graph";

const linesOf = (resources: readonly GraphResource[], rps = 100) =>
  Object.fromEntries(
    estimate({ resources }, traffic({ rps: { min: 0, expected: rps, max: 3 * rps } })).items.map((item) => [
      item.price.id,
      item.amount.expected,
    ]),
  );
const cost = (resources: readonly GraphResource[], rps: number) =>
  totalOf(estimate({ resources }, traffic({ rps: { min: 0, expected: rps, max: rps } })).items).expected;

const cluster = (storageType?: string) => [
  resource("aws:rds/cluster:Cluster", "orders", {
    part: "orders",
    inputs: { masterUsername: "owner", ...(storageType && { storageType }) },
  }),
  resource("aws:rds/clusterInstance:ClusterInstance", "orders-1", {
    part: "orders",
    inputs: { instanceClass: "db.r6g.large" },
  }),
];

test("I/O-Optimized: dearer instances and storage, no I/O", () => {
  const after = cluster("aurora-iopt1");
  // By hand: 730 hours at 0.338 USD, 100 GB at 0.225 USD.
  expect(linesOf(after)).toMatchObject({
    "aurora.optimized.instance.db.r6g.large": 246.74,
    "aurora.optimized.storage": 22.5,
  });
  expect(linesOf(after)).not.toHaveProperty("aurora.io");
});

test("I/O-Optimized costs more of a quiet store and less of a busy one", () => {
  expect(cost(cluster("aurora-iopt1"), 10)).toBeGreaterThan(cost(cluster(), 10));
  expect(cost(cluster("aurora-iopt1"), 2000)).toBeLessThan(cost(cluster(), 2000));
});

test("by schedule a group and its disks cost nothing at night", () => {
  const resources = group(2, 4);
  const [, made] = resources;
  const action = (recurrence: string, maxSize: number) =>
    resource(SCHEDULE, recurrence, {
      inputs: { recurrence, minSize: 0, maxSize },
      references: { autoscalingGroupName: [made?.id ?? ""] },
    });
  const [before, after] = [
    linesOf(resources),
    linesOf([...resources, action("0 7 * * 1-5", 4), action("0 20 * * 1-5", 0)]),
  ];
  for (const [id, usd] of Object.entries(before))
    expect([id, after[id]]).toEqual([id, expect.closeTo((usd * 65) / 168, 4)]);
});

test("what a lifecycle rule moves to infrequent access costs less", () => {
  const bucket = resource("aws:s3/bucket:Bucket", "files");
  const lifecycle = resource("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", "files-lifecycle", {
    inputs: { rules: [{ status: "Enabled", transitions: [{ days: 30, storageClass: "STANDARD_IA" }] }] },
    references: { bucket: [bucket.id] },
  });
  expect(linesOf([bucket])).toEqual({ "s3.storage": 0.23 });
  // By hand: 10 GB, of which 6 are old, at 0.0125 USD.
  expect(linesOf([bucket, lifecycle])).toEqual({ "s3.storage": 0.092, "s3.storage.ia": 0.075 });
});

describe("NAT gateways", () => {
  const nat = (name: string) => resource("aws:ec2/natGateway:NatGateway", name);
  const endpoint = (serviceName: string, vpcEndpointType = "Gateway") =>
    resource("aws:ec2/vpcEndpoint:VpcEndpoint", serviceName, { inputs: { serviceName, vpcEndpointType } });
  const s3 = endpoint("com.amazonaws.us-east-1.s3");
  const three = ["a", "b", "c"].map(nat);
  const totals = (resources: readonly GraphResource[]) => {
    const { items } = estimate({ resources }, traffic());
    const of = (id: string) => totalOf(items.filter(({ price }) => price.id === id)).expected;
    return { hours: of("vpc.nat"), through: of("vpc.nat.data"), zones: of("transfer.zones") };
  };

  test("share what goes through them; one alone is reached from the other zones", () => {
    // By hand: 50 GB at 0.045 USD; two thirds of them twice at 0.01 USD.
    expect(totals([nat("a"), s3])).toEqual({ hours: 32.85, through: 2.25, zones: expect.closeTo(0.666667, 6) });
    expect(totals([...three, s3])).toEqual({ hours: 98.55, through: 2.25, zones: 0 });
  });

  test("carry what goes to S3 where no gateway endpoint does", () => {
    const others = [endpoint("com.amazonaws.us-east-1.dynamodb"), endpoint("com.amazonaws.us-east-1.s3", "Interface")];
    // By hand: 75 GB at 0.045 USD.
    for (const around of [[], others]) expect(totals([...three, ...around]).through).toBeCloseTo(3.375, 6);
  });
});

test("what units ask of a cache crosses zones", () => {
  const cache = resource("aws:elasticache/replicationGroup:ReplicationGroup", "sessions", {
    inputs: { nodeType: "cache.t4g.small", engine: "valkey", numCacheClusters: 1 },
  });
  // By hand: 100 requests/s of 1 KB, 262.8 GB a month, of which two thirds twice at 0.01 USD.
  expect(linesOf([cache])["transfer.zones"]).toBeCloseTo(3.504, 6);
});

describe("Spot", () => {
  const spot = (base: number, onDemand: number, type = "m7g.large") => {
    const [template, made] = group(2, 6);
    if (!template || !made) throw new Error("no group");
    const inputs = {
      minSize: 2,
      maxSize: 6,
      mixedInstancesPolicy: {
        launchTemplate: { overrides: [{ instanceType: type }] },
        instancesDistribution: { onDemandBaseCapacity: base, onDemandPercentageAboveBaseCapacity: onDemand },
      },
    };
    return [template, { ...made, inputs, references: { mixedInstancesPolicy: [template.id] } }];
  };
  const hours = (resources: readonly GraphResource[]) =>
    estimate({ resources }, traffic({ rps: { min: 0, expected: 280, max: 900 } }))
      .items.filter(({ what }) => what.includes("instances"))
      .map(({ what, price, quantity }) => [what, price.id, quantity.expected / 730]);

  test("is a share of what runs above the base, at its own price", () => {
    expect(hours(spot(2, 50))).toEqual([
      ["m7g.large instances", "ec2.instance.m7g.large", 3],
      ["m7g.large Spot instances", "ec2.spot.m7g.large", 1],
    ]);
  });

  test("is counted on demand where its price is not known", () => {
    expect(hours(spot(2, 0, "c7g.large"))).toEqual([
      ["c7g.large instances", "ec2.instance.c7g.large", 2],
      ["c7g.large Spot instances", "ec2.instance.c7g.large", 2],
    ]);
  });

  test("is not there where all are on demand", () => {
    expect(hours(spot(2, 100))).toEqual([["m7g.large instances", "ec2.instance.m7g.large", 4]]);
  });
});
