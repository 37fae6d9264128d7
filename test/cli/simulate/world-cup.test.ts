import { sumsOf } from "../../../blueprints/capacity/simulate";
import type { Curve } from "../../../blueprints/capacity/traffic/curve";
import { totalOf } from "../../../blueprints/capacity/traffic/curve";
import { between, readSeries, type Series, seriesCurve, seriesPeak } from "../../../blueprints/capacity/traffic/series";
import { TIERS, type Tier } from "../../../blueprints/tiers/tier";
import { type SimulateOptions, simulatePlan } from "../../../cli/simulate/simulate-plan";
import { exampleGraph, resolvedExample } from "../../support/examples";
import { describeWithReal, realText } from "../../support/real";

jest.setTimeout(240_000);

const read = (): Series => {
  const outcome = readSeries(realText("traffic/worldcup98-per-minute.csv"));
  if (!outcome.ok) throw new Error(outcome.message);
  return outcome.value;
};

const at = (time: string): number => Date.parse(`${time}Z`) / 1000;

async function through(tier: Tier, curve: Curve, options: SimulateOptions = {}) {
  const graph = { resources: await exampleGraph("shop", tier) };
  return simulatePlan(resolvedExample("shop", tier), graph, curve, options);
}

describeWithReal("the World Cup 1998 trace", () => {
  test("is read to the request: the published total, the peak and the gaps", () => {
    const series = read();
    expect(series.values.reduce((sum, each) => sum + each, 0)).toBe(1_352_804_107);
    expect(series.times).toHaveLength(125_300);
    expect(seriesPeak(series) * 60).toBe(229_426);
    expect([series.periodSeconds, series.unit, series.gaps]).toEqual([60, "count", 5 + 2 + 3]);
  });

  test("scaled to the shop keeps each request, over three months of minutes", async () => {
    const series = read();
    const scale = 9000 / seriesPeak(series);
    const curve = seriesCurve(series, 60, scale, "the trace");
    expect(totalOf(curve)).toBe(Math.round(1_352_804_107 * scale));
    const { simulation } = await through("global", curve, { sayings: { split: { web: 0.8, api: 0.2 } } });
    const { came, served, queued, dropped } = sumsOf(simulation.outcomes);
    expect(came).toBe(totalOf(curve));
    expect(served + queued + dropped).toBe(came);
  });

  describe("its ten-minute rise, 13-fold, at the shop's peak", () => {
    const rise = (): Curve => {
      const part = between(read(), at("1998-05-19T20:30"), at("1998-05-19T21:20"));
      if (!part.ok) throw new Error(part.message);
      return seriesCurve(part.value, 1, 9000 / seriesPeak(part.value), "the rise");
    };

    test("is 13.2-fold from minute to minute", () => {
      const { values, times } = read();
      const before = times.indexOf(at("1998-05-19T20:54"));
      expect((values[before + 10] ?? 0) / (values[before] ?? 1)).toBeCloseTo(13.2, 1);
    });

    // What each tier drops, and why: it was nearly empty, so each ran its fewest units, and the rise is faster than any scaling.
    test.each(TIERS)("at tier %s: what is dropped waits for units that scaling brings too late", async (tier) => {
      const curve = rise();
      const { simulation, carried } = await through(tier, curve);
      for (const { came, served, queued, dropped, drops, station } of simulation.outcomes) {
        expect(served + queued + dropped).toBe(came);
        // No scenario, and no store that somebody measured; a starter's small database also refuses connections.
        expect(drops.scenario + drops.store).toBe(0);
        if (tier !== "starter") expect(drops.connections).toBe(0);
        if (dropped > 0) expect(station.scaling.least * station.unitRps).toBeLessThan(9000 * station.share);
      }
      const { dropped } = sumsOf(simulation.outcomes);
      expect(carried).toBe(dropped === 0 && simulation.outcomes.every(({ latency }) => latency.minutesOver === 0));
      expect(dropped).toBeGreaterThan(0);
    });

    test("hurts a higher tier less: it runs more units than the quiet before asks for", async () => {
      const curve = rise();
      const shares: number[] = [];
      for (const tier of TIERS) {
        const { dropped, came } = sumsOf((await through(tier, curve)).simulation.outcomes);
        shares.push(dropped / came);
      }
      expect(shares[3]).toBeLessThan(shares[0] ?? 0);
      expect(shares).toEqual([...shares].sort((a, b) => b - a));
    });
  });
});
