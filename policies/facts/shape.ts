import type { GraphResource } from "../../blueprints/graph/graph";
import { isSecret, isUnknown } from "../../blueprints/graph/values";
import type { World } from "../world/world";

/** One resource as each region has it: the same type and name in stacks that differ by their region alone. */
export interface Slot {
  readonly name: string;
  readonly byRegion: ReadonlyMap<string, GraphResource>;
  /** Regions that have anything of the part that it belongs to: where it may be expected. */
  readonly expected: readonly string[];
}

/** The slots of an environment, for stacks that are named after one of these regions. */
export const slotsOf = (regions: readonly string[], world: World): readonly Slot[] =>
  world.fact("shape.slots", () => {
    const slots = new Map<string, Map<string, GraphResource>>();
    const parts = new Map<string, Set<string>>();
    const partOf = new Map<string, string>();
    for (const resource of world.resources) {
      const region = stackRegion(resource, regions);
      if (!resource.custom || region === undefined) continue;
      const form = resource.stack.replace(region, "*");
      const part = `${form} ${resource.part ?? ""}`;
      const key = `${form} ${resource.type} ${resource.name.replaceAll(region, "*")}`;
      slots.set(key, (slots.get(key) ?? new Map<string, GraphResource>()).set(region, resource));
      parts.set(part, (parts.get(part) ?? new Set<string>()).add(region));
      partOf.set(key, part);
    }
    return [...slots].map(([key, byRegion]): Slot => {
      const there = parts.get(partOf.get(key) ?? "") ?? new Set();
      const [first] = byRegion.values();
      return { name: first?.name ?? key, byRegion, expected: regions.filter((region) => there.has(region)) };
    });
  });

export const stackRegion = ({ stack }: GraphResource, regions: readonly string[]): string | undefined =>
  regions.find((region) => stack === region || stack.endsWith(`-${region}`) || stack.includes(`-${region}-`));

/**
 * What can be compared of a resource: each path with its values. Numbers and truth as they are, words with the region left
 * out; names, addresses and what is not known yet count by their number only.
 */
export function shapeOf({ inputs, region }: GraphResource, home: string): ReadonlyMap<string, readonly string[]> {
  const values = new Map<string, string[]>([["region", [region === home ? "its own" : "another"]]]);
  const visit = (value: unknown, path: string): void => {
    if (path === "region" || path === "tags") return;
    if (Array.isArray(value)) for (const item of value) visit(item, `${path}[]`);
    else if (typeof value === "object" && value !== null && !isUnknown(value) && !isSecret(value))
      for (const [key, item] of Object.entries(value)) visit(item, path === "" ? key : `${path}.${key}`);
    else if (value !== undefined && value !== null)
      values.set(path, [...(values.get(path) ?? []), comparable(value, home)]);
  };
  visit(inputs, "");
  return values;
}

/** True where two lists of values may be the same: what is not known yet may be anything. */
export const alike = (one: readonly string[] | undefined, other: readonly string[] | undefined): boolean =>
  one?.length === other?.length &&
  (one ?? []).every((value, index) => value === other?.[index] || value === OPEN || other?.[index] === OPEN);

const OPEN = "not known yet";

const WORD = /^[A-Za-z*][A-Za-z_*-]*$/;
function comparable(value: unknown, home: string): string {
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (isUnknown(value) || isSecret(value)) return OPEN;
  const word = typeof value === "string" ? value.replaceAll(home, "*") : "";
  return WORD.test(word) ? word : "set";
}
