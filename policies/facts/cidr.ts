/** Addresses of an IPv4 range as numbers, both ends included. */
export interface Range {
  readonly first: number;
  readonly last: number;
}

/**
 * An IPv4 range as it is written (`10.0.0.0/16`, or one address).
 * @returns undefined for IPv6 and for what is no range
 */
export function parseCidr(text: string): Range | undefined {
  const [address = "", length = "32"] = text.split("/");
  const parts = address.split(".").map(Number);
  const bits = Number(length);
  const isByte = (part: number): boolean => Number.isInteger(part) && part >= 0 && part <= 255;
  if (parts.length !== 4 || !parts.every(isByte) || !Number.isInteger(bits) || bits < 0 || bits > 32) return undefined;
  const size = 2 ** (32 - bits);
  const value = parts.reduce((sum, part) => sum * 256 + part, 0);
  const first = Math.floor(value / size) * size;
  return { first, last: first + size - 1 };
}

export const sizeOf = ({ first, last }: Range): number => last - first + 1;

export const overlaps = (a: Range, b: Range): boolean => a.first <= b.last && b.first <= a.last;

/** True where one of the outer ranges covers all of the inner one. Ranges that can't be parsed cover only themselves. */
export function covered(inner: string, outer: readonly string[]): boolean {
  const range = parseCidr(inner);
  return outer.some((text) => {
    if (text === inner) return true;
    const other = parseCidr(text);
    return range !== undefined && other !== undefined && other.first <= range.first && range.last <= other.last;
  });
}

/** The addresses that all of the internet has. */
export const ANYWHERE = "0.0.0.0/0";
