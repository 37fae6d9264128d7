import type { Secret, Unknown } from "./graph";

export const UNKNOWN: Unknown = { $unknown: true };
export const SECRET: Secret = { $secret: true };

/** True for a mapping: what is neither a list nor a single value. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** True for a value that is there but not known yet. */
export const isUnknown = (value: unknown): value is Unknown => isRecord(value) && value.$unknown === true;

/** True for a value whose content is never kept. */
export const isSecret = (value: unknown): value is Secret => isRecord(value) && value.$secret === true;

/** What a table says of a name that an input chose: never what every object has (`constructor`). */
export const entryOf = <T>(table: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;

/** Paths come from rules, which ask each for every resource; the bound is for those that are made from data. */
const MOST_PATHS = 10_000;
const splitPaths = new Map<string, readonly string[]>();

/** Steps of a dotted path: `a.b[0].c` is a, b, 0, c. */
export function stepsOf(path: string): readonly string[] {
  const known = splitPaths.get(path);
  if (known) return known;
  const steps = path.replace(/\[(\d+)\]/g, ".$1").split(".");
  if (splitPaths.size >= MOST_PATHS) splitPaths.clear();
  splitPaths.set(path, steps);
  return steps;
}

/**
 * The value at a dotted path (`a.b[0].c`) below inputs. An unknown or secret ancestor stands for everything below it.
 * @returns undefined where nothing is written
 */
export function valueAt(inputs: Readonly<Record<string, unknown>>, path: string): unknown {
  let at: unknown = inputs;
  for (const step of stepsOf(path)) {
    if (isUnknown(at) || isSecret(at)) return at;
    if (Array.isArray(at)) at = at[Number(step)];
    else if (isRecord(at) && Object.hasOwn(at, step)) at = at[step];
    else return undefined;
  }
  return at === null ? undefined : at;
}

/** Every string below a value, in its order. */
export function stringsOf(value: unknown): readonly string[] {
  const strings: string[] = [];
  collect(value, strings);
  return strings;
}

function collect(value: unknown, into: string[]): void {
  if (typeof value === "string") into.push(value);
  else if (Array.isArray(value)) for (const item of value) collect(item, into);
  else if (isRecord(value)) for (const key in value) if (Object.hasOwn(value, key)) collect(value[key], into);
}
