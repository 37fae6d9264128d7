import fc from "fast-check";
import { grantedUnits } from "../../../blueprints/capacity/granted";
import { type Quotas, quotaBasis, quotaValue } from "../../../blueprints/capacity/quotas";
import { run } from "../../../blueprints/capacity/run";
import type { Manifest } from "../../../blueprints/manifest/manifest";
import type { Pool, Topology } from "../../../blueprints/topology/topology";
import { curve, FIXED, station } from "./systems";

const pool = (service: string, most: number, change: Partial<Pool> = {}): Pool =>
  ({
    id: service,
    service,
    kind: "instances",
    region: "eu-west-1",
    most,
    instanceType: "m7g.large",
    ...change,
  }) as Pool;
const topology = (...pools: readonly Pool[]) => ({ pools }) as unknown as Topology;
const manifest = (services: Record<string, unknown> = {}) => ({ services }) as unknown as Manifest;
const vcpus = (value: number): Quotas => [{ id: "vcpus", region: "eu-west-1", value }];

describe("what a quota of virtual CPUs leaves", () => {
  test("is all where it suffices", () => {
    expect(grantedUnits(topology(pool("web", 10)), manifest(), vcpus(20)).size).toBe(0);
  });

  test("is divided in proportion to what each may have at its most, in that region alone", () => {
    const far = pool("far", 10, { region: "us-east-1" });
    const granted = grantedUnits(topology(pool("web", 30), pool("api", 10), far), manifest(), vcpus(40));
    expect(granted.get("web")).toEqual({ units: 15, quota: "vcpus" });
    expect(granted.get("api")).toEqual({ units: 5, quota: "vcpus" });
    expect(granted.has("far")).toBe(false);
  });

  test("counts a pod's part of a node, of which a fifth is not left to pods", () => {
    const pods = pool("web", 10, { kind: "pods" });
    const services = { web: { runs: "kubernetes", cpuCores: 1 } };
    expect(grantedUnits(topology(pods), manifest(services), vcpus(12.5)).size).toBe(0);
    expect(grantedUnits(topology(pods), manifest(services), vcpus(10)).get("web")?.units).toBe(8);
  });

  test("is never more together than the quota, and more of it is never less for anybody", () => {
    const pools = fc.array(
      fc.record({ most: fc.integer({ min: 1, max: 500 }), size: fc.constantFrom("large", "xlarge", "4xlarge") }),
      {
        minLength: 1,
        maxLength: 6,
      },
    );
    fc.assert(
      fc.property(
        pools,
        fc.integer({ min: 1, max: 4000 }),
        fc.integer({ min: 0, max: 500 }),
        (members, quota, more) => {
          const drawn = topology(
            ...members.map(({ most, size }, at) => pool(`p${at}`, most, { instanceType: `m7g.${size}` })),
          );
          const of = (value: number) => {
            const granted = grantedUnits(drawn, manifest(), vcpus(value));
            return drawn.pools.map(({ id, most = 0 }) => granted.get(id)?.units ?? most);
          };
          const cpus = { large: 2, xlarge: 4, "4xlarge": 16 };
          const used = of(quota).reduce((sum, units, at) => sum + units * cpus[members[at]?.size ?? "large"], 0);
          expect(used).toBeLessThanOrEqual(quota);
          const before = of(quota);
          expect(of(quota + more).every((units, at) => units >= (before[at] ?? 0))).toBe(true);
        },
      ),
    );
  });
});

test("functions stand under the documented default until somebody reads the account's", () => {
  const drawn = topology(pool("f", 0, { kind: "function" }));
  expect(grantedUnits(drawn, manifest(), []).get("f")).toEqual({ units: 1000, quota: "functions" });
  const own: Quotas = [{ id: "functions", region: "eu-west-1", value: 3000 }];
  expect(grantedUnits(drawn, manifest(), own).get("f")?.units).toBe(3000);
  expect(quotaValue([], "functions", "eu-west-1")).toBe(1000);
  expect(quotaBasis([], "functions", "eu-west-1")).toMatchObject({ kind: "documented" });
});

test("what a quota drops has the quota as its cause", () => {
  const bounded = station({ scaling: FIXED(2), patienceSeconds: 10, granted: { units: 2, quota: "vcpus" } });
  const [outcome] = run(
    { stations: [bounded], stores: [] },
    curve(120, () => 1000),
    { objectiveSeconds: 1 },
  );
  expect(outcome?.drops.quota).toBe(outcome?.dropped);
  expect(outcome?.dropped).toBeGreaterThan(0);
});
