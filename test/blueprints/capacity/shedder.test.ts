import fc from "fast-check";
import type { Outcome } from "../../../blueprints/capacity/outcome";
import { run } from "../../../blueprints/capacity/run";
import { CAUSES, type Station, type System } from "../../../blueprints/capacity/system";
import { totalOf } from "../../../blueprints/capacity/traffic/curve";
import { curve, type Sample, samples, station } from "./systems";

jest.setTimeout(120_000);

const OPTIONS = { objectiveSeconds: 0.2 };
function one(change: Partial<Station>, traffic: ReturnType<typeof curve>): Outcome {
  const [outcome] = run({ stations: [station(change)], stores: [] }, traffic, OPTIONS);
  if (!outcome) throw new Error("no outcome");
  return outcome;
}
const sum = (outcomes: readonly Outcome[], of: (outcome: Outcome) => number): number =>
  outcomes.reduce((total, each) => total + of(each), 0);

describe("a service that sheds a part of its requests first (closed forms)", () => {
  // 200 rps are carried, 300 come.
  const traffic = curve(600, () => 300);

  test("turns away as many of it as do not fit, and nobody else waits", () => {
    const outcome = one({ sheds: 0.5 }, traffic);
    expect(outcome.shed).toEqual({ may: 150 * 600, shed: 100 * 600 });
    expect(outcome).toMatchObject({ served: 200 * 600, dropped: 100 * 600, queued: 0, longestWaitSeconds: 0 });
    expect(outcome.drops.shed).toBe(100 * 600);
    expect(outcome.saturation).toBeUndefined();
  });

  test("turns all of it away where the rest alone is too much, and the rest waits as it would alone", () => {
    const outcome = one({ sheds: 0.1, patienceSeconds: 10 }, traffic);
    const alone = one(
      { patienceSeconds: 10 },
      curve(600, () => 270),
    );
    expect(outcome.shed).toEqual({ may: 30 * 600, shed: 30 * 600 });
    expect([outcome.served, outcome.queued, outcome.longestWaitSeconds]).toEqual([
      alone.served,
      alone.queued,
      alone.longestWaitSeconds,
    ]);
  });

  test("turns nobody away where all have room", () => {
    const quiet = curve(600, () => 190);
    const { shed, ...rest } = one({ sheds: 0.5 }, quiet);
    const { station: _, ...plain } = one({}, quiet);
    expect(shed).toEqual({ may: 95 * 600, shed: 0 });
    expect(rest).toMatchObject({ ...plain });
  });

  test("whoever is shed does not come again", () => {
    const retries = { retries: 3, baseSeconds: 1, capSeconds: 20, budgetSeconds: 10 };
    const system = { stations: [station({ sheds: 0.5 })], stores: [] };
    const [outcome] = run(system, traffic, { ...OPTIONS, retries });
    expect(outcome?.retries).toEqual({ retried: 0, gaveUp: 100 * 600, pending: 0 });
  });
});

const shares = fc.double({ min: 0, max: 1, noNaN: true });
const shedding = ({ system }: Sample, sheds: number): System => ({
  ...system,
  stations: system.stations.map((each) => ({ ...each, sheds })),
});

describe("in every run of random systems that shed", () => {
  test("what came was served, stands in line or was dropped, to the request, and Little's law holds", () => {
    fc.assert(
      fc.property(samples, shares, fc.boolean(), (sample, share, tryAgain) => {
        const traffic = sample.curve;
        const seconds = traffic.arrivals.length * traffic.stepSeconds;
        const retries = { retries: 2, baseSeconds: 1, capSeconds: 20, budgetSeconds: 10 };
        const outcomes = run(shedding(sample, share), traffic, { ...OPTIONS, ...(tryAgain && { retries }) });
        expect(sum(outcomes, (each) => each.came - (each.retries?.retried ?? 0))).toBe(totalOf(traffic));
        for (const { came, served, queued, dropped, drops, shed, trace, ...rest } of outcomes) {
          expect(served + queued + dropped).toBe(came);
          expect(CAUSES.reduce((all, cause) => all + drops[cause], 0)).toBe(dropped);
          expect(trace.came.reduce((all, each) => all + each, 0)).toBe(came);
          expect(trace.dropped.reduce((all, each) => all + each, 0)).toBe(dropped);
          expect(drops.shed).toBe(shed?.shed);
          expect(shed?.shed).toBeLessThanOrEqual(shed?.may ?? 0);
          expect(rest.meanQueue).toBeCloseTo(((came - drops.shed) / seconds) * rest.meanWaitSeconds, 6);
        }
        if (!tryAgain) return;
        const again = sum(outcomes, (each) => (each.retries?.retried ?? 0) + (each.retries?.pending ?? 0));
        expect(again + sum(outcomes, (each) => each.retries?.gaveUp ?? 0)).toBe(
          sum(outcomes, ({ dropped }) => dropped),
        );
      }),
      { numRuns: 1000 },
    );
  });

  test("what is not shed first is never dropped more often than without shedding, where stations share no store", () => {
    fc.assert(
      fc.property(samples, shares, (sample, share) => {
        const alone = { ...sample, system: { ...sample.system, stores: [] } };
        const others = (outcomes: readonly Outcome[]): number =>
          sum(outcomes, ({ dropped, drops, queued }) => dropped - drops.shed + queued);
        const shed = others(run(shedding(alone, share), sample.curve, OPTIONS));
        expect(shed).toBeLessThanOrEqual(others(run(alone.system, sample.curve, OPTIONS)));
      }),
      { numRuns: 1000 },
    );
  });
});
