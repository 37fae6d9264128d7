import fc from "fast-check";
import type { Outcome } from "../../../blueprints/problems/problem";
import { judgeYears } from "../../../blueprints/recovery/availability/judge";
import { stream, triangular } from "../../../blueprints/recovery/availability/random";
import { type Rate, readIncidents, readRates } from "../../../blueprints/recovery/availability/rates";
import { type Cause, simulate } from "../../../blueprints/recovery/availability/simulate";
import { prove } from "../../../blueprints/recovery/prove";
import { YEAR } from "../../../blueprints/recovery/rate";
import { DEMAND, topologyOf } from "./sample";

const KNOWN = ["zone", "region", "writer", "cdn"];

const costs = fc
  .tuple(
    fc.double({ min: 0, max: 1e5, noNaN: true }),
    fc.double({ min: 0, max: 1e5, noNaN: true }),
    fc.double({ min: 0, max: 1e5, noNaN: true }),
  )
  .map((each) => {
    const [min = 0, typical = 0, max = 0] = [...each].sort((a, b) => a - b);
    return { min, typical, max };
  });
const cause: fc.Arbitrary<Cause> = fc.record({
  id: fc.constantFrom(...KNOWN),
  perYear: fc.double({ min: 0, max: 50, noNaN: true }),
  costs,
});
const causes = fc.uniqueArray(cause, { maxLength: 4, selector: ({ id }) => id });
const seeds = fc.integer();

