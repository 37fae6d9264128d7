import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { HOURS_A_MONTH } from "../../../blueprints/cost/amount";
import { estimate } from "../../../blueprints/cost/estimate";
import { PRICES, PriceBook } from "../../../blueprints/cost/price-book";
import { totalOf } from "../../../blueprints/cost/totals";
import { EXAMPLES, type Published, pricesOf, trafficOf, usageOf } from "./published";

const cents = (usd: number) => Math.round(usd * 100) / 100;

/** What the meters make of the example's resources, with these prices; only what the example's own prices are for. */
function metered(example: Published, book: PriceBook): number {
  const { items } = estimate({ resources: example.resources }, trafficOf(example), book, usageOf(example));
  const own = items.filter(({ price }) => Object.hasOwn(example.prices, price.id));
  return cents((totalOf(own).expected * (example.hours ?? HOURS_A_MONTH)) / HOURS_A_MONTH);
}

const withPage = (example: Published) => metered(example, new PriceBook([pricesOf(example)]));

describe.each(EXAMPLES.map((example) => [example.name, example] as const))("what AWS published: %s", (_, example) => {
  test("the meters come to the cent with the page's own unit prices", () => {
    expect(withPage(example)).toBe(example.total);
  });

  test("each price of the page is asked for", () => {
    const { items } = estimate(
      { resources: example.resources },
      trafficOf(example),
      new PriceBook([pricesOf(example)]),
      usageOf(example),
    );
    expect([...new Set(items.map(({ price }) => price.id))].sort()).toEqual(Object.keys(example.prices).sort());
  });

  test("the price file differs by what is written down", () => {
    expect(cents(metered(example, PRICES) - example.total)).toBe(example.difference);
    expect(example.because === "").toBe(example.difference === 0);
  });
});

const usd = (value: number) => `${value.toLocaleString("en-US", { minimumFractionDigits: 2 })} USD`;

const table = (): string =>
  [
    "| example | AWS's page | our meters, its prices | with the price file | |",
    "|---|---|---|---|---|",
    ...EXAMPLES.map(
      (each) =>
        `| [${each.name}](${each.address}) | ${usd(each.total)} | ${usd(withPage(each))} | ${usd(metered(each, PRICES))} | ${each.because} |`,
    ),
  ].join("\n");

const MARKED = /(<!-- published -->\n)([\s\S]*?)(\n<!-- \/published -->)/;

test("docs/cost.md shows them", () => {
  const file = join(__dirname, "../../../docs/cost.md");
  // `UPDATE_GOLDEN=1` writes it anew: read the difference before it is committed.
  if (process.env.UPDATE_GOLDEN)
    writeFileSync(
      file,
      readFileSync(file, "utf8").replace(
        MARKED,
        (_all, open: string, _old: string, close: string) => `${open}${table()}${close}`,
      ),
    );
  expect(MARKED.exec(readFileSync(file, "utf8"))?.[2]).toBe(table());
});
