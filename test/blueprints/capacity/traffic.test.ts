import fc from "fast-check";
import { throughEdge } from "../../../blueprints/capacity/edge";
import { curveOf, peakOf, timesCurve, totalOf } from "../../../blueprints/capacity/traffic/curve";
import { between, readSeries, seriesCurve, seriesPeak } from "../../../blueprints/capacity/traffic/series";
import { SHAPES, shaped } from "../../../blueprints/capacity/traffic/shapes";

// Thousands of random systems take their time where others use the machine too.
jest.setTimeout(120_000);

const read = (text: string, unit?: "count" | "rps") => {
  const outcome = readSeries(text, unit);
  if (!outcome.ok) throw new Error(outcome.message);
  return outcome.value;
};

describe("shapes", () => {
  const rates = fc
    .record({ steady: fc.integer({ min: 1, max: 5000 }), more: fc.double({ min: 1, max: 30, noNaN: true }) })
    .map(({ steady, more }) => ({ steadyRps: steady, peakRps: steady * more }));

  test("the day has the steady rate as its mean and the peak at noon", () => {
    fc.assert(
      fc.property(rates, (declared) => {
        const day = shaped("day", declared, 60);
        expect(totalOf(day) / 86_400 / declared.steadyRps).toBeCloseTo(1, 2);
        // Requests are whole: the busiest step may have one more or less than the curve says.
        const rounding = 1 / day.stepSeconds;
        expect(Math.abs(peakOf(day) - declared.peakRps)).toBeLessThanOrEqual(0.005 * declared.peakRps + rounding);
      }),
      { numRuns: 200 },
    );
  });

  test.each(SHAPES)("%s is whole requests that are not negative, and never above what it says", (shape) => {
    const curve = shaped(shape, { steadyRps: 100, peakRps: 450 }, 1);
    expect(curve.arrivals.every((each) => Number.isInteger(each) && each >= 0)).toBe(true);
    expect(peakOf(curve)).toBeLessThanOrEqual(shape === "flash-crowd" ? 1320 : 450.1);
    expect(peakOf(curve)).toBeGreaterThan(shape === "flash-crowd" ? 1280 : 449);
  });

  test("times a factor is the sum times the factor, rounded once", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 50, noNaN: true }), fc.integer({ min: 1, max: 400 }), (factor, rps) => {
        const curve = curveOf((t) => rps * (1 + (t % 7)), 600, 1, { about: "", foreseeable: false });
        expect(totalOf(timesCurve(curve, factor))).toBe(Math.round(totalOf(curve) * factor));
      }),
    );
  });
});

describe("a CSV file", () => {
  test("of counts is spread over its periods, to the request, in any step", () => {
    const counts = fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 2, maxLength: 40 });
    fc.assert(
      fc.property(
        counts,
        fc.constantFrom(1, 7, 60, 300),
        fc.double({ min: 0.1, max: 9, noNaN: true }),
        (values, step, factor) => {
          const text = `period,count\n${values.map((value, at) => `${at * 60},${value}`).join("\n")}\n`;
          const sum = values.reduce((total, each) => total + each, 0);
          expect(totalOf(seriesCurve(read(text), step, factor, ""))).toBe(Math.round(sum * factor));
        },
      ),
      { numRuns: 500 },
    );
  });

  test("with a period that is missing has no requests there, and says so", () => {
    const series = read("time,count\n0,60\n60,60\n180,60\n");
    const { arrivals, gaps } = seriesCurve(series, 60, 1, "");
    expect([[...arrivals], gaps]).toEqual([[60, 60, 0, 60], 1]);
  });

  test("of rates holds each until the next", () => {
    const { arrivals } = seriesCurve(read("time;rps\n0;2\n10;4\n30;1\n"), 10, 1, "");
    expect([...arrivals]).toEqual([20, 40, 40, 10]);
  });

  test.each([
    ["2024-05-01 10:00:00", "2024-05-01 10:01:00"],
    ["2024-05-01T12:00:00+02:00", "2024-05-01T12:01:00+02:00"],
    ["1714557600", "1714557660"],
    ["1714557600000", "1714557660000"],
  ])("reads times such as %s", (one, other) => {
    expect(read(`time,count\n${one},1\n${other},2\n`)).toMatchObject({
      times: [1714557600, 1714557660],
      periodSeconds: 60,
    });
  });

  test("takes the column that its header names", () => {
    expect(read("timestamp,size,num_request\n0,9,1\n60,9,2\n").values).toEqual([1, 2]);
  });

  test("can be cut, and knows its peak", () => {
    const part = between(read("time,count\n0,60\n60,120\n120,600\n180,60\n"), 60, 180);
    expect(part.ok && [part.value.values, seriesPeak(part.value)]).toEqual([[120, 600], 10]);
  });

  test.each([
    ["", /empty/],
    ["hello", /one column/],
    ["time,count\n0,1\n", /fewer than two/],
    ["time,count\n60,1\n0,2\n", /row 2 is not later/],
    ["time,count\n0,1\n60,-2\n", /line 3 has no number/],
    ["time,count\n0,1\n60,1e99\n", /line 3 has no number/],
    ["time,weather\n0,1\n60,2\n", /weather may be a count or a rate/],
    ["0,1\n60,2\n", /without a header/],
    ["{", /not valid JSON/],
    ['{"status":"success"}', /no range query/],
    ['{"data":{"resultType":"matrix","result":[{"values":[[1,"NaN"]]}]}}', /a point is no pair/],
  ])("refuses %j", (text, words) => {
    const outcome = readSeries(text);
    expect(outcome.ok ? "" : outcome.message).toMatch(words);
  });

  test("of anything at all is read or refused, and never throws", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), fc.constantFrom("count", "rps", undefined), (text, unit) => {
        expect(typeof readSeries(text, unit as "count" | undefined).ok).toBe("boolean");
      }),
      { numRuns: 2000 },
    );
  });
});

test("a Prometheus range query is the sum of its series", () => {
  const values = (of: (at: number) => number) => [0, 15, 30].map((time) => [1.7e9 + time, String(of(time))]);
  const document = {
    status: "success",
    data: {
      resultType: "matrix",
      result: [
        { metric: { region: "a" }, values: values((time) => 10 + time) },
        { metric: { region: "b" }, values: values(() => 5) },
      ],
    },
  };
  const series = read(JSON.stringify(document));
  expect([series.values, series.unit, series.periodSeconds]).toEqual([[15, 30, 45], "rps", 15]);
  expect(totalOf(seriesCurve(series, 5, 1, ""))).toBe(15 * (15 + 30 + 45));
});

describe("the edge", () => {
  test("answers its share, refuses beyond its quota and passes the rest, to the request", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 900 }), { minLength: 1, maxLength: 60 }),
        fc.double({ min: 0, max: 0.99, noNaN: true }),
        fc.option(fc.integer({ min: 1, max: 700 }), { nil: undefined }),
        (arrivals, hitRatio, quota) => {
          const curve = { stepSeconds: 1, arrivals: Float64Array.from(arrivals), foreseeable: false, about: "" };
          const { edge, curve: passed } = throughEdge(curve, hitRatio, quota);
          expect(edge.answered + edge.passed + edge.refused).toBe(edge.came);
          expect(totalOf(passed)).toBe(edge.passed);
          expect(edge.refused).toBe(arrivals.reduce((sum, each) => sum + Math.max(0, each - (quota ?? Infinity)), 0));
          expect(edge.over?.atSeconds).toBe(
            edge.refused > 0 ? arrivals.findIndex((each) => each > (quota ?? 0)) : undefined,
          );
        },
      ),
      { numRuns: 500 },
    );
  });
});
