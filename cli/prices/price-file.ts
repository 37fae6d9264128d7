import { basename, join } from "node:path";
import { PRICE_FILES, PriceBook, type PriceFile } from "../../blueprints/cost/price-book";
import { isRecord } from "../../blueprints/graph/values";
import { ScalekitError } from "../../blueprints/problems/problem";
import { readRegularFile } from "../../stacks/regular-file";

/** Beside the manifest: prices that `scalekit prices --refresh` wrote, for the team to check in. */
export const PRICES_NAME = "scalekit.prices.json";
const MAXIMUM_BYTES = 16 * 1024 * 1024;

/**
 * The prices of this folder: its own file's where it has one, before those that scalekit comes with.
 * @param named a file that was asked for, which must be there
 * @throws ScalekitError SK3050 where the file is not a price file
 */
export function pricesIn(folder: string, named?: string): PriceBook {
  const path = named ?? join(folder, PRICES_NAME);
  let text: string | undefined;
  try {
    text = readRegularFile(path, MAXIMUM_BYTES);
  } catch (error) {
    throw refuse(path, (error as Error).message);
  }
  if (text === undefined && named !== undefined) throw refuse(path, "it is not there");
  return priceBookWith(text, path);
}

/**
 * The prices that scalekit comes with, and before them those of a price file's text where there is one.
 * @throws ScalekitError SK3050
 */
export const priceBookWith = (text: string | undefined, path: string): PriceBook =>
  new PriceBook(text === undefined ? PRICE_FILES : [...PRICE_FILES, parsed(text, path)]);

function parsed(text: string, path: string): PriceFile {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw refuse(path, "it is no JSON");
  }
  const wrong = problemOf(value);
  if (wrong !== undefined) throw refuse(path, wrong);
  return value as PriceFile;
}

/** What keeps a value from being a price file; undefined: it is one. */
function problemOf(value: unknown): string | undefined {
  if (!isRecord(value) || value.currency !== "USD") return "it has no prices in USD";
  const { sources, prices } = value;
  if (!isRecord(sources) || !Object.values(sources).every(isSource)) return "a source lacks its title, address or date";
  if (!Array.isArray(prices)) return "it has no list of prices";
  for (const [index, price] of prices.entries()) {
    if (!isRecord(price) || typeof price.id !== "string" || typeof price.unit !== "string" || !isRecord(price.regions))
      return `price ${index + 1} lacks its id, unit or regions`;
    for (const [region, entry] of Object.entries(price.regions)) {
      const isKnown = isRecord(entry) && typeof entry.source === "string" && Object.hasOwn(sources, entry.source);
      if (!isKnown || !isAmount(entry)) return `price ${index + 1} is wrong for ${JSON.stringify(region).slice(0, 40)}`;
    }
  }
  return undefined;
}

const isSource = (value: unknown): boolean =>
  isRecord(value) &&
  typeof value.title === "string" &&
  typeof value.address === "string" &&
  (value.date === null || (typeof value.date === "string" && /^\d{4}-\d\d(-\d\d)?$/.test(value.date)));

const isUsd = (value: unknown): boolean => typeof value === "number" && Number.isFinite(value) && value >= 0;

/** One price, or bands that end with one for all that is more. */
function isAmount({ usd, tiers }: Readonly<Record<string, unknown>>): boolean {
  if (tiers === undefined) return isUsd(usd);
  return (
    Array.isArray(tiers) &&
    tiers.length > 0 &&
    tiers.every(
      (band, index) =>
        isRecord(band) &&
        isUsd(band.usd) &&
        (index === tiers.length - 1 ? band.upTo === undefined : typeof band.upTo === "number" && band.upTo > 0),
    )
  );
}

const refuse = (path: string, why: string): ScalekitError =>
  new ScalekitError({
    code: "SK3050",
    message: `${basename(path)} cannot be used for prices: ${why}`,
    expected: "what `scalekit prices --refresh` writes",
    fix: "write it again with `scalekit prices --refresh`, or remove it",
  });
