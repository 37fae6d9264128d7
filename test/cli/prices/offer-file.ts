/** A product of an offer file, as AWS writes them: everything is a text. */
export interface TestProduct {
  readonly family: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Price by the begin of its band. */
  readonly usd: Readonly<Record<string, string>>;
}

/** The JSON of an offer file, with the terms for reserved capacity that real ones are full of. */
export function offerFile(service: string, products: readonly TestProduct[]): string {
  const sku = (index: number): string => `SKU${String(index).padStart(13, "0")}`;
  const terms = (usd: TestProduct["usd"], index: number, code: string) => {
    const begins = Object.keys(usd);
    const dimensions = begins.map((begin, at) => [
      `${sku(index)}.${code}.${at}`,
      {
        rateCode: `${sku(index)}.${code}.${at}`,
        description: "words about the price",
        beginRange: begin,
        endRange: begins[at + 1] ?? "Inf",
        unit: "Hrs",
        pricePerUnit: { USD: usd[begin] },
        appliesTo: [],
      },
    ]);
    return { [`${sku(index)}.${code}`]: { offerTermCode: code, priceDimensions: Object.fromEntries(dimensions) } };
  };
  const all = (code: string, of: (product: TestProduct) => TestProduct["usd"]) =>
    Object.fromEntries(products.map((product, index) => [sku(index), terms(of(product), index, code)]));
  return JSON.stringify({
    formatVersion: "v1.0",
    disclaimer: "This pricing list is for informational purposes only.",
    offerCode: service,
    version: "20261120000000",
    publicationDate: "2026-11-20T08:00:00Z",
    products: Object.fromEntries(
      products.map(({ family, attributes }, index) => [
        sku(index),
        { sku: sku(index), productFamily: family, attributes: { servicecode: service, ...attributes } },
      ]),
    ),
    terms: {
      OnDemand: all("JRTCKXETXF", ({ usd }) => usd),
      Reserved: all("4NA7Y494T4", () => ({ "0": "0.0000010000" })),
    },
    attributesList: {},
  });
}

const LINUX = {
  tenancy: "Shared",
  operatingSystem: "Linux",
  preInstalledSw: "NA",
  licenseModel: "No License required",
  capacitystatus: "Used",
};

/** An instance type's product, Linux on demand unless more is said. */
export const instance = (type: string, usd: string, more: Record<string, string> = {}): TestProduct => ({
  family: "Compute Instance",
  attributes: { ...LINUX, instanceType: type, usagetype: `EU-BoxUsage:${type}`, ...more },
  usd: { "0": usd },
});
