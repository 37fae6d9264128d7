import * as fc from "fast-check";
import * as units from "../../../blueprints/manifest/units";

const decimals = (least: number, most: number) =>
  fc.integer({ min: least * 100, max: most * 100 }).map((cents) => cents / 100);
const space = fc.constantFrom("", " ");

describe("units read back what was written", () => {
  test("durations", () => {
    const factors = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86_400 };
    fc.assert(
      fc.property(
        fc.nat(100_000),
        fc.constantFrom(...(["ms", "s", "m", "h", "d"] as const)),
        space,
        (number, unit, gap) => {
          expect(units.durationSeconds(`${number}${gap}${unit}`)).toBeCloseTo(number * factors[unit], 9);
        },
      ),
    );
    expect(units.durationSeconds("300ms")).toBe(0.3);
    expect(units.durationSeconds("1.5h")).toBe(5400);
  });

  test("percentages are exact fractions", () => {
    fc.assert(
      fc.property(decimals(0, 100), (number) => {
        expect(units.percent(`${number}%`)).toBe(Number(`${number}e-2`));
      }),
    );
    expect(units.percent("99.95%")).toBe(0.9995);
    expect(units.growthPerMonth("-3%/month")).toBe(-0.03);
    expect(units.growthPerMonth("8 % / month")).toBe(0.08);
  });

  test("rates, sizes and money", () => {
    fc.assert(
      fc.property(decimals(0, 100_000), space, (number, gap) => {
        expect(units.requestsPerSecond(`${number}${gap}rps`)).toBe(number);
        expect(units.memoryMiB(`${number}${gap}GiB`)).toBe(number * 1024);
        expect(units.storageGiB(`${number}${gap}TiB`)).toBe(number * 1024);
        expect(units.money(`${number}${gap}USD`)).toEqual({ amount: number, currency: "USD" });
      }),
    );
  });

  test("cores as Kubernetes writes them", () => {
    expect([units.cpuCores("500m"), units.cpuCores("2"), units.cpuCores(0.5)]).toEqual([0.5, 2, 0.5]);
  });
});

const PARSERS = [
  units.durationSeconds,
  units.days,
  units.percent,
  units.growthPerMonth,
  units.requestsPerSecond,
  units.memoryMiB,
  units.storageGiB,
  units.cpuCores,
  (text: string) => units.money(text)?.amount,
];

test("any other text is not understood, and none throws or gives NaN", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9.a-zA-Z%/ -]{0,12}$/)), (text) => {
      for (const parse of PARSERS) {
        const value = parse(text);
        expect(value === undefined || Number.isFinite(value)).toBe(true);
      }
    }),
  );
  for (const text of ["5", "5 minutes", "5M", "-5m", "1e3s", "0x10s", "٥m", "5m "])
    expect(units.durationSeconds(text)).toBeUndefined();
});
