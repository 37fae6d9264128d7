import { readFileSync } from "node:fs";
import { join } from "node:path";
import { loadManifest } from "../../../blueprints/manifest/load";
import { formatProblems } from "../../../blueprints/problems/format";
import { TIERS } from "../../../blueprints/tiers/tier";

const EXAMPLES = ["shop", "saas"] as const;
const read = (name: string) => readFileSync(join(__dirname, "../../../examples", name, "scalekit.yaml"), "utf8");

describe.each(EXAMPLES)("the example %s", (name) => {
  test.each(TIERS)("is valid at tier %s", (tier) => {
    const loaded = loadManifest(read(name), "scalekit.yaml", { tier });
    expect(loaded.ok ? "" : formatProblems(loaded.problems)).toBe("");
    expect(loaded.ok && loaded.value.manifest.tier).toBe(tier);
  });

  test("knows a source for every value", () => {
    const loaded = loadManifest(read(name), "scalekit.yaml");
    if (!loaded.ok) throw new Error(formatProblems(loaded.problems));
    for (const { path, source } of loaded.value.values) {
      expect([path, "file" in source ? source.line > 0 : source.reason.length > 0]).toEqual([path, true]);
    }
  });

  test("stays below 60 lines at tier global", () => {
    expect(read(name).split("\n").length).toBeLessThan(60);
    const loaded = loadManifest(read(name), "scalekit.yaml");
    expect(loaded.ok && loaded.value.manifest.tier).toBe("global");
  });
});

test("the shop's staging differs from its production only where it says so", () => {
  const production = loadManifest(read("shop"), "scalekit.yaml");
  const staging = loadManifest(read("shop"), "scalekit.yaml", { environment: "staging" });
  if (!production.ok || !staging.ok) throw new Error("the shop is not valid");
  expect(staging.value.manifest.domain.name).toBe("staging.shop.example.com");
  expect(staging.value.manifest.traffic.steadyRps).toBe(50);
  expect(staging.value.manifest.data).toEqual(production.value.manifest.data);
});
