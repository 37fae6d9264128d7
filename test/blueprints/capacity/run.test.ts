import fc from "fast-check";
import type { Outcome } from "../../../blueprints/capacity/outcome";
import { run } from "../../../blueprints/capacity/run";
import { CAUSES, type Disturbance, type System } from "../../../blueprints/capacity/system";
import { totalOf } from "../../../blueprints/capacity/traffic/curve";
import { curve, FIXED, samples, station } from "./systems";

// Thousands of random systems take their time where others use the machine too.
jest.setTimeout(120_000);

const OPTIONS = { objectiveSeconds: 0.2 };
const one = (system: System, traffic: ReturnType<typeof curve>, disturbances: readonly Disturbance[] = []): Outcome => {
  const [outcome] = run(system, traffic, { ...OPTIONS, disturbances });
  if (!outcome) throw new Error("no outcome");
  return outcome;
};
const sum = (outcomes: readonly Outcome[], of: (outcome: Outcome) => number): number =>
  outcomes.reduce((total, each) => total + of(each), 0);

describe("a surge that a fixed pool cannot carry (closed forms of the fluid queue)", () => {
  // 100 rps, for 60 s 1,000 rps, 200 rps are served: 48,000 stand in line, and it takes 480 s until none does.
  const surge = curve(1200, (t) => (t >= 100 && t < 160 ? 1000 : 100));
  const outcome = one({ stations: [station()], stores: [] }, surge);

  test("leaves as long a line as comes too much", () => {
    expect(outcome.mostQueued).toEqual({ requests: 48_000, atSeconds: 159 });
  });

  test("is over after what stands in line by what is to spare", () => {
    expect(outcome.saturation).toMatchObject({ atSeconds: 100, demandRps: 1000, limitRps: 200, cause: "full" });
    expect(outcome.saturation?.drainedAtSeconds).toBe(160 + 480 - 1);
    expect(outcome.saturation?.seconds).toBe(539);
    expect(outcome.dropped).toBe(0);
  });

  test("makes nobody wait longer than the line is long", () => expect(outcome.longestWaitSeconds).toBe(48_000 / 200));

  test("drops who would wait too long, and no other", () => {
    // With patience of 60 s what is served in order is never older, so 12,000 can stand in line at the most, and a step's more.
    const impatient = one({ stations: [station({ patienceSeconds: 60 })], stores: [] }, surge);
    expect(impatient.longestWaitSeconds).toBeLessThanOrEqual(60);
    // 60,000 came in the surge. Served until the last of them is 60 s old: 120 s x 200; a part of these came before and after.
    expect(impatient.dropped).toBe(60_000 - 120 * 200);
    expect(impatient.drops.full).toBe(impatient.dropped);
  });
});

test("a step that scaling meets after detection and boot leaves (l1 - n m)(d + b) in line (closed form)", () => {
  const scaling = {
    ...FIXED(1),
    least: 10,
    most: 100,
    targetRps: 200,
    periodSeconds: 60,
    outPeriods: 3,
    bootSeconds: 120,
  };
  const outcome = one(
    { stations: [station({ scaling })], stores: [] },
    curve(3600, (t) => (t >= 600 ? 10_000 : 2000)),
  );
  expect(outcome.mostQueued.requests).toBe(8000 * 300);
  expect(outcome.saturation?.cause).toBe("detecting");
});

test("units that are asked for are counted over time: what is billed (closed form)", () => {
  // Ten serve 2,000 rps; from the first minute on 4,000 come, which the fourth period answers with twenty.
  const scaling = { ...FIXED(10), most: 100, targetRps: 200 };
  const { units } = one(
    { stations: [station({ scaling })], stores: [] },
    curve(600, (t) => (t < 60 ? 2000 : 4000)),
  );
  expect(units.mean).toBe((10 * 240 + 20 * 360) / 600);
});

describe("stores", () => {
  const stations = [
    station({ id: "a", share: 0.5, scaling: FIXED(10), uses: [{ store: "orders", perRequest: 0.5 }] }),
    station({ id: "b", share: 0.5, scaling: FIXED(10), uses: [{ store: "orders", perRequest: 0.5 }] }),
  ];
  const system = { stations, stores: [{ id: "orders", rps: 100 }] };

  test("serve what they carry, in equal parts, and are named as the cause", () => {
    const [a, b] = run(
      system,
      curve(600, () => 400),
      OPTIONS,
    );
    expect([a?.served, b?.served]).toEqual([600 * 100, 600 * 100]);
    expect([a?.queued, a?.saturation?.cause]).toEqual([60_000, "store"]);
  });

  test("that are gone for a while serve nothing, then catch up", () => {
    const gone = [{ fromSeconds: 60, untilSeconds: 90, storesLeft: { orders: 0 } }];
    const [a] = run(
      system,
      curve(600, () => 100),
      { ...OPTIONS, disturbances: gone },
    );
    expect(a?.mostQueued.requests).toBe(30 * 50);
    expect(a?.saturation).toMatchObject({ atSeconds: 60, drainedAtSeconds: 90 + 30 - 1 });
  });
});

