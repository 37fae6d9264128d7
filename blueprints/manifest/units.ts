/**
 * Units as people write them, and the numbers that the code works with. One parser a unit; a parser answers undefined
 * for what it does not understand and never throws. Ranges are the schema's business (schema/units.ts).
 */

/** `60s`, `5m`, `2h`, `300ms`, `14d` in seconds. */
export function durationSeconds(text: string): number | undefined {
  const [, number, unit] = /^(\d+(?:\.\d+)?)\s*(ms|s|m|h|d)$/.exec(text) ?? [];
  if (number === undefined || unit === undefined) return undefined;
  // Thousandths are counted whole so that 300ms is 0.3 and not 0.30000000000000004.
  return Math.round(Number(number) * MILLISECONDS[unit as keyof typeof MILLISECONDS]) / 1000;
}
const MILLISECONDS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** `14d` in days. */
export const days = (text: string): number | undefined => whole(/^(\d+)\s*d$/.exec(text)?.[1]);

/** `99.95%` as a fraction: 0.9995. */
export const percent = (text: string): number | undefined => fraction(/^(\d+(?:\.\d+)?)\s*%$/.exec(text)?.[1]);

/** `8%/month` as a fraction a month; a shrinking service has a minus. */
export const growthPerMonth = (text: string): number | undefined =>
  fraction(/^(-?\d+(?:\.\d+)?)\s*%\s*\/\s*month$/.exec(text)?.[1]);

/** `2000rps` in requests a second. */
export function requestsPerSecond(text: string): number | undefined {
  const number = /^(\d+(?:\.\d+)?)\s*rps$/.exec(text)?.[1];
  return number === undefined ? undefined : Number(number);
}

/** `512 MiB`, `2 GiB` in MiB. */
export const memoryMiB = (text: string): number | undefined => size(text, { MiB: 1, GiB: 1024 });

/** `100 GiB`, `2 TiB` in GiB. */
export const storageGiB = (text: string): number | undefined => size(text, { GiB: 1, TiB: 1024 });

/** `500m` (thousandths) or `2`, `0.5` in cores, as Kubernetes writes them. */
export function cpuCores(text: string | number): number | undefined {
  const [, number, milli] = /^(\d+(?:\.\d+)?)(m?)$/.exec(String(text)) ?? [];
  if (number === undefined) return undefined;
  return milli === "m" ? Number(number) / 1000 : Number(number);
}

/** `12000 USD` a month. */
export function money(text: string): { readonly amount: number; readonly currency: "USD" } | undefined {
  const number = /^(\d+(?:\.\d{1,2})?)\s*USD$/.exec(text)?.[1];
  return number === undefined ? undefined : { amount: Number(number), currency: "USD" };
}

function size(text: string, units: Readonly<Record<string, number>>): number | undefined {
  const [, number, unit] = /^(\d+(?:\.\d+)?)\s*([KMGT]iB)$/.exec(text) ?? [];
  const factor = unit === undefined ? undefined : units[unit];
  return number === undefined || factor === undefined ? undefined : Number(number) * factor;
}

/** Decimal shift in text, so that 99.95% is exactly the number 0.9995. */
function fraction(number: string | undefined): number | undefined {
  return number === undefined ? undefined : Number(`${number}e-2`);
}

function whole(number: string | undefined): number | undefined {
  return number === undefined ? undefined : Number(number);
}
