import type { PriceFile, PriceSource } from "../../blueprints/cost/price-book";
import { clean } from "../../blueprints/problems/format";
import { wrapText } from "./plan/layout";

interface RegionPrices {
  readonly region: string;
  readonly prices: number;
  /** Day or month of the oldest and newest source that tells one. */
  readonly oldest: string | null;
  readonly newest: string | null;
}

/** What `scalekit prices --format json` prints. */
export interface PricesDocument {
  readonly schemaVersion: "1";
  readonly currency: "USD";
  readonly regions: readonly RegionPrices[];
  readonly sources: readonly PriceSource[];
}

/** Known prices by region; a later file's count before an earlier one's. */
export function pricesJson(files: readonly PriceFile[]): PricesDocument {
  const regions = new Map<string, Map<string, PriceSource | undefined>>();
  for (const { sources, prices } of files)
    for (const { id, regions: known } of prices)
      for (const [region, price] of Object.entries(known)) {
        const byId = regions.get(region) ?? new Map<string, PriceSource | undefined>();
        regions.set(region, byId.set(id, price && sources[price.source]));
      }
  const used = new Set([...regions.values()].flatMap((byId) => [...byId.values()]));
  return {
    schemaVersion: "1",
    currency: "USD",
    regions: [...regions]
      .map(([region, byId]): RegionPrices => {
        const dates = [...byId.values()].flatMap((source) => source?.date ?? []).sort();
        return { region, prices: byId.size, oldest: dates[0] ?? null, newest: dates.at(-1) ?? null };
      })
      .sort((a, b) => b.prices - a.prices || (a.region < b.region ? -1 : 1)),
    sources: files.flatMap(({ sources }) => Object.values(sources)).filter((source) => used.has(source)),
  };
}

/** @param width columns of the terminal; addresses stay whole, to be copied */
export function pricesText(files: readonly PriceFile[], width: number): string {
  const { regions, sources } = pricesJson(files);
  const longest = Math.max(...regions.map(({ region }) => region.length), "region".length);
  return [
    `${"region".padEnd(longest)}  prices  oldest      newest`,
    ...regions.map(
      ({ region, prices, oldest, newest }) =>
        `${clean(region).padEnd(longest)}  ${String(prices).padStart(6)}  ${(oldest ?? "not told").padEnd(10)}  ${newest ?? "not told"}`,
    ),
    "",
    ...wrapText("Where a region's own price is not known, that of us-east-1 stands in, and `cost` says so.", width),
    "",
    "From",
    ...sources.flatMap(({ title, address, date }) => [
      ...wrapText(`${clean(title)}, ${date ?? "no day told"}`, width - 2).map((line) => `  ${line}`),
      `    ${clean(address)}`,
    ]),
    "",
  ].join("\n");
}
