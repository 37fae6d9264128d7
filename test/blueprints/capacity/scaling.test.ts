import fc from "fast-check";
import { type Scaling, unitsOver } from "../../../blueprints/capacity/scaling";

// Thousands of random systems take their time where others use the machine too.
jest.setTimeout(120_000);

const TRACKING: Scaling = {
  least: 1,
  most: 1000,
  targetRps: 10,
  periodSeconds: 60,
  outPeriods: 3,
  inPeriods: 15,
  bootSeconds: 120,
  foresees: false,
};

const series = (seconds: number, rate: (t: number) => number): Float64Array =>
  Float64Array.from({ length: seconds }, (_, t) => rate(t));

describe("target tracking", () => {
  test("of a ramp of r rps a second is r x (detection + boot) behind (closed form)", () => {
    // 50 rps a second, 180 s to be sure, 120 s to boot: 15,000 rps behind, give or take one period's rounding.
    const arrivals = series(3600, (t) => 50 * t);
    const { ready } = unitsOver(arrivals, 1, { ...TRACKING, most: 100_000 });
    for (const at of [1800, 2700, 3599]) {
      const behind = 50 * at - (ready[at] ?? 0) * 10;
      expect(behind).toBeGreaterThanOrEqual(15_000 - 50 * 60);
      expect(behind).toBeLessThanOrEqual(15_000 + 50 * 90);
    }
  });

  test("of a step waits three periods and a boot, and shrinks after fifteen", () => {
    const arrivals = series(3600, (t) => (t >= 600 && t < 1200 ? 100 : 20));
    const { wanted, ready } = unitsOver(arrivals, 1, TRACKING);
    expect([wanted[599], wanted[779], wanted[780]]).toEqual([2, 2, 10]);
    expect([ready[899], ready[900]]).toEqual([2, 10]);
    expect([wanted[2099], wanted[2100]]).toEqual([10, 2]);
  });

  test("by utilisation grows by no more than a full pool shows", () => {
    const arrivals = series(1200, (t) => (t < 60 ? 5 : 10_000));
    const { wanted } = unitsOver(arrivals, 1, { ...TRACKING, targetRps: 1e9, target: { rps: 5, utilisation: 0.5 } });
    // From one unit: doubled each minute once three minutes were full.
    expect([239, 240, 300, 360].map((t) => wanted[t])).toEqual([1, 2, 4, 8]);
  });

  test("takes units of a warm pool sooner", () => {
    const arrivals = series(1200, (t) => (t < 60 ? 10 : 100));
    const { ready } = unitsOver(arrivals, 1, { ...TRACKING, quick: { units: 4, bootSeconds: 30 } });
    expect([269, 270, 359, 360].map((t) => ready[t])).toEqual([1, 5, 5, 10]);
  });

  test("foresees a day, not a crowd", () => {
    const arrivals = series(7200, (t) => 10 + t / 10);
    const seen = unitsOver(arrivals, 1, { ...TRACKING, foresees: true }, true);
    for (let t = 120; t < 6000; t += 100) expect((seen.ready[t] ?? 0) * 10).toBeGreaterThanOrEqual(arrivals[t] ?? 0);
    const unseen = unitsOver(arrivals, 1, { ...TRACKING, foresees: true }, false);
    expect((unseen.ready[3600] ?? 0) * 10).toBeLessThan(arrivals[3600] ?? 0);
  });
});

describe("the pod autoscaler", () => {
  const PODS: Scaling = {
    least: 1,
    most: 100,
    target: { rps: 6, utilisation: 0.6 },
    periodSeconds: 15,
    outPeriods: 1,
    inPeriods: 20,
    growth: { add: 4, times: 2 },
    bootSeconds: 0,
    foresees: false,
  };

  test("makes 6 of 4 pods at 90 % for a target of 60 % (its own formula)", () => {
    const arrivals = series(120, (t) => (t < 30 ? 24 : 36));
    expect([...unitsOver(arrivals, 1, PODS).wanted.slice(40, 50)]).toEqual([4, 4, 4, 4, 4, 6, 6, 6, 6, 6]);
  });
});

