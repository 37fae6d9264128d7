import { PRICE_FILES, PRICES } from "../../../blueprints/cost/price-book";

const entries = PRICE_FILES.flatMap((file) =>
  file.prices.flatMap(({ id, unit, regions }) =>
    Object.entries(regions).map(([region, price]) => ({ file, id, unit, region, price })),
  ),
);

test("every price has a unit, an amount above zero and a source with an address", () => {
  expect(entries.length).toBeGreaterThan(100);
  for (const { file, id, unit, region, price } of entries) {
    const source = file.sources[price?.source ?? ""];
    const bands = price?.tiers ?? [{ usd: price?.usd ?? 0 }];
    expect([id, region, source?.address]).toEqual([id, region, expect.stringMatching(/^https:\/\//)]);
    expect([id, region, source?.date ?? "not told"]).toEqual([
      id,
      region,
      expect.stringMatching(/^\d{4}-\d{2}(-\d{2})?$|^not told$/),
    ]);
    expect([id, unit]).toEqual([id, expect.stringMatching(/\w/)]);
    for (const { usd } of bands) expect([id, region, usd > 0 && usd < 1000]).toEqual([id, region, true]);
  }
});

test("volume makes a unit cheaper, never dearer, and the last band has no end", () => {
  for (const { id, region, price } of entries) {
    const bands = price?.tiers ?? [];
    for (const [index, { usd, upTo }] of bands.entries()) {
      const next = bands[index + 1];
      expect([id, region, upTo === undefined]).toEqual([id, region, next === undefined]);
      if (!next) continue;
      expect([id, region, next.usd < usd]).toEqual([id, region, true]);
      expect([id, region, (next.upTo ?? Number.POSITIVE_INFINITY) > (upTo ?? 0)]).toEqual([id, region, true]);
    }
  }
});

test("no id stands twice, and every source is used", () => {
  const ids = PRICE_FILES.flatMap(({ prices }) => prices.map(({ id }) => id));
  expect(new Set(ids).size).toBe(ids.length);
  for (const file of PRICE_FILES) {
    const used = new Set(file.prices.flatMap(({ regions }) => Object.values(regions).map((price) => price?.source)));
    expect(Object.keys(file.sources).filter((name) => !used.has(name))).toEqual([]);
  }
});

test("a region's own price comes first, then the one price for all, then another region's, which is said", () => {
  expect(PRICES.price("vpc.nat", "eu-west-1")).toMatchObject({ region: "eu-west-1", standIn: false });
  expect(PRICES.price("vpc.ipv4", "eu-west-1")).toMatchObject({ region: "global", standIn: false });
  expect(PRICES.price("aurora.storage", "eu-west-1")).toMatchObject({ region: "us-east-1", standIn: true });
  expect(PRICES.price("ec2.instance.x9z.large", "eu-west-1")).toBeUndefined();
});

test("the price of the same instance is never lower in a dearer region's file than in us-east-1", () => {
  const dearer = entries.filter(({ id, region }) => id.startsWith("ec2.instance.") && region !== "us-east-1");
  for (const { id, region, price } of dearer) {
    const home = PRICES.price(id, "us-east-1")?.bands[0]?.usd ?? 0;
    expect([id, region, (price?.usd ?? 0) > home && (price?.usd ?? 0) < 1.5 * home]).toEqual([id, region, true]);
  }
});
