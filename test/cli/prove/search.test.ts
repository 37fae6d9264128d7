import { estimate } from "../../../blueprints/cost/estimate";
import { totalOf } from "../../../blueprints/cost/totals";
import { declaredTraffic } from "../../../blueprints/cost/traffic";
import { setValue } from "../../../blueprints/manifest/edit";
import { changesOf } from "../../../blueprints/recovery/changes";
import type { Tier } from "../../../blueprints/tiers/tier";
import { clock, DEFAULT_BOUNDS } from "../../../cli/check/bounds";
import { planSide, SynthCache } from "../../../cli/check/side";
import { provePlan } from "../../../cli/prove/prove-plan";
import { searchChanges } from "../../../cli/prove/search";
import { ACCOUNT, exampleGraph, exampleText, resolvedExample } from "../../support/examples";

/** The shop without the risks that it takes. */
const TEXT = exampleText("shop").replace(/production: .*/, "production: {}");

/** The shop as one server, which misses most. */
async function searched(scenario: string) {
  const options = { scenarios: [scenario] };
  const { manifest } = resolvedExample("shop", "starter");
  const result = provePlan(
    { ...manifest, objectives: { ...manifest.objectives, accept: [] } },
    { resources: await exampleGraph("shop", "starter") },
    options,
  );
  const input = { text: TEXT, file: "scalekit.yaml", tier: "starter" as const };
  return searchChanges({ ...input, lock: () => ({ account: ACCOUNT }) }, result, options);
}

const cache = new SynthCache();

/** What a month of the production of a manifest costs; a value that the manifest refuses costs nothing more. */
async function expectedCost(text: string, tier: Tier): Promise<number> {
  const planned = planSide({ text, file: "scalekit.yaml", tier, lock: () => ({ account: ACCOUNT }) });
  if (!("plan" in planned)) return Number.POSITIVE_INFINITY;
  const resources = await cache.graphOf(planned, DEFAULT_BOUNDS, clock(DEFAULT_BOUNDS));
  return totalOf(estimate({ resources }, declaredTraffic(planned.resolved.manifest)).items).expected;
}

test("the cheapest reader is enough for a writer that is lost; others that suffice follow by their price", async () => {
  const [found] = await searched("writer");
  expect(found?.choices[0]).toMatchObject({
    changes: [{ path: "data.orders.replicas", from: 0, to: 1 }],
    // By hand: one db.t4g.medium more for 730 hours at 0.073 USD, and an alarm on its lag.
    usd: 53.39,
    unpriced: 0,
  });
  const prices = found?.choices.map(({ usd }) => usd) ?? [];
  expect(prices.length).toBeGreaterThan(1);
  expect(prices).toEqual([...prices].sort((a, b) => a - b));
}, 120_000);

test("of what suffices no part suffices, and all choices are counted", async () => {
  const [found] = await searched("zone");
  const choices = found?.choices.map(({ changes }) => changes.map(({ path, to }) => `${path} ${to}`)) ?? [];
  for (const one of choices)
    for (const other of choices.filter((each) => each !== one))
      expect([one, other, one.every((change) => other.includes(change))]).toEqual([one, other, false]);
  const { relevant = 0, of = 0 } = found ?? {};
  expect(of).toBeGreaterThanOrEqual(relevant);
}, 120_000);

test("nothing of the manifest replaces a CDN's provider", async () => {
  expect(await searched("cdn")).toEqual([{ scenario: "cdn", choices: [], relevant: 0, of: 0 }]);
}, 120_000);

test.each(["starter", "scale"] as const)(
  "no change of the list lowers a price, at tier %s",
  async (tier) => {
    const before = await expectedCost(TEXT, tier);
    const { manifest } = resolvedExample("shop", tier);
    for (const { path, to } of changesOf(manifest)) {
      const edited = setValue(TEXT, path, to);
      if (!edited.ok) throw new Error(JSON.stringify(edited));
      expect([path, to, (await expectedCost(edited.value, tier)) >= before]).toEqual([path, to, true]);
    }
  },
  240_000,
);
