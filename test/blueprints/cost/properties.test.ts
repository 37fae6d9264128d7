import fc from "fast-check";
import { LOADS, type Range, sum, usdOf } from "../../../blueprints/cost/amount";
import { estimate } from "../../../blueprints/cost/estimate";
import type { Band } from "../../../blueprints/cost/price-book";
import { totalOf } from "../../../blueprints/cost/totals";
import { group, resource, traffic } from "./graph";

const units = fc.integer({ min: 0, max: 500 });
const load = fc.double({ min: 0, max: 100_000, noNaN: true });

/** Bands whose price falls, as providers have them. */
const bands: fc.Arbitrary<readonly Band[]> = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 100_000 }), fc.integer({ min: 1, max: 1000 })), {
    minLength: 1,
    maxLength: 5,
  })
  .map((pairs) => {
    const ends = [...new Set(pairs.map(([end]) => end))].sort((one, other) => one - other);
    const usd = pairs.map(([, price]) => price / 100).sort((one, other) => other - one);
    return ends.map((upTo, index) => ({ usd: usd[index] ?? 0, ...(index < ends.length - 1 && { upTo }) }));
  });

test("more is never cheaper, and half of it twice is never cheaper than all of it once", () => {
  fc.assert(
    fc.property(bands, load, load, (prices, one, other) => {
      const together = usdOf(one + other, prices);
      expect(together).toBeGreaterThanOrEqual(usdOf(one, prices) - 1e-6);
      expect(together).toBeLessThanOrEqual(usdOf(one, prices) + usdOf(other, prices) + 3e-6);
    }),
  );
});

test("a group with more instances is never cheaper, at any load", () => {
  fc.assert(
    fc.property(units, units, units, (least, span, more) => {
      const before = totalOf(estimate({ resources: group(least, least + span) }, traffic()).items);
      const after = totalOf(estimate({ resources: group(least + more, least + span + more) }, traffic()).items);
      for (const load of LOADS) expect(after[load]).toBeGreaterThanOrEqual(before[load]);
    }),
  );
});

const everything = [
  ...group(1, 50),
  resource("aws:lb/loadBalancer:LoadBalancer", "balancer", { inputs: { subnets: ["a", "b"] } }),
  resource("aws:cloudfront/distribution:Distribution", "cdn"),
  resource("aws:wafv2/webAcl:WebAcl", "firewall", { inputs: { rules: [{}, {}] } }),
  resource("aws:rds/cluster:Cluster", "database", { inputs: { masterUsername: "owner" } }),
];

test("more traffic is never cheaper", () => {
  fc.assert(
    fc.property(load, load, load, (steady, peak, more) => {
      const cost = (add: number) => {
        const rps = { min: 0, expected: steady + add, max: steady + peak + add };
        return totalOf(estimate({ resources: everything }, traffic({ rps })).items);
      };
      for (const load of LOADS) expect(cost(more)[load]).toBeGreaterThanOrEqual(cost(0)[load] - 1e-6);
    }),
  );
});

test("a sum does not hang on its order", () => {
  const amount = fc.integer({ min: 0, max: 1e12 }).map((micros) => micros / 1e6);
  const range: fc.Arbitrary<Range> = fc.record({ min: amount, expected: amount, max: amount });
  fc.assert(
    fc.property(fc.array(range, { maxLength: 50 }), (ranges) => {
      expect(sum([...ranges].reverse())).toEqual(sum(ranges));
    }),
  );
});
