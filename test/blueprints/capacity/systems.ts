import fc from "fast-check";
import type { Scaling } from "../../../blueprints/capacity/scaling";
import type { Station, StoreLimit, System } from "../../../blueprints/capacity/system";
import type { Curve } from "../../../blueprints/capacity/traffic/curve";

export const FIXED = (units: number): Scaling => ({
  least: units,
  most: units,
  periodSeconds: 60,
  outPeriods: 3,
  inPeriods: 15,
  bootSeconds: 0,
  foresees: false,
});

export const station = (change: Partial<Station> = {}): Station => ({
  id: "web",
  service: "web",
  region: "eu-west-1",
  share: 1,
  scaling: FIXED(1),
  unitRps: 200,
  serversPerUnit: 2,
  patienceSeconds: 1e9,
  uses: [],
  ...change,
});

export const curve = (seconds: number, rate: (t: number) => number, stepSeconds = 1): Curve => ({
  stepSeconds,
  arrivals: Float64Array.from({ length: seconds / stepSeconds }, (_, step) => rate(step * stepSeconds) * stepSeconds),
  foreseeable: false,
  about: "a test",
});

export interface Sample {
  readonly system: System;
  readonly curve: Curve;
}

const scalings = fc
  .record({
    least: fc.integer({ min: 0, max: 8 }),
    more: fc.integer({ min: 0, max: 20 }),
    targetRps: fc.integer({ min: 2, max: 30 }),
    byUse: fc.boolean(),
    out: fc.integer({ min: 1, max: 3 }),
    boot: fc.integer({ min: 0, max: 120 }),
    warm: fc.integer({ min: 0, max: 4 }),
    period: fc.constantFrom(10, 15, 60),
  })
  .map(
    ({ least, more, targetRps, byUse, out, boot, warm, period }): Scaling => ({
      least,
      most: least + more,
      ...(byUse ? { target: { rps: targetRps, utilisation: 0.5 } } : { targetRps }),
      periodSeconds: period,
      outPeriods: out,
      inPeriods: out + 4,
      bootSeconds: boot,
      quick: { units: warm, bootSeconds: Math.floor(boot / 3) },
      foresees: false,
    }),
  );

const stations = (stores: number) =>
  fc.record({
    weight: fc.integer({ min: 1, max: 9 }),
    scaling: scalings,
    unitRps: fc.double({ min: 0.3, max: 60, noNaN: true }),
    serversPerUnit: fc.integer({ min: 1, max: 8 }),
    patienceSeconds: fc.integer({ min: 1, max: 120 }),
    connected: fc.option(fc.integer({ min: 0, max: 20 }), { nil: undefined, freq: 3 }),
    uses: fc.array(
      fc.record({
        at: fc.integer({ min: 0, max: Math.max(0, stores - 1) }),
        perRequest: fc.double({ min: 0.05, max: 2, noNaN: true }),
      }),
      { maxLength: 2 },
    ),
  });

/** Systems of up to four stations and two stores under jumps every 20 s. */
export const samples: fc.Arbitrary<Sample> = fc
  .record({
    stores: fc.array(fc.double({ min: 1, max: 400, noNaN: true }), { maxLength: 2 }),
    minutes: fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 12 }),
    stepSeconds: fc.constantFrom(1, 2, 5),
  })
  .chain(({ stores, minutes, stepSeconds }) =>
    fc.array(stations(stores.length), { minLength: 1, maxLength: 4 }).map((members) => {
      const sum = members.reduce((total, { weight }) => total + weight, 0);
      const limits: StoreLimit[] = stores.map((rps, at) => ({ id: `store-${at}`, rps }));
      return {
        curve: curve(minutes.length * 20, (t) => minutes[Math.floor(t / 20)] ?? 0, stepSeconds),
        system: {
          stores: limits,
          stations: members.map(({ weight, uses, connected, ...rest }, at) => ({
            ...rest,
            id: `station-${at}`,
            service: `service-${at}`,
            region: "eu-west-1",
            share: weight / sum,
            ...(connected !== undefined && { connected: { units: connected, store: "store-0" } }),
            uses: uses.map((use) => ({ store: `store-${use.at}`, perRequest: use.perRequest })),
          })),
        },
      };
    }),
  );
