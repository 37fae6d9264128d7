import fc from "fast-check";
import { runAll } from "../../../blueprints/capacity/run";
import { hottestShare, limitsOfStores, tableWrites } from "../../../blueprints/capacity/store-limits";
import { lagAt } from "../../../blueprints/capacity/store-use";
import type { StoreLimit } from "../../../blueprints/capacity/system";
import { drawTopology } from "../../../blueprints/topology/draw";
import type { Store, StoreMember, Topology } from "../../../blueprints/topology/topology";
import { exampleGraph } from "../../support/examples";
import { curve, FIXED, samples, station } from "./systems";

jest.setTimeout(120_000);

const OPTIONS = { objectiveSeconds: 0.2 };
const member = (change: Partial<StoreMember> = {}): StoreMember => ({
  resource: "orders",
  region: "eu-west-1",
  role: "writer",
  standbys: 2,
  automatic: true,
  ...change,
});
const topology = (change: Partial<Store>): Topology =>
  ({
    stores: [
      {
        name: "orders",
        kind: "aurora",
        members: [member()],
        spans: false,
        writesEverywhere: false,
        proxy: false,
        ...change,
      },
    ],
  }) as unknown as Topology;

describe("the hottest of equal parts", () => {
  test("is all where there is one, and the hottest key and its part of the rest where there are more", () => {
    expect(hottestShare(1, 0.5)).toBe(1);
    expect(hottestShare(4, 0)).toBe(0.25);
    expect(hottestShare(4, 0.2)).toBeCloseTo(0.2 + 0.8 / 4, 12);
  });

  test("is never less with a hotter key, nor more with more parts, and no less than an even part", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 500 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (parts, a, b) => {
          const [cool, hot] = a < b ? [a, b] : [b, a];
          expect(hottestShare(parts, hot)).toBeGreaterThanOrEqual(hottestShare(parts, cool) - 1e-12);
          expect(hottestShare(parts + 1, cool)).toBeLessThanOrEqual(hottestShare(parts, cool) + 1e-12);
          expect(hottestShare(parts, cool)).toBeGreaterThanOrEqual(1 / parts - 1e-12);
        },
      ),
    );
  });

  test("ends what a sharded cache carries: evenly as many times as shards, with one key alone as one", () => {
    const drawn = topology({ kind: "cache", shards: 4 });
    const [even] = limitsOfStores(drawn, { measured: { orders: 100 }, skew: { orders: 0 } });
    const [one] = limitsOfStores(drawn, { measured: { orders: 100 }, skew: { orders: 1 } });
    expect([even?.rps, one?.rps]).toEqual([400, 100]);
  });
});

test("a table takes what the partition of its hottest key does, and the limit is documented", () => {
  const drawn = topology({ name: "carts", kind: "table" });
  expect(tableWrites(drawn, {})).toEqual([]);
  const [write] = tableWrites(drawn, { sends: { carts: 2 }, skew: { carts: 0.1 } });
  expect(write).toMatchObject({ perRequest: 2, limit: { rps: 10_000, documented: "partitionWrites" } });
});

describe("readers that scaling adds", () => {
  const readers = { least: 2, most: 5, utilisation: 0.6, cooldownSeconds: 300 };

  test("are drawn from the resources of the shop at tier global", async () => {
    const drawn = drawTopology({ resources: await exampleGraph("shop", "global") });
    const orders = drawn.stores.find(({ name }) => name === "orders");
    const writer = orders?.members.find(({ role }) => role === "writer");
    expect(writer?.readers).toEqual({ least: 2, most: 5, utilisation: 0.6, cooldownSeconds: 300 });
    // A global database's secondaries cannot scale theirs.
    expect(orders?.members.filter(({ role }) => role === "secondary").every((each) => each.readers === undefined)).toBe(
      true,
    );
  });

  test("come a cooldown and a boot after the load does, and carry as much more", () => {
    const stores = limitsOfStores(topology({ members: [member({ readers })] }), { measured: { orders: 100 } });
    const id = "orders readers, eu-west-1";
    const reading = station({ scaling: FIXED(10), uses: [{ store: id, perRequest: 1 }] });
    const traffic = curve(7200, (t) => (t < 600 ? 100 : 220));
    const { outcomes, stores: used } = runAll({ stations: [reading], stores }, traffic, OPTIONS);
    // 220 rps at 60 % of 100 each are four; until they are there two carry 200.
    expect(used.find((each) => each.id === id)).toMatchObject({ readers: { least: 2, most: 4 }, use: 1 });
    const [outcome] = outcomes;
    expect(outcome?.saturation?.atSeconds).toBe(600);
    expect(outcome?.mostQueued.requests).toBe(20 * (300 + 600));
    expect(outcome?.queued).toBe(0);
  });

  test("are never worse if there may be more, and what came is served, waits or is dropped, to the request", () => {
    fc.assert(
      fc.property(
        samples,
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 0, max: 4 }),
        ({ system, curve: traffic }, least, more) => {
          const [first] = system.stations;
          if (!first) return;
          const lost = (most: number): number => {
            const stores = system.stores.map((store): StoreLimit => {
              const scaling = {
                ...FIXED(least),
                most,
                target: { rps: store.rps * 0.6, utilisation: 0.6 },
                bootSeconds: 30,
              };
              return { ...store, rps: store.rps * least, readers: { eachRps: store.rps, scaling } };
            });
            const { outcomes } = runAll({ stations: [{ ...first, share: 1 }], stores }, traffic, OPTIONS);
            return outcomes.reduce((sum, { came, served, queued, dropped }) => {
              expect(served + queued + dropped).toBe(came);
              return sum + queued + dropped;
            }, 0);
          };
          expect(lost(least + more)).toBeLessThanOrEqual(lost(least));
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe("how far copies lag behind a writer", () => {
  test("is the documented figure where it has little to do, grows with its use, and has no end where it does nothing else", () => {
    expect(lagAt(0.1, 0)).toBe(0.1);
    expect(lagAt(0.1, 0.9)).toBeCloseTo(1, 12);
    expect(lagAt(0.1, 1)).toBe(Number.POSITIVE_INFINITY);
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (a, b) => {
        expect(lagAt(1, Math.min(a, b))).toBeLessThanOrEqual(lagAt(1, Math.max(a, b)));
      }),
    );
  });

  test("is told of a writer that has copies, in its busiest minute", () => {
    const stores = limitsOfStores(topology({}), { measured: { orders: 100 } });
    const writing = station({ scaling: FIXED(10), uses: [{ store: "orders writer, eu-west-1", perRequest: 0.5 }] });
    const { stores: used } = runAll(
      { stations: [writing], stores },
      curve(600, () => 100),
      OPTIONS,
    );
    expect(used).toEqual([{ id: "orders writer, eu-west-1", use: 0.5, atSeconds: 0, lagSeconds: 0.2 }]);
  });
});
