import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020";
import { cost } from "../../../../cli/commands/cost";
import type { CostResult } from "../../../../cli/cost/document";
import { COST_FORMATS, type CostFormat, renderCost } from "../../../../cli/reporters/cost";
import { expectGolden } from "../../../support/golden";
import { exampleCost } from "./results";

const ESCAPE = "\u001b";
const plain = (text: string) => text.replaceAll(new RegExp(`${ESCAPE}\\[\\d+m`, "g"), "");
const style = { color: false, width: 80, details: false };

let shop: CostResult;
let saas: CostResult;
/** The shop as a change finds it that takes it from scale to global and raises the budget, but not enough. */
let grown: CostResult;

beforeAll(async () => {
  [shop, saas] = [await exampleCost("shop", "global"), await exampleCost("saas", "global")];
  const { estimate, total, budget } = await exampleCost("shop", "scale");
  if (!budget) throw new Error("the shop has no budget");
  const before = { estimate, total, budget: { ...budget, amount: 9000 } };
  const since = { ref: "origin/main", mergeBase: "0123456789abcdef", before };
  grown = { ...shop, budget: { ...budget, amount: 12000 }, since };
});

// `UPDATE_GOLDEN=1 npx jest test/cli/reporters/cost` writes them anew; read the difference before it is committed.
const golden = (name: string, text: string) => {
  expectGolden(join(__dirname, "golden", name), text);
};

test.each([
  ["shop-global", "text", false, () => shop],
  ["shop-global-details", "text", true, () => shop],
  ["saas-global", "text", false, () => saas],
  ["shop-since", "text", false, () => grown],
  ["shop-since", "markdown", false, () => grown],
] as const)("%s as %s is what it was", (name, format, details, result) => {
  golden(`${name}.${format === "text" ? "txt" : "md"}`, renderCost(format, result(), { ...style, details }));
});

test.each([60, 80, 120])("the text keeps within %i columns, with every line too", (width) => {
  for (const result of [shop, saas, grown])
    for (const line of plain(renderCost("text", result, { color: true, width, details: true })).split("\n"))
      expect([line, line.length <= width]).toEqual([line, true]);
});

test("the text says with colour what it says without", () => {
  const options = { width: 80, details: true };
  expect(plain(renderCost("text", grown, { ...options, color: true }))).toBe(
    renderCost("text", grown, { ...options, color: false }),
  );
});

test.each(COST_FORMATS)("a name in the %s neither steers the terminal nor writes markup", (format: CostFormat) => {
  const [first, ...rest] = shop.estimate.items;
  if (!first) throw new Error("the shop costs nothing");
  const hostile = "\u001b[2J<img src=x>|@all";
  const item = { ...first, resource: { ...first.resource, stack: hostile, part: hostile } };
  const stacks = [{ name: hostile, about: hostile }, ...shop.stacks];
  const unpriced = [{ resource: item.resource, service: "x", what: "y", reason: hostile }];
  const result = { ...shop, stacks, estimate: { ...shop.estimate, items: [item, ...rest], unpriced } };
  const text = renderCost(format, result, { ...style, details: true });
  expect(text).not.toContain("\u001b");
  if (format === "markdown") expect(text).not.toMatch(/<img|@all/);
});

test.each([
  ["the shop", () => shop],
  ["the SaaS, with what has no known price", () => saas],
  ["a change", () => grown],
  [
    "a change without a base",
    () => ({ ...shop, since: { ref: "main", mergeBase: "abc", missing: "the manifest is new" } }),
  ],
] as const)("the JSON of %s keeps the published schema", (_, result) => {
  const schema = JSON.parse(readFileSync(join(__dirname, "../../../../docs/schemas/cost.schema.json"), "utf8"));
  const validate = new Ajv2020({ allErrors: true, strict: true }).compile(schema);
  validate(JSON.parse(renderCost("json", result(), style)));
  expect(validate.errors).toBeNull();
});

test("the flags know the formats that there are", () => {
  expect(cost.options.format?.choices).toEqual([...COST_FORMATS]);
});
