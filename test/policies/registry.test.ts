import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { TIERS } from "../../blueprints/tiers/tier";
import { AREAS, areaOf } from "../../policies/rule";
import { RULES, ruleById } from "../../policies/rules";
import { verdictsOn } from "../../policies/test-rule";

const folder = join(__dirname, "..", "..", "policies", "rules");
const files = AREAS.flatMap((area) =>
  readdirSync(join(folder, area))
    .filter((name) => name !== "index.ts")
    .map((name) => `${area}/${name.replace(/\.ts$/, "")}`),
).sort();

test("the registry holds the rule of each file, under the file's own name", () => {
  expect(RULES.map(({ id }) => id)).toEqual([...files].sort((a, b) => a.localeCompare(b)));
});

test.each(RULES.map((rule) => [rule.id, rule] as const))("%s says all that a rule must say", (id, rule) => {
  expect(AREAS).toContain(areaOf(id));
  expect(existsSync(join(__dirname, "rules", `${id}.test.ts`))).toBe(true);
  for (const text of [rule.title, rule.why, rule.fix]) expect(text.length).toBeGreaterThan(10);
  // It stands in audits as well: a stranger's state has no manifest to change.
  expect(rule.fix).not.toMatch(/manifest|scalekit/);
  expect(rule.source).toMatch(/https:\/\//);
  expect(rule.types.length).toBeGreaterThan(0);
  expect(TIERS.some((tier) => rule.severity[tier] !== "none")).toBe(true);
  expect(ruleById(id)).toBe(rule);
});

test("a rule whose reason is absent judges nothing", () => {
  const empty = { resources: [{ type: "aws:ec2/keyPair:KeyPair", name: "other", inputs: {} }] };
  for (const rule of RULES.filter(({ scope }) => scope === "resource"))
    for (const tier of TIERS) expect([rule.id, verdictsOn(rule, empty, tier)]).toEqual([rule.id, []]);
});
