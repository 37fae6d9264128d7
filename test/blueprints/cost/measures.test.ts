import { estimate } from "../../../blueprints/cost/estimate";
import { type MeasureId, measuresOf } from "../../../blueprints/cost/measures";
import { totalOf } from "../../../blueprints/cost/totals";
import type { GraphResource } from "../../../blueprints/graph/graph";
import type { Manifest } from "../../../blueprints/manifest/manifest";
import { resolvedExample } from "../../support/examples";
import { group, resource, traffic } from "./graph";

const { manifest } = resolvedExample("shop", "scale");
const staging: Manifest = {
  ...manifest,
  environment: "staging",
  objectives: { ...manifest.objectives, gate: "advisory" },
};

function measure(id: MeasureId, resources: readonly GraphResource[], of: Manifest = staging) {
  const found = measuresOf(of, resources).find((each) => each.id === id);
  if (!found) throw new Error(`no ${id}`);
  return found;
}

const linesOf = (resources: readonly GraphResource[], rps = 100) =>
  Object.fromEntries(
    estimate({ resources }, traffic({ rps: { min: 0, expected: rps, max: 3 * rps } })).items.map((item) => [
      item.price.id,
      item.amount.expected,
    ]),
  );
const cost = (resources: readonly GraphResource[], rps: number) =>
  totalOf(estimate({ resources }, traffic({ rps: { min: 0, expected: rps, max: rps } })).items).expected;

const cluster = [
  resource("aws:rds/cluster:Cluster", "orders", { part: "orders", inputs: { masterUsername: "owner" } }),
  resource("aws:rds/clusterInstance:ClusterInstance", "orders-1", {
    part: "orders",
    inputs: { instanceClass: "db.r6g.large" },
  }),
];

test("I/O-Optimized: dearer instances and storage, no I/O", () => {
  const after = measure("io-optimized", cluster).apply(cluster);
  // By hand: 730 hours at 0.338 USD, 100 GB at 0.225 USD.
  expect(linesOf(after)).toMatchObject({
    "aurora.optimized.instance.db.r6g.large": 246.74,
    "aurora.optimized.storage": 22.5,
  });
  expect(linesOf(after)).not.toHaveProperty("aurora.io");
});

test("I/O-Optimized costs more of a quiet store and less of a busy one", () => {
  const after = measure("io-optimized", cluster).apply(cluster);
  expect(cost(after, 10)).toBeGreaterThan(cost(cluster, 10));
  expect(cost(after, 2000)).toBeLessThan(cost(cluster, 2000));
});

test("what is so already is not proposed", () => {
  const after = measure("io-optimized", cluster).apply(cluster);
  expect(measuresOf(staging, after).map(({ id }) => id)).not.toContain("io-optimized");
});

test("at night a group and its disks cost nothing", () => {
  const resources = group(2, 4);
  const [before, after] = [linesOf(resources), linesOf(measure("night", resources).apply(resources))];
  for (const [id, usd] of Object.entries(before))
    expect([id, after[id]]).toEqual([id, expect.closeTo((usd * 65) / 168, 4)]);
});

test("night is nothing for production, nor where every hour is a gate", () => {
  const resources = group(2, 4);
  expect(measure("night", resources, manifest).breaks).toMatch(
    /^production promises 99\.95 % at every hour, and would answer in 65 of 168/,
  );
  const gated = { ...staging, objectives: { ...staging.objectives, gate: "mandatory" as const } };
  expect(measure("night", resources, gated).breaks).toContain("objectives.gate is mandatory");
  expect(measure("night", resources).breaks).toBeUndefined();
});

test("what is old in a bucket moves; a bucket with rules of its own is left alone", () => {
  const bucket = resource("aws:s3/bucket:Bucket", "files");
  const after = measure("infrequent-access", [bucket]).apply([bucket]);
  // By hand: 10 GB, of which 6 are old, at 0.0125 USD.
  expect(linesOf(after)).toEqual({ "s3.storage": 0.092, "s3.storage.ia": 0.075 });
  expect(measuresOf(staging, after)).toEqual([]);
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
