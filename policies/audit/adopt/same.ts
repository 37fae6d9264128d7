import { isRecord, isSecret, isUnknown } from "../../../blueprints/graph/values";

/** Two values, as far as both are known. */
export type Likeness = "same" | "differs" | "unseen";

/**
 * Whether two inputs say the same, in whatever tool's spelling: numbers as text, JSON as text, lists that have no order, and
 * nothing for none. What either side does not know is unseen.
 */
export function likeness(planned: unknown, existing: unknown): Likeness {
  if (holdsHidden(planned) || holdsHidden(existing)) return "unseen";
  return canonical(planned) === canonical(existing) ? "same" : "differs";
}

function holdsHidden(value: unknown): boolean {
  if (isUnknown(value) || isSecret(value)) return true;
  if (Array.isArray(value)) return value.some(holdsHidden);
  return isRecord(value) && Object.values(value).some(holdsHidden);
}

const NOTHING = "null";

/** One text for all spellings of a value; members that say nothing are left out. */
export function canonical(value: unknown): string {
  if (value === undefined || value === null || value === "" || value === false || value === "false") return NOTHING;
  if (Array.isArray(value)) {
    const items = value.map(canonical).filter((item) => item !== NOTHING);
    // A list of one mapping and the mapping itself are the same block.
    if (items.length === 1 && isRecord(value[0])) return items[0] ?? NOTHING;
    return items.length === 0 ? NOTHING : `[${items.sort().join(",")}]`;
  }
  if (isRecord(value)) {
    const members = Object.entries(value)
      .filter(([name]) => name !== "__defaults")
      .map(([name, member]) => [name, canonical(member)] as const)
      .filter(([, text]) => text !== NOTHING)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return members.length === 0
      ? NOTHING
      : `{${members.map(([name, text]) => `${JSON.stringify(name)}:${text}`).join(",")}}`;
  }
  if (typeof value === "string") return text(value);
  return JSON.stringify(String(value));
}

/** Policies and containers come as JSON in texts, with whatever spaces. */
function text(value: string): string {
  if (/^\s*[[{]/.test(value) && value.length < 200_000) {
    try {
      return canonical(JSON.parse(value));
    } catch {
      return JSON.stringify(value);
    }
  }
  return JSON.stringify(value);
}
