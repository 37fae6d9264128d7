import aws from "../facts/prices/aws.json";
import cloudflare from "../facts/prices/cloudflare.json";

/** The price of what lies in one band of volume: up to `upTo` units a month, then the next band's. */
export interface Band {
  readonly upTo?: number;
  readonly usd: number;
}

export interface PriceSource {
  readonly title: string;
  readonly address: string;
  /** Day or month that the price was read for; null where the copy does not tell. */
  readonly date: string | null;
}

export interface Price {
  readonly id: string;
  readonly unit: string;
  /** The region whose price it is; `global` where there is one price for all. */
  readonly region: string;
  /** True where another region's price stands in, because the asked region's is not known. */
  readonly standIn: boolean;
  readonly bands: readonly Band[];
  readonly source: PriceSource;
}

export interface PriceFile {
  readonly what: string;
  /** Day on which the file was put together; how old a price is, its source says. */
  readonly date: string;
  readonly currency: string;
  readonly sources: Readonly<Record<string, PriceSource>>;
  readonly prices: readonly {
    readonly id: string;
    readonly unit: string;
    readonly regions: Readonly<Record<string, PriceEntry | undefined>>;
  }[];
}

interface PriceEntry {
  readonly usd?: number;
  readonly tiers?: readonly Band[];
  readonly source: string;
}

/** The region whose prices are known best: it stands in where a region's own price is not known, and that is said. */
const BEST_KNOWN = "us-east-1";

/** Prices by id and region, from dated files. What a later file knows of a region counts before an earlier one's. */
export class PriceBook {
  private readonly byId = new Map<string, { file: PriceFile; entry: PriceFile["prices"][number] }[]>();

  constructor(readonly files: readonly PriceFile[]) {
    for (const file of files)
      for (const entry of file.prices) {
        const known = this.byId.get(entry.id);
        if (known) known.unshift({ file, entry });
        else this.byId.set(entry.id, [{ file, entry }]);
      }
  }

  /** @returns undefined where no region's price is known */
  price(id: string, region: string): Price | undefined {
    const known = this.byId.get(id) ?? [];
    for (const at of [region, "global", BEST_KNOWN])
      for (const { file, entry } of known) {
        const price = Object.hasOwn(entry.regions, at) ? entry.regions[at] : undefined;
        if (!price) continue;
        const source = file.sources[price.source];
        if (!source) throw new RangeError(`price ${id} names no source`);
        return {
          id,
          unit: entry.unit,
          region: at,
          standIn: at !== region && at !== "global",
          bands: price.tiers ?? [{ usd: price.usd ?? 0 }],
          source,
        };
      }
    return undefined;
  }
}

/** The prices that are checked in (facts/prices). */
export const PRICE_FILES: readonly PriceFile[] = [aws, cloudflare];
export const PRICES = new PriceBook(PRICE_FILES);
