import fc from "fast-check";
import type { Outcome } from "../../../blueprints/capacity/outcome";
import type { RetryPolicy } from "../../../blueprints/capacity/retries";
import { run } from "../../../blueprints/capacity/run";
import type { Disturbance } from "../../../blueprints/capacity/system";
import { totalOf } from "../../../blueprints/capacity/traffic/curve";
import { curve, FIXED, samples, station } from "./systems";

jest.setTimeout(120_000);

const POLICY: RetryPolicy = { retries: 2, baseSeconds: 1, capSeconds: 20, budgetSeconds: 10 };
const OPTIONS = { objectiveSeconds: 0.2 };
const sum = (outcomes: readonly Outcome[], of: (outcome: Outcome) => number): number =>
  outcomes.reduce((total, each) => total + of(each), 0);
const retried = (outcomes: readonly Outcome[]) => ({
  came: sum(outcomes, ({ came }) => came),
  dropped: sum(outcomes, ({ dropped }) => dropped),
  retried: sum(outcomes, ({ retries }) => retries?.retried ?? 0),
  gaveUp: sum(outcomes, ({ retries }) => retries?.gaveUp ?? 0),
  pending: sum(outcomes, ({ retries }) => retries?.pending ?? 0),
});

const policies = fc.record({
  retries: fc.integer({ min: 0, max: 4 }),
  baseSeconds: fc.constantFrom(1, 5),
  capSeconds: fc.constantFrom(1, 20),
  budget: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: undefined }),
});
const policyOf = ({
  budget,
  ...rest
}: { budget: number | undefined } & Omit<RetryPolicy, "budget" | "budgetSeconds">) =>
  ({ ...rest, budgetSeconds: 10, ...(budget !== undefined && { budget }) }) satisfies RetryPolicy;
const disturbed = fc.record({
  id: fc.constantFrom("station-0", "station-1"),
  share: fc.double({ min: 0, max: 1, noNaN: true }),
});

describe("where nothing serves", () => {
  const dead = station({ scaling: FIXED(0), patienceSeconds: 1 });
  // 50 s of requests, and time enough for all to have tried: 1 + 2 s of waits at the most, and a second of patience each.
  const traffic = curve(120, (t) => (t < 50 ? 100 : 0));

  test("each client tries once more than the policy's retries, and no more", () => {
    const all = retried(run({ stations: [dead], stores: [] }, traffic, { ...OPTIONS, retries: POLICY }));
    expect(all).toEqual({ came: 3 * 5000, dropped: 3 * 5000, retried: 2 * 5000, gaveUp: 5000, pending: 0 });
  });

  test("a budget of a fifth lets no more than a fifth come again", () => {
    const policy = { ...POLICY, retries: 5, budget: 0.2 };
    const all = retried(run({ stations: [dead], stores: [] }, traffic, { ...OPTIONS, retries: policy }));
    expect(all.retried + all.pending).toBeLessThanOrEqual(0.2 * 5000);
    expect(all.retried).toBeGreaterThan(0.15 * 5000);
  });
});

test("a surge lasts longer where clients come again, and a budget shortens it", () => {
  // 200 rps are carried; 180 come, and for a minute 1,000.
  const system = { stations: [station({ scaling: FIXED(1), patienceSeconds: 10 })], stores: [] };
  const traffic = curve(1200, (t) => (t >= 100 && t < 160 ? 1000 : 180));
  const over = (retries?: RetryPolicy): number => {
    const [outcome] = run(system, traffic, { ...OPTIONS, ...(retries && { retries }) });
    return outcome?.saturation?.drainedAtSeconds ?? Number.POSITIVE_INFINITY;
  };
  const without = over();
  const storm = over({ ...POLICY, retries: 4 });
  const budgeted = over({ ...POLICY, retries: 4, budget: 0.1 });
  expect(storm).toBeGreaterThan(without + 30);
  expect(budgeted).toBeLessThan(storm);
  expect(budgeted).toBeGreaterThanOrEqual(without);
});

