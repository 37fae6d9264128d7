import { type Listener, ScanError, Scanner } from "../../graph/readers/sift/scanner";
import { isRecord } from "../../graph/values";
import type { Band } from "../price-book";
import { type Offer, type OfferFile, pricesOf } from "./offers";

/** Prices of one offer file. */
export interface PriceList {
  /** Day of the list, as AWS published it. */
  readonly published: string;
  readonly prices: ReadonlyMap<string, { readonly unit: string; readonly bands: readonly Band[] }>;
  /** Ids that products of different prices gave: none is taken. */
  readonly ambiguous: readonly string[];
}

const MAXIMUM_ENTRY = 4 * 1024 * 1024;
const MAXIMUM_HEAD = 1024 * 1024;

/**
 * Reads an offer file of the AWS Price List (JSON, format `v1.0`), which may have hundreds of megabytes, as it arrives: the products
 * that an offer asks for and their on-demand prices. Nothing else is kept.
 * @throws ScanError where the text is broken or is no offer file
 */
export class PriceListReader implements Listener {
  private readonly scanner = new Scanner(this, MAXIMUM_ENTRY);
  private readonly wants = new Map<string, readonly (readonly [string, Offer])[]>();
  private readonly found = new Map<string, { unit: string; bands: readonly Band[] }>();
  private readonly ambiguous = new Set<string>();
  private head = "";
  private isTerms = false;

  constructor(private readonly file: OfferFile) {}

  push(chunk: Uint8Array): void {
    this.scanner.push(chunk);
  }

  end(): PriceList {
    this.scanner.end();
    const published = /"publicationDate"\s*:\s*"(\d{4}-\d{2}-\d{2})/.exec(this.head)?.[1];
    if (published === undefined) throw new ScanError("is no offer file: it has no publicationDate");
    for (const id of this.ambiguous) this.found.delete(id);
    return { published, prices: this.found, ambiguous: [...this.ambiguous].sort() };
  }

  wanted(keys: readonly string[]): boolean {
    return keys[0] === "products" || (keys[0] === "terms" && (keys.length === 1 || keys[1] === "OnDemand"));
  }

  takes(keys: readonly string[], isList: boolean): boolean {
    const path = keys.join(".");
    this.isTerms = path === "terms.OnDemand";
    return !isList && (path === "products" || this.isTerms);
  }

  outside(bytes: Uint8Array): void {
    this.head += Buffer.from(bytes).toString("utf8");
    if (this.head.length > MAXIMUM_HEAD) throw new ScanError("is no offer file");
  }

  entry(text: Uint8Array, sku: string): void {
    const asked = this.wants.get(sku);
    if (this.isTerms && !asked) return;
    let value: unknown;
    try {
      value = JSON.parse(Buffer.from(text).toString("utf8"));
    } catch {
      throw new ScanError("is no JSON");
    }
    if (asked) for (const [id, offer] of asked) this.take(id, offer, bandsOf(value, offer));
    else if (isRecord(value) && isRecord(value.attributes)) {
      const { productFamily: family, attributes } = value;
      const ids = pricesOf({ family: String(family), attributes }, this.file.offers);
      if (ids.length > 0) this.wants.set(sku, ids);
    }
  }

  private take(id: string, { unit }: Offer, bands: readonly Band[] | undefined): void {
    if (!bands) return;
    const before = this.found.get(id);
    if (before && JSON.stringify(before.bands) !== JSON.stringify(bands)) this.ambiguous.add(id);
    this.found.set(id, { unit, bands });
  }
}

/** Bands of a product's on-demand terms; undefined where a price is not in US dollars or not a number. */
function bandsOf(terms: unknown, { per = 1, band }: Offer): readonly Band[] | undefined {
  const bands: { from: number; to: number; usd: number }[] = [];
  for (const term of members(terms))
    for (const dimension of members(isRecord(term) ? term.priceDimensions : undefined)) {
      if (!isRecord(dimension) || !isRecord(dimension.pricePerUnit)) return undefined;
      const { beginRange = "0", endRange = "Inf", pricePerUnit } = dimension;
      const to = endRange === "Inf" ? Number.POSITIVE_INFINITY : Number(endRange);
      bands.push({ from: Number(beginRange), to, usd: Number(pricePerUnit.USD) });
    }
  if (bands.length === 0 || bands.some(({ from, to, usd }) => Number.isNaN(from + to) || !(usd >= 0))) return undefined;
  bands.sort((a, b) => a.from - b.from);
  const inOurs = bands.map(
    ({ to, usd }): Band => ({
      ...(Number.isFinite(to) && { upTo: to / per }),
      usd: Number((usd * per).toPrecision(12)),
    }),
  );
  const one = band === "first" ? inOurs[0] : band === "last" ? inOurs.at(-1) : undefined;
  return one ? [{ usd: one.usd }] : inOurs;
}

const members = (value: unknown): readonly unknown[] => (isRecord(value) ? Object.values(value) : []);