describe("a function", () => {
  const FUNCTION: Scaling = {
    least: 0,
    most: 10_000,
    targetRps: 1,
    periodSeconds: 10,
    outPeriods: 1,
    inPeriods: 1,
    growth: { add: 1000, times: 1 },
    bootSeconds: 0,
    foresees: false,
  };

  test("that wants 5,000 environments has them after 40 s beyond the first thousand", () => {
    const arrivals = series(120, (t) => (t < 10 ? 0 : 5000));
    const { ready } = unitsOver(arrivals, 1, FUNCTION);
    expect([20, 30, 40, 50, 60, 70].map((t) => ready[t])).toEqual([1000, 2000, 3000, 4000, 5000, 5000]);
  });

  test("gets no more than the account's quota", () => {
    const arrivals = series(120, (t) => (t < 10 ? 0 : 5000));
    expect(Math.max(...unitsOver(arrivals, 1, { ...FUNCTION, most: 1500 }).ready)).toBe(1500);
  });
});

describe("whatever arrives", () => {
  const loads = fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 10, maxLength: 60 });
  const arrivalsOf = (minutes: readonly number[]) =>
    Float64Array.from(minutes.flatMap((load) => Array(20).fill(load * 3)));
  const scalings = fc.record({
    least: fc.integer({ min: 1, max: 20 }),
    more: fc.integer({ min: 0, max: 60 }),
    boot: fc.integer({ min: 0, max: 400 }),
    warm: fc.integer({ min: 0, max: 10 }),
    out: fc.integer({ min: 1, max: 4 }),
    hold: fc.integer({ min: 4, max: 16 }),
    use: fc.boolean(),
    foresees: fc.boolean(),
  });
  const made = (each: typeof scalings extends fc.Arbitrary<infer T> ? T : never): Scaling => ({
    least: each.least,
    most: each.least + each.more,
    ...(each.use ? { target: { rps: 10, utilisation: 0.6 } } : { targetRps: 12 }),
    periodSeconds: 60,
    outPeriods: each.out,
    inPeriods: each.hold,
    bootSeconds: each.boot,
    quick: { units: each.warm, bootSeconds: 20 },
    foresees: each.foresees,
  });

  test("units keep within their limits, and none serves that is not wanted", () => {
    fc.assert(
      fc.property(loads, scalings, (minutes, each) => {
        const scaling = made(each);
        const { wanted, ready } = unitsOver(arrivalsOf(minutes), 3, scaling, true);
        const outside = (units: number, t: number) =>
          units < scaling.least || units > scaling.most || (ready[t] ?? 0) > units;
        expect(wanted.findIndex(outside)).toBe(-1);
      }),
      { numRuns: 500 },
    );
  });

  test("a higher floor, a higher limit, a faster boot or a larger warm pool never leaves fewer", () => {
    const faster = (scaling: Scaling): Scaling => ({ ...scaling, bootSeconds: scaling.bootSeconds / 2 });
    const better: readonly ((scaling: Scaling) => Scaling)[] = [
      (scaling) => ({ ...scaling, least: Math.min(scaling.most, scaling.least + 3) }),
      (scaling) => ({ ...scaling, most: scaling.most + 7 }),
      faster,
      (scaling) => ({ ...scaling, quick: { units: (scaling.quick?.units ?? 0) + 5, bootSeconds: 20 } }),
      (scaling) => ({ ...scaling, foresees: true }),
    ];
    fc.assert(
      fc.property(loads, scalings, fc.constantFrom(...better), (minutes, each, improve) => {
        const arrivals = arrivalsOf(minutes);
        // A forecast looks ahead by the time of a boot: with a faster one it launches later, and still in time.
        const foreseeable = improve !== faster;
        const before = unitsOver(arrivals, 3, made(each), foreseeable).ready;
        const after = unitsOver(arrivals, 3, improve(made(each)), foreseeable).ready;
        expect(after.findIndex((units, t) => units < (before[t] ?? 0))).toBe(-1);
      }),
      { numRuns: 2000 },
    );
  });
});
