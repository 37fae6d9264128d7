import fc from "fast-check";
import { prove } from "../../../blueprints/recovery/prove";
import type { Range } from "../../../blueprints/recovery/range";
import { withSetting } from "../../../blueprints/recovery/savings";
import { SCENARIOS } from "../../../blueprints/recovery/scenarios";
import type { Topology } from "../../../blueprints/topology/topology";
import { DEMAND, type Shape, topologyOf } from "./sample";

const shape: fc.Arbitrary<Shape> = fc.record({
  regions: fc.integer({ min: 1, max: 3 }),
  zones: fc.integer({ min: 1, max: 3 }),
  least: fc.integer({ min: 1, max: 12 }),
  most: fc.integer({ min: 1, max: 30 }),
  interval: fc.integer({ min: 5, max: 300 }),
  threshold: fc.integer({ min: 2, max: 10 }),
  ttl: fc.integer({ min: 0, max: 3600 }),
  checkInterval: fc.constantFrom(10, 30),
  checkThreshold: fc.integer({ min: 1, max: 10 }),
  standbys: fc.integer({ min: 0, max: 3 }),
  proxy: fc.boolean(),
  global: fc.boolean(),
  checked: fc.boolean(),
  cdn: fc.boolean(),
});
const scenario = fc.constantFrom(...SCENARIOS.map(({ id }) => id));
const RUNS = { numRuns: 1000 };

/** No scenario, or no time at all, counts as nothing. */
function rto(topology: Topology, id: string): Range {
  return prove(topology, DEMAND, [id]).proofs[0]?.rto ?? { min: 0, typical: 0, max: 0 };
}
const within = (a: Range, b: Range): boolean => a.min <= b.min && a.typical <= b.typical && a.max <= b.max;

test("every range is in order", () => {
  fc.assert(
    fc.property(shape, scenario, (at, id) => {
      const { min, typical, max } = rto(topologyOf(at), id);
      return min >= 0 && min <= typical && typical <= max;
    }),
    RUNS,
  );
});

const SHORTER = [
  "record.ttl",
  "healthCheck.requestInterval",
  "healthCheck.failureThreshold",
  "targets.interval",
  "targets.unhealthyThreshold",
  "targets.timeout",
  "targets.deregistrationDelay",
] as const;

test("a shorter TTL, interval, threshold or delay never makes recovery longer", () => {
  const pair = fc.tuple(fc.integer({ min: 1, max: 600 }), fc.integer({ min: 1, max: 600 }));
  fc.assert(
    fc.property(shape, scenario, fc.constantFrom(...SHORTER), pair, (at, id, name, [one, other]) => {
      const [less, more] = [Math.min(one, other), Math.max(one, other)];
      const topology = topologyOf(at);
      return within(rto(withSetting(topology, name, less), id), rto(withSetting(topology, name, more), id));
    }),
    RUNS,
  );
});

test("more units, zones, standbys or copies never make recovery longer", () => {
  const more = fc.record({
    least: fc.integer({ min: 0, max: 20 }),
    most: fc.integer({ min: 0, max: 20 }),
    zones: fc.integer({ min: 0, max: 2 }),
    standbys: fc.integer({ min: 0, max: 2 }),
  });
  fc.assert(
    fc.property(shape, scenario, more, (at, id, add) => {
      const bigger = {
        ...at,
        least: at.least + add.least,
        most: Math.max(at.least, at.most) + add.least + add.most,
        zones: Math.min(3, at.zones + add.zones),
        standbys: at.standbys + add.standbys,
        proxy: true,
        checked: true,
      };
      return within(rto(topologyOf(bigger), id), rto(topologyOf(at), id));
    }),
    RUNS,
  );
});

test("several things at once never take less than any one of them", () => {
  fc.assert(
    fc.property(shape, fc.uniqueArray(scenario, { minLength: 2, maxLength: 3 }), (at, ids) => {
      const topology = topologyOf(at);
      // A combination is of things that there are.
      const there = ids.filter((id) => prove(topology, DEMAND, [id]).proofs.length > 0);
      const together = rto(topology, there.join("+"));
      return there.every((id) => within(rto(topology, id), together) || there.length < 2);
    }),
    RUNS,
  );
});

test("the share of requests that fail stays between none and all, and what one costs within its time", () => {
  fc.assert(
    fc.property(shape, scenario, (at, id) => {
      const proof = prove(topologyOf(at), DEMAND, [id]).proofs[0];
      const { users = [], failed, rto: total } = proof ?? {};
      const shares = users.every(({ share }) => share >= 0 && share <= 1 + 1e-9);
      const moments = users.every(
        ({ fromSeconds }, index) => index === 0 || fromSeconds > (users[index - 1]?.fromSeconds ?? 0),
      );
      const cost = failed === undefined || total === undefined || failed.typical <= total.typical * (1 + 1e-9);
      return shares && moments && cost;
    }),
    RUNS,
  );
});
