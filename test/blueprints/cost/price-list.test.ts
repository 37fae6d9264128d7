import fc from "fast-check";
import { PRICE_FILES } from "../../../blueprints/cost/price-book";
import { offerFiles, offerPath } from "../../../blueprints/cost/price-list/offers";
import { PriceListReader } from "../../../blueprints/cost/price-list/read";
import { instance, offerFile, type TestProduct } from "../../cli/prices/offer-file";

function read(service: string, products: readonly TestProduct[], chunk = 1000) {
  const file = offerFiles(["eu-west-1"]).find((one) => one.service === service);
  if (!file) throw new Error(`no offers of ${service}`);
  const reader = new PriceListReader(file);
  const bytes = Buffer.from(offerFile(service, products));
  for (let at = 0; at < bytes.length; at += chunk) reader.push(bytes.subarray(at, at + chunk));
  return reader.end();
}

test("of all products those that are asked for, on demand, with the day of the list", () => {
  const { published, prices, ambiguous } = read("AmazonEC2", [
    instance("m7g.large", "0.0897000000"),
    instance("m7g.large", "0.1817000000", { operatingSystem: "Windows" }),
    instance("m7g.large", "0.0950000000", { tenancy: "Dedicated", usagetype: "EU-DedicatedUsage:m7g.large" }),
    instance("m7g.large", "0.0000000000", {
      capacitystatus: "AllocatedCapacityReservation",
      usagetype: "EU-Reservation:m7g.large",
    }),
    { family: "NAT Gateway", attributes: { usagetype: "EU-NatGateway-Hours" }, usd: { "0": "0.0480000000" } },
    { family: "NAT Gateway", attributes: { usagetype: "EU-NatGateway-Bytes" }, usd: { "0": "0.0480000000" } },
    { family: "Fee", attributes: { usagetype: "EU-Something" }, usd: { "0": "7.0000000000" } },
  ]);
  expect(published).toBe("2026-11-20");
  expect(ambiguous).toEqual([]);
  expect([...prices]).toEqual([
    ["ec2.instance.m7g.large", { unit: "hour", bands: [{ usd: 0.0897 }] }],
    ["vpc.nat", { unit: "hour", bands: [{ usd: 0.048 }] }],
    ["vpc.nat.data", { unit: "GB", bands: [{ usd: 0.048 }] }],
  ]);
});

test("us-east-1, whose usage types have no prefix", () => {
  const product = instance("t4g.small", "0.0168000000", { usagetype: "BoxUsage:t4g.small" });
  expect([...read("AmazonEC2", [product]).prices.keys()]).toEqual(["ec2.instance.t4g.small"]);
});

test("bands by volume come in our units, in their order", () => {
  const { prices } = read("AmazonRDS", [
    {
      family: "System Operation",
      attributes: { usagetype: "EU-Aurora:StorageIOUsage", databaseEngine: "Aurora PostgreSQL" },
      usd: { "0": "0.0000002200", "2000000": "0.0000001000" },
    },
  ]);
  expect(prices.get("aurora.io")).toEqual({ unit: "million requests", bands: [{ upTo: 2, usd: 0.22 }, { usd: 0.1 }] });
});

test("one band where pieces are counted one by one", () => {
  const check = (usagetype: string, usd: TestProduct["usd"]) => ({
    family: "DNS Health Check",
    attributes: { usagetype },
    usd,
  });
  const { prices } = read("AmazonRoute53", [
    check("Health-Check-AWS", { "0": "0.0000000000", "50": "0.5000000000" }),
    check("Health-Check-Option-AWS", { "0": "1.0000000000" }),
    { family: "DNS Zone", attributes: { usagetype: "HostedZone" }, usd: { "0": "0.5000000000", "25": "0.1000000000" } },
  ]);
  expect(Object.fromEntries([...prices].map(([id, { bands }]) => [id, bands]))).toEqual({
    "route53.check.aws": [{ usd: 0.5 }],
    "route53.check.option.aws": [{ usd: 1 }],
    "route53.zone": [{ usd: 0.5 }],
  });
});

test("prices that contradict each other are told, and none is taken", () => {
  const { prices, ambiguous } = read("AmazonEC2", [
    instance("m7g.large", "0.0897000000"),
    instance("m7g.large", "0.0900000000", { group: "other" }),
    instance("m7g.xlarge", "0.1790000000"),
    instance("m7g.xlarge", "0.1790000000", { group: "other" }),
  ]);
  expect(ambiguous).toEqual(["ec2.instance.m7g.large"]);
  expect([...prices.keys()]).toEqual(["ec2.instance.m7g.xlarge"]);
});

test("wherever the chunks begin and end", () => {
  const products = [instance("m7g.large", "0.0897000000"), instance("c7g.large", "0.0773000000")];
  const whole = read("AmazonEC2", products, 1e6);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 300 }), (chunk) => {
      expect(read("AmazonEC2", products, chunk)).toEqual(whole);
    }),
    { numRuns: 30 },
  );
});

test.each([
  ["something else", "{}", "no offer file"],
  ["a page", "<html>", "no offer file"],
  ["half of a file", offerFile("AmazonEC2", [instance("m7g.large", "0.1")]).slice(0, 700), "was cut off"],
])("%s ends with words", (_, text, message) => {
  const [file] = offerFiles(["eu-west-1"]);
  expect(() => {
    const reader = new PriceListReader(file as NonNullable<typeof file>);
    reader.push(Buffer.from(text));
    reader.end();
  }).toThrow(message);
});

test("every id that is refreshed is one that the checked-in file knows, in the same unit", () => {
  const units = new Map(PRICE_FILES.flatMap(({ prices }) => prices.map(({ id, unit }) => [id, unit])));
  for (const { offers } of offerFiles(["eu-west-1"]))
    for (const { id, unit } of offers) {
      const example = [...units.keys()].find((known) =>
        new RegExp(`^${id.replace(/\{\w+\}/g, "[\\w.]+")}$`).test(known),
      );
      expect([id, units.get(example ?? "")]).toEqual([id, unit]);
    }
});

test("where the files are", () => {
  const paths = offerFiles(["eu-west-1", "us-east-1"]).map(offerPath);
  expect(paths).toContain("/offers/v1.0/aws/AmazonEC2/current/us-east-1/index.json");
  expect(paths).toContain("/offers/v1.0/aws/AmazonCloudFront/current/index.json");
  expect(new Set(paths).size).toBe(paths.length);
});
