import type { Band, PriceFile, PriceSource } from "../../blueprints/cost/price-book";
import { type OfferFile, offerFiles, offerPath } from "../../blueprints/cost/price-list/offers";
import { type PriceList, PriceListReader } from "../../blueprints/cost/price-list/read";
import { ScanError } from "../../blueprints/graph/readers/sift/scanner";
import { ScalekitError } from "../../blueprints/problems/problem";

/** Where AWS publishes its price list, open to everybody. */
export const PRICE_LIST = "https://pricing.us-east-1.amazonaws.com";
/** Nothing has come for so long. */
const IDLE_MILLISECONDS = 60_000;
const MAXIMUM_BYTES = 2 * 1024 * 1024 * 1024;

export interface RefreshOptions {
  readonly regions: readonly string[];
  /** A mirror of the offer files. */
  readonly endpoint: string;
  /** Day of today, which the file is of. */
  readonly today: string;
  readonly progress?: (what: string, bytes: number) => void;
  readonly signal?: AbortSignal;
}

export interface Refreshed {
  readonly file: PriceFile;
  /** Ids for which a list had prices that contradict each other. */
  readonly ambiguous: readonly string[];
}

/**
 * Reads the offer files of the AWS Price List for these regions, one after the other as they arrive, and keeps the prices that
 * `cost` asks for.
 * @throws ScalekitError SK3051 where one cannot be read
 */
export async function refreshPrices(options: RefreshOptions): Promise<Refreshed> {
  const sources: Record<string, PriceSource> = {};
  const prices = new Map<string, { unit: string; regions: Record<string, Entry> }>();
  const ambiguous = new Set<string>();
  for (const file of offerFiles(options.regions)) {
    const { service, region = "global" } = file;
    const address = `${options.endpoint.replace(/\/+$/, "")}${offerPath(file)}`;
    const list = await readList(file, address, options);
    const source = `${service} ${region}`;
    sources[source] = { title: `AWS Price List, ${service}, ${region}`, address, date: list.published };
    for (const [id, { unit, bands }] of list.prices) {
      const known = prices.get(id) ?? { unit, regions: {} };
      known.regions[region] = { ...amountOf(bands), source };
      prices.set(id, known);
    }
    for (const id of list.ambiguous) ambiguous.add(`${id} in ${region}`);
  }
  return {
    file: {
      what: "AWS on demand, from the AWS Price List; written by `scalekit prices --refresh`",
      date: options.today,
      currency: "USD",
      sources,
      prices: [...prices].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, price]) => ({ id, ...price })),
    },
    ambiguous: [...ambiguous].sort(),
  };
}

type Entry = NonNullable<PriceFile["prices"][number]["regions"][string]>;

function amountOf(bands: readonly Band[]): { readonly usd: number } | { readonly tiers: readonly Band[] } {
  const [only] = bands;
  return bands.length === 1 && only ? { usd: only.usd } : { tiers: bands };
}

async function readList(
  file: OfferFile,
  address: string,
  { progress = () => undefined, signal }: RefreshOptions,
): Promise<PriceList> {
  const reader = new PriceListReader(file);
  const idle = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const wait = (): void => {
    clearTimeout(timer);
    timer = setTimeout(
      () => idle.abort(new Error(`nothing came for ${IDLE_MILLISECONDS / 1000} s`)),
      IDLE_MILLISECONDS,
    );
  };
  try {
    wait();
    const signals = signal ? [idle.signal, signal] : [idle.signal];
    const response = await fetch(address, { signal: AbortSignal.any(signals), redirect: "error" });
    if (!response.ok || !response.body) throw new Error(`the answer was ${response.status}`);
    let bytes = 0;
    for await (const chunk of response.body) {
      wait();
      bytes += chunk.length;
      if (bytes > MAXIMUM_BYTES) throw new Error(`it is larger than ${MAXIMUM_BYTES} bytes`);
      reader.push(chunk);
      progress(`${file.service}${file.region === undefined ? "" : ` ${file.region}`}`, bytes);
    }
    return reader.end();
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ScalekitError(
      {
        code: "SK3051",
        message: `${address} cannot be read: ${reasonOf(error)}`,
        fix: "check the connection and the region's name; `--endpoint` names a mirror of the offer files",
      },
      2,
      { cause: error },
    );
  } finally {
    clearTimeout(timer);
  }
}

/** fetch hides what went wrong in the cause. */
function reasonOf(error: unknown): string {
  if (error instanceof ScanError) return `it ${error.message}`;
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return cause instanceof Error && cause.message !== "" ? cause.message : error.message;
}
