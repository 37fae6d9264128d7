import facts from "../../facts/prices/offers.json";

/** Which products of an offer file a price is read from. */
export interface Offer {
  /** Price id; `{attribute}` stands for an attribute of the product. */
  readonly id: string;
  readonly unit: string;
  /** The offer's units that the price is for. Default 1. */
  readonly per?: number;
  readonly family: string;
  /** On usagetype, without the prefix that most regions have. */
  readonly usage?: string;
  readonly where?: Readonly<Record<string, string | undefined>>;
  /** The one band that is taken; default all. */
  readonly band?: string;
}

export interface OfferFile {
  readonly service: string;
  /** undefined: the service has one price list for all regions. */
  readonly region?: string;
  readonly offers: readonly Offer[];
}

/** The offer files that hold the known prices of these regions. */
export const offerFiles = (regions: readonly string[]): readonly OfferFile[] => [
  ...regions.flatMap((region) =>
    Object.entries<readonly Offer[]>(facts.regional).map(([service, offers]) => ({ service, region, offers })),
  ),
  ...Object.entries<readonly Offer[]>(facts.global).map(([service, offers]) => ({ service, offers })),
];

/** Path of an offer file below the price list's host; the newest version. */
export const offerPath = ({ service, region }: OfferFile): string =>
  ["/offers/v1.0/aws", service, "current", ...(region === undefined ? [] : [region]), "index.json"].join("/");

/** `EUW1-BoxUsage:m7g.large` and `BoxUsage:m7g.large` are one usage; us-east-1 has no prefix. */
const REGION_PREFIX = /^(?:[A-Z]{2,4}\d?|Global)-/;

/** Compiled once: an offer file has tens of thousands of products. */
const patterns = new WeakMap<Offer, RegExp>();

function patternOf(offer: Offer): RegExp {
  const known = patterns.get(offer) ?? new RegExp(offer.usage ?? "");
  patterns.set(offer, known);
  return known;
}

export interface Product {
  readonly family: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** Price ids that a product gives, with the offer that says so. */
export function pricesOf(
  { family, attributes }: Product,
  offers: readonly Offer[],
): readonly (readonly [string, Offer])[] {
  const usage = String(attributes.usagetype ?? "").replace(REGION_PREFIX, "");
  return offers
    .filter(
      (offer) =>
        offer.family === family &&
        patternOf(offer).test(usage) &&
        Object.entries(offer.where ?? {}).every(([name, value]) => attributes[name] === value),
    )
    .map((offer) => [offer.id.replace(/\{(\w+)\}/g, (_, name) => String(attributes[name]).toLowerCase()), offer]);
}
