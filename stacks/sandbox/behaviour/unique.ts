import unique from "../facts/behaviour/unique.json";
import { at, isEmpty, type Properties, text, UNKNOWN } from "../value";

/** In which scope a type's name is taken, and which properties make it up. */
export interface Uniqueness {
  /** region: one a region; account: one an account; world: one among all customers. */
  readonly scope: "region" | "account" | "world";
  readonly by: readonly string[];
  /** RDS and its like keep identifiers in lower case. */
  readonly caseless?: boolean;
  /** The cloud's own words when the name is taken. */
  readonly error?: string;
}

const TYPES = new Map<string, Uniqueness>(Object.entries(unique.types as Readonly<Record<string, Uniqueness>>));

/** Every Kubernetes object is unique in its cluster by kind, namespace and name. */
const OBJECT: Uniqueness = { scope: "region", by: ["metadata.name", "metadata.namespace"] };

const ruleOf = (type: string): Uniqueness | undefined =>
  TYPES.get(type) ?? (type.startsWith("kubernetes:") ? OBJECT : undefined);

export const uniquenessOf = ruleOf;

/** What makes a thing unique in its scope; empty where its type has no such name, or the name is chosen by the cloud. */
export function uniqueKey(type: string, properties: Properties, region: string): string {
  const rule = ruleOf(type);
  if (!rule) return "";
  const values = rule.by.map((name) => text(properties, name));
  if (isEmpty(values[0]) || values[0] === "") return "";
  const scope = rule.scope === "region" ? region : rule.scope;
  const key = [scope, ...values].join("|");
  return rule.caseless ? key.toLowerCase() : key;
}

/** Whether a replacement would need the name that its predecessor still has; the old one must go first then. */
export function keepsName(type: string, before: Properties, after: Properties): boolean {
  const rule = ruleOf(type);
  if (!rule) return false;
  return rule.by.every((name) => text(before, name) === text(after, name) && at(after, name) !== UNKNOWN);
}
