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

test("one reader is enough for a writer that is lost", async () => {
  expect(await searched("writer")).toMatchObject([
    { scenario: "writer", changes: [{ path: "data.orders.replicas", from: 0, to: 1 }] },
  ]);
}, 120_000);

test("nothing of the manifest replaces a CDN's provider", async () => {
  expect(await searched("cdn")).toEqual([{ scenario: "cdn", changes: [], relevant: 0 }]);
}, 120_000);