test("what a scenario refuses comes again where traffic goes by then", () => {
  const stations = [
    station({ id: "here", share: 0.5, scaling: FIXED(4) }),
    station({ id: "there", share: 0.5, scaling: FIXED(4) }),
  ];
  const lost: readonly Disturbance[] = [
    { fromSeconds: 100, untilSeconds: 102, refused: { here: 1 } },
    { fromSeconds: 102, untilSeconds: 1e9, shares: { here: 0, there: 1 } },
  ];
  const options = { ...OPTIONS, disturbances: lost, retries: { ...POLICY, baseSeconds: 4 } };
  const [here, there] = run(
    { stations, stores: [] },
    curve(600, () => 200),
    options,
  );
  // Of 200 that are refused, some come while it still refuses, and all are served in the end, most of them elsewhere.
  expect((here?.served ?? 0) + (there?.served ?? 0)).toBe(200 * 600);
  expect(there?.retries?.retried).toBeGreaterThan(100);
  expect((here?.retries?.gaveUp ?? 1) + (there?.retries?.gaveUp ?? 1)).toBe(0);
});

describe("in every run of random systems with retries", () => {
  test("each try was served, stands in line or was dropped, and each that was dropped comes again, waits to or gives up", () => {
    fc.assert(
      fc.property(samples, policies, disturbed, ({ system, curve: traffic }, chosen, { id, share }) => {
        const disturbances: readonly Disturbance[] = [{ fromSeconds: 30, untilSeconds: 60, refused: { [id]: share } }];
        const policy = policyOf(chosen);
        const outcomes = run(system, traffic, { ...OPTIONS, disturbances, retries: policy });
        for (const { came, served, queued, dropped, drops, trace } of outcomes) {
          expect(served + queued + dropped).toBe(came);
          expect(Object.values(drops).reduce((all, one) => all + one, 0)).toBe(dropped);
          expect(trace.came.reduce((all, one) => all + one, 0)).toBe(came);
          expect(trace.dropped.reduce((all, one) => all + one, 0)).toBe(dropped);
        }
        const all = retried(outcomes);
        expect(all.came - all.retried).toBe(totalOf(traffic));
        expect(all.retried + all.pending + all.gaveUp).toBe(all.dropped);
        // The policy bounds the amplification.
        const most = policy.budget === undefined ? policy.retries : Math.min(policy.retries, policy.budget);
        expect(all.retried).toBeLessThanOrEqual(most * totalOf(traffic) * (1 + 1e-9));
      }),
      { numRuns: 1000 },
    );
  });

  test("Little's law holds", () => {
    fc.assert(
      fc.property(samples, policies, ({ system, curve: traffic }, chosen) => {
        const seconds = traffic.arrivals.length * traffic.stepSeconds;
        for (const { came, meanQueue, meanWaitSeconds } of run(system, traffic, {
          ...OPTIONS,
          retries: policyOf(chosen),
        }))
          expect(meanQueue).toBeCloseTo((came / seconds) * meanWaitSeconds, 6);
      }),
      { numRuns: 500 },
    );
  });

  test("no retries are as none", () => {
    fc.assert(
      fc.property(samples, ({ system, curve: traffic }) => {
        const plain = run(system, traffic, OPTIONS);
        const none = run(system, traffic, { ...OPTIONS, retries: { ...POLICY, retries: 0 } });
        expect(none.map(({ retries: _, ...rest }) => rest)).toEqual(plain);
      }),
      { numRuns: 300 },
    );
  });
});

test("more units never make more clients give up or wait, where stations share nothing", () => {
  fc.assert(
    fc.property(samples, policies, fc.integer({ min: 1, max: 5 }), ({ system, curve: traffic }, chosen, more) => {
      const lost = (add: number): number => {
        const stations = system.stations.map((each) => ({
          ...each,
          scaling: FIXED(each.scaling.least + add),
          connected: undefined as never,
        }));
        const outcomes = run({ stations, stores: [] }, traffic, { ...OPTIONS, retries: policyOf(chosen) });
        const { gaveUp, pending } = retried(outcomes);
        return gaveUp + pending + sum(outcomes, ({ queued }) => queued);
      };
      expect(lost(more)).toBeLessThanOrEqual(lost(0));
    }),
    { numRuns: 1000 },
  );
});
