import { UNKNOWN } from "../../values";

/** Logical ids that unknown values come from. Each unknown is an object of its own, so that it can be asked after. */
const origins = new WeakMap<object, readonly string[]>();

/** A value that isn't known, and the resources that it will come from. */
export function unknownFrom(...logicalIds: readonly string[]): unknown {
  if (logicalIds.length === 0) return UNKNOWN;
  const mark = { ...UNKNOWN };
  origins.set(mark, [...new Set(logicalIds)]);
  return mark;
}

/** Logical ids behind the unknown values in a value, at any depth. */
export function originsOf(value: unknown): string[] {
  const found = new Set<string>();
  const left: unknown[] = [value];
  while (left.length > 0) {
    const at = left.pop();
    if (typeof at !== "object" || at === null) continue;
    const known = origins.get(at);
    if (known) for (const id of known) found.add(id);
    else for (const inner of Object.values(at)) left.push(inner);
  }
  return [...found];
}
