import fc from "fast-check";
import { prove } from "../../../blueprints/recovery/prove";
import { SCENARIO_IDS } from "../../../blueprints/recovery/scenario-ids";
import type { Topology } from "../../../blueprints/topology/topology";
import { DEMAND, topologyOf } from "./sample";

/** The sample with a second service beside the first, which uses no store. */
function two(topology: Topology): Topology {
  const beside = topology.pools.map((pool) => ({ ...pool, id: `pages@${pool.region}`, service: "pages" }));
  return { ...topology, pools: [...topology.pools, ...beside] };
}

const USES = { web: { reads: [], writes: ["orders"] }, pages: { reads: [], writes: [] } };
const demand = { ...DEMAND, uses: USES, unitRps: { web: 150, pages: 150 } };

const curves = (id: string, topology = two(topologyOf())) => prove(topology, demand, [id]).proofs[0]?.byService ?? [];
const names = (id: string) => curves(id).map(({ service }) => service);

test("one service has the curve of all, so none of its own", () => {
  const [proof] = prove(topologyOf(), DEMAND, ["region"]).proofs;
  expect(proof?.byService).toEqual([]);
});

test.each([
  ["writer", ["web"]],
  ["process", ["web"]],
  ["deployment", ["web"]],
  ["region", ["web", "pages"]],
])("%s: who suffers", (id, services) => {
  expect(names(id)).toEqual(services);
});

test("only the requests that write fail without a writer, and it is a share of that service's own", () => {
  expect(curves("writer")[0]?.users[0]?.share).toBeCloseTo(1 - (DEMAND.readRatio ?? 0), 12);
});

test("a service that only reads a store sees nothing of a lost writer, and all requests see only those of who writes", () => {
  const reads = { ...demand, uses: { ...USES, pages: { reads: ["orders"], writes: [] } } };
  const [proof] = prove(two(topologyOf()), reads, ["writer"]).proofs;
  const writes = 1 - (DEMAND.readRatio ?? 0);
  expect(proof?.byService.map(({ service, users }) => [service, users[0]?.share])).toEqual([
    ["web", expect.closeTo(writes, 12)],
  ]);
  expect(proof?.errors).toBeCloseTo(writes / 2, 12);
});

test("a service without the lost store is back sooner than the one that writes it", () => {
  const [web, pages] = curves("region");
  const back = (users: typeof web) => users?.users.at(-1)?.fromSeconds ?? 0;
  expect(back(pages)).toBeLessThan(back(web));
});

test("shares are between none and all, and times ascend, in every scenario and shape", () => {
  const shapes = fc.record({
    regions: fc.integer({ min: 1, max: 3 }),
    least: fc.integer({ min: 1, max: 8 }),
    standbys: fc.integer({ min: 0, max: 2 }),
    proxy: fc.boolean(),
    global: fc.boolean(),
  });
  fc.assert(
    fc.property(shapes, fc.constantFrom(...SCENARIO_IDS), (shape, id) => {
      for (const { users } of curves(id, two(topologyOf({ ...shape, most: 2 * shape.least }))))
        users.forEach(({ fromSeconds, share }, index) => {
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(1);
          expect(fromSeconds).toBeGreaterThanOrEqual(index === 0 ? 0 : (users[index - 1]?.fromSeconds ?? 0));
        });
    }),
  );
});