describe("simulated years", () => {
  it("follow from the seed alone", () => {
    fc.assert(
      fc.property(causes, seeds, (all, seed) => {
        expect(simulate(all, 20, seed)).toEqual(simulate(all, 20, seed));
      }),
      { numRuns: 100 },
    );
    const [one] = [{ id: "zone", perYear: 9, costs: { min: 60, typical: 90, max: 600 } }];
    expect(simulate([one], 20, 1).years).not.toEqual(simulate([one], 20, 2).years);
  });

  it("never get better by anything that fails more often, lasts longer, or comes besides", () => {
    fc.assert(
      fc.property(causes, seeds, fc.double({ min: 1, max: 5, noNaN: true }), cause, (all, seed, factor, more) => {
        const before = simulate(all, 20, seed).years;
        const worse = (changed: readonly Cause[]): boolean =>
          simulate(changed, 20, seed).years.every((year, at) => year <= (before[at] ?? 1) + 1e-12);
        const longer = ({ min, typical, max }: { min: number; typical: number; max: number }) => ({
          min: min * factor,
          typical: typical * factor,
          max: max * factor,
        });
        expect(worse(all.map((each) => ({ ...each, perYear: each.perYear * factor })))).toBe(true);
        expect(
          worse(all.map((each) => ({ ...each, costs: "min" in each.costs ? longer(each.costs) : each.costs }))),
        ).toBe(true);
        expect(
          worse([
            ...all.filter(({ id }) => id !== more.id),
            ...all.filter(({ id }) => id === more.id),
            { ...more, id: "besides" },
          ]),
        ).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it("stay between none and all, in order, with the mean in its interval", () => {
    fc.assert(
      fc.property(causes, seeds, (all, seed) => {
        const { worst, median, best, mean, low, high } = simulate(all, 50, seed);
        expect(0 <= worst && worst <= median && median <= best && best <= 1).toBe(true);
        expect(low <= mean && mean <= high).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it("agree with the closed form: rate x mean of the triangle, in 95 of 100 seeds or so", () => {
    const one = { id: "region", perYear: 3, costs: { min: 300, typical: 1200, max: 6000 } };
    const expected = 1 - (3 * (300 + 1200 + 6000)) / 3 / YEAR;
    const within = Array.from({ length: 100 }, (_, seed) => simulate([one], 400, seed)).filter(
      ({ low, high }) => low <= expected && expected <= high,
    ).length;
    // Of 100 intervals of 95 %, fewer than 88 or more than 99 hold with a chance of some thousandths.
    expect(within).toBeGreaterThanOrEqual(88);
  });

  it("spread as a compound Poisson process does: rate x mean square of the cost", () => {
    const { years } = simulate([{ id: "zone", perYear: 20, costs: [3600] }], 4000, 7);
    const mean = years.reduce((sum, each) => sum + each, 0) / years.length;
    const variance = years.reduce((sum, each) => sum + (each - mean) ** 2, 0) / years.length;
    expect(variance * YEAR ** 2).toBeGreaterThan(20 * 3600 ** 2 * 0.9);
    expect(variance * YEAR ** 2).toBeLessThan(20 * 3600 ** 2 * 1.1);
  });

  it("are less sure of a rate that was counted few times than of one that is stated", () => {
    const spread = (seen?: number): number => {
      const { low, high } = simulate(
        [{ id: "zone", perYear: 2, costs: [3600], ...(seen !== undefined && { seen }) }],
        2000,
        3,
      );
      return high - low;
    };
    expect(spread(1)).toBeGreaterThan(spread(100) * 1.2);
    expect(spread(100)).toBeLessThan(spread() * 1.2);
  });

  it("take no longer than two seconds for a thousand", () => {
    const all = Array.from({ length: 14 }, (_, at) => ({
      id: `c${at}`,
      perYear: 12,
      costs: { min: 1, typical: 60, max: 600 },
    }));
    const started = performance.now();
    simulate(all, 1000, 1);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

test("random numbers are even, and a triangle's mean is that of its corners", () => {
  const next = stream(1, 2);
  const values = Array.from({ length: 20_000 }, next);
  expect(values.every((each) => each >= 0 && each < 1)).toBe(true);
  expect(values.reduce((sum, each) => sum + each, 0) / values.length).toBeCloseTo(0.5, 2);
  const drawn = values.map((each) => triangular(0, 1, 5, each));
  expect(drawn.reduce((sum, each) => sum + each, 0) / drawn.length).toBeCloseTo(2, 1);
});

const rates = (text: string): Outcome<readonly Rate[]> => readRates(text, "rates.csv", KNOWN);
const told = (outcome: Outcome<unknown>): readonly string[] =>
  outcome.ok
    ? []
    : outcome.problems.map(
        ({ at, message, nearest }) => `${at?.line}:${at?.column} ${message}${nearest ? ` (${nearest}?)` : ""}`,
      );

describe("rates", () => {
  it("are read with what lasts how long", () => {
    expect(
      rates('scenario,per_year,takes,source\n# ours\nzone,0.5,,"tickets, three years"\ncdn, 0.2 ,3h,\n'),
    ).toMatchObject({
      ok: true,
      value: [
        { scenario: "zone", perYear: 0.5, lasts: [], line: 3 },
        { scenario: "cdn", perYear: 0.2, lasts: [10800], line: 4 },
      ],
    });
  });

  test.each([
    ["", ["1:1 the file is empty"]],
    ["scenario,rate\n", ['1:10 unknown column "rate"', "1:1 there is no column per_year"]],
    ["scenario,per_year\nzonne,1", ['2:1 there is no scenario "zonne" (zone?)']],
    ["scenario,per_year\nzone,often", ['2:6 "often" is no rate a year']],
    ["scenario,per_year\nzone,-1", ['2:6 "-1" is no rate a year']],
    ["scenario,per_year\nzone,1e9", ['2:6 "1e9" is no rate a year']],
    ["scenario,per_year\nzone,", ["2:1 no rate is given"]],
    ["scenario,per_year\nzone,1,2", ["2:8 more cells than the first line has"]],
    ["scenario,per_year,takes\ncdn,1,long", ['2:7 "long" is no time']],
    ["scenario,per_year\nzone,1\nzone,2", ["3:1 zone has a rate already"]],
  ])("%j is refused with its place", (text, wanted) => {
    expect(told(rates(text))).toEqual(wanted);
  });

  it("are refused where there are too many", () => {
    expect(told(rates(`scenario,per_year\n${"zone,1\n".repeat(30_000)}`))).toEqual(["20000:1 more than 20000 lines"]);
  });
});

test("incidents are counted over the time that was looked at", () => {
  const text = "date,scenario,lasted\n2025-02-01,zone,40m\n2025-09-01,zone,20m\n2026-01-09,cdn,\n";
  expect(readIncidents(text, "incidents.csv", KNOWN, 2 * YEAR)).toMatchObject({
    ok: true,
    value: [
      { scenario: "zone", perYear: 1, seen: 2, lasts: [2400, 1200] },
      { scenario: "cdn", perYear: 0.5, seen: 1, lasts: [] },
    ],
  });
});

describe("judged against what is promised", () => {
  const { proofs } = prove(topologyOf({ cdn: true }), DEMAND);
  const at = (perYear: number, scenario = "zone", lasts: readonly number[] = []): Rate => ({
    scenario,
    perYear,
    lasts,
    line: 2,
  });
  const judged = (all: readonly Rate[], objective = 0.9999) =>
    judgeYears(proofs, all, "rates.csv", objective, { runs: 500, seed: 1 });

  it("is met or missed by the mean of the years and its interval", () => {
    expect(judged([at(1)])).toMatchObject({ verdict: "met", meeting: 1 });
    expect(judged([at(500)])).toMatchObject({ verdict: "missed" });
    expect(judged([at(1)])).toMatchObject({ uncounted: expect.arrayContaining(["region", "cdn"]) });
  });

  it("wants to know how long a thing without an end lasts, and then takes that", () => {
    expect(judged([at(1, "cdn")])).toEqual([expect.objectContaining({ message: expect.stringContaining("no end") })]);
    const found = judged([at(1, "cdn", [7200])]);
    expect("mean" in found ? found.causes[0]?.seconds : 0).toBeGreaterThan(5000);
  });

  it("refuses what would take for ever", () => {
    expect(judged([at(30_000)])).toEqual([expect.objectContaining({ message: expect.stringContaining("are tried") })]);
  });

  it("judges a service by its own promise", () => {
    const own = prove(topologyOf(), { ...DEMAND, services: { web: { availability: 0.99999 } } });
    expect(judgeYears(own.proofs, [at(10)], "rates.csv", 0.99, { runs: 200, seed: 1 })).toMatchObject({
      verdict: "met",
      services: [{ service: "web", verdict: "missed" }],
    });
  });
});

test("nothing that is read throws", () => {
  const piece = fc.constantFrom("scenario", "per_year", "takes", ",", "\n", '"', "zone", "1", "5m", " ", "#", "\r");
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      expect(typeof rates(pieces.join("")).ok).toBe("boolean");
    }),
    { numRuns: 500 },
  );
});