describe("a scenario in the middle", () => {
  const stations = [
    station({ id: "here", share: 0.5, scaling: FIXED(2) }),
    station({ id: "there", share: 0.5, scaling: FIXED(2) }),
  ];
  const lost: readonly Disturbance[] = [
    { fromSeconds: 100, untilSeconds: 130, refused: { here: 1 } },
    { fromSeconds: 100, untilSeconds: 1e9, unitsLeft: { here: 0 } },
    { fromSeconds: 130, untilSeconds: 1e9, shares: { here: 0, there: 1 } },
  ];

  test("loses what comes until it is redirected, and the rest finds its way", () => {
    const [here, there] = run(
      { stations, stores: [] },
      curve(600, () => 300),
      { ...OPTIONS, disturbances: lost },
    );
    expect(here).toMatchObject({ came: 130 * 150, served: 100 * 150, dropped: 30 * 150, queued: 0 });
    expect(here?.drops.scenario).toBe(30 * 150);
    expect(there).toMatchObject({ came: 130 * 150 + 470 * 300, dropped: 0, queued: 0 });
  });
});

/** Whole numbers that add up: in all, by cause and piece by piece. */
function balances({ came, served, queued, dropped, drops, trace }: Outcome): boolean {
  const total = (each: Iterable<number>): number => [...each].reduce((all, one) => all + one, 0);
  return (
    served + queued + dropped === came &&
    [served, queued, dropped].every((each) => Number.isInteger(each) && each >= 0) &&
    total(CAUSES.map((cause) => drops[cause])) === dropped &&
    total(trace.came) === came &&
    total(trace.served) === served &&
    total(trace.dropped) === dropped
  );
}

describe("in every run of random systems", () => {
  test("what came was served, stands in line or was dropped, to the request", () => {
    fc.assert(
      fc.property(samples, ({ system, curve: traffic }) => {
        const outcomes = run(system, traffic, OPTIONS);
        expect(sum(outcomes, ({ came }) => came)).toBe(totalOf(traffic));
        expect(outcomes.filter((outcome) => !balances(outcome))).toEqual([]);
      }),
      { numRuns: 3000 },
    );
  });

  test("Little's law holds: the line's mean length is the rate of arrival times the mean wait", () => {
    fc.assert(
      fc.property(samples, ({ system, curve: traffic }) => {
        const seconds = traffic.arrivals.length * traffic.stepSeconds;
        for (const { came, meanQueue, meanWaitSeconds } of run(system, traffic, OPTIONS))
          expect(meanQueue).toBeCloseTo((came / seconds) * meanWaitSeconds, 6);
      }),
      { numRuns: 1500 },
    );
  });

  test("the same again gives the same", () => {
    fc.assert(
      fc.property(samples, ({ system, curve: traffic }) => {
        expect(run(system, traffic, OPTIONS)).toEqual(run(system, traffic, OPTIONS));
      }),
      { numRuns: 50 },
    );
  });
});

describe("more capacity is never worse", () => {
  const lost = (system: System, traffic: ReturnType<typeof curve>): number =>
    sum(run(system, traffic, OPTIONS), ({ dropped, queued }) => dropped + queued);
  type Better = (system: System) => System;
  const each =
    (change: (one: System["stations"][number]) => Partial<System["stations"][number]>): Better =>
    (system) => ({
      ...system,
      stations: system.stations.map((member) => ({ ...member, ...change(member) })),
    });
  const improvements: Readonly<Record<string, Better>> = {
    "a higher floor": each(({ scaling }) => ({
      scaling: { ...scaling, least: scaling.least + 2, most: scaling.most + 2 },
    })),
    "a higher limit": each(({ scaling }) => ({ scaling: { ...scaling, most: scaling.most + 5 } })),
    "a faster boot": each(({ scaling }) => ({
      scaling: { ...scaling, bootSeconds: Math.floor(scaling.bootSeconds / 2), quick: { units: 0, bootSeconds: 0 } },
    })),
    "a larger warm pool": each(({ scaling }) => ({
      scaling: {
        ...scaling,
        quick: { units: (scaling.quick?.units ?? 0) + 3, bootSeconds: scaling.quick?.bootSeconds ?? 0 },
      },
    })),
    "units that carry more": each(({ unitRps }) => ({ unitRps: unitRps * 1.3 })),
    "more connections": each(({ connected }) =>
      connected ? { connected: { ...connected, units: connected.units + 3 } } : {},
    ),
  };

  // What shares a store is another matter: who gets more takes it from who stands behind the same store.
  test.each(Object.entries(improvements))("%s, where stations do not share a store", (_name, better) => {
    fc.assert(
      fc.property(samples, ({ system, curve: traffic }) => {
        const alone = { ...system, stores: [] };
        const start =
          _name === "a faster boot"
            ? each(({ scaling }) => ({ scaling: { ...scaling, quick: { units: 0, bootSeconds: 0 } } }))(alone)
            : alone;
        expect(lost(better(start), traffic)).toBeLessThanOrEqual(lost(start, traffic));
      }),
      { numRuns: 500 },
    );
  });

  test("a store that carries more, for each of those that share nothing else", () => {
    fc.assert(
      fc.property(samples, ({ system, curve: traffic }) => {
        const [first] = system.stations;
        if (!first) return;
        const single = { stations: [{ ...first, share: 1 }], stores: system.stores };
        const larger = { ...single, stores: single.stores.map((store) => ({ ...store, rps: store.rps * 1.2 })) };
        expect(lost(larger, traffic)).toBeLessThanOrEqual(lost(single, traffic));
      }),
      { numRuns: 1500 },
    );
  });
});
