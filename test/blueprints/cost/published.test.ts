import { readFileSync } from "node:fs";
import { join } from "node:path";
import { usdOf } from "../../../blueprints/cost/amount";
import { type Band, PRICES } from "../../../blueprints/cost/price-book";

interface Published {
  readonly name: string;
  readonly lines: readonly {
    readonly quantity: number;
    readonly bands: readonly Band[];
    /** Id in the price file. */
    readonly file: string;
    /** What the price file says for the same quantity in us-east-1, less what the page says. */
    readonly difference: number;
  }[];
  readonly total: number;
}

const { examples } = JSON.parse(readFileSync(join(__dirname, "published.json"), "utf8")) as {
  examples: readonly Published[];
};

const cents = (usd: number) => Math.round(usd * 100) / 100;

describe.each(examples)("what AWS published: $name", ({ lines, total }) => {
  test("comes to the cent with the page's own unit prices", () => {
    expect(cents(lines.reduce((sum, { quantity, bands }) => sum + usdOf(quantity, bands), 0))).toBe(total);
  });

  test("differs from the price file by what is written down", () => {
    for (const { quantity, bands, file, difference } of lines) {
      const price = PRICES.price(file, "us-east-1");
      expect(price).toMatchObject({ standIn: false });
      expect([file, cents(usdOf(quantity, price?.bands ?? []) - usdOf(quantity, bands))]).toEqual([file, difference]);
    }
  });
});
