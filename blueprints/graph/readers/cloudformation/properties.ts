import { isSecret, isUnknown, SECRET, stepsOf } from "../../values";
import type { Property, Shape } from "../aws-shapes";
import { isRecord, isText, type Json, MAXIMUM_DEPTH } from "../reading";
import { looksSecret, withoutSecretKeys } from "../secret-names";
import { toDocument } from "./documents";
import { lowerFirst, type Mapped, type Place, propertyFor, propertyNamed } from "./types";

export type Inputs = Record<string, unknown>;

interface Job {
  readonly type: Mapped | undefined;
  /** Last part of the type's name: names that begin with it drop it. */
  readonly resource: string;
  readonly root: Inputs;
}

/** Resolved properties of a resource under Pulumi's names. */
export function toInputs(type: string, properties: Json, mapped: Mapped | undefined): Inputs {
  const root: Inputs = {};
  fill(root, properties, mapped?.shape, "", { type: mapped, resource: type.split("::")[2] ?? "", root }, 0);
  return root;
}

function fill(into: Inputs, values: Json, shape: Shape | undefined, path: string, job: Job, depth: number): void {
  if (depth > MAXIMUM_DEPTH) return;
  for (const [name, value] of Object.entries(values)) {
    if (value === null || value === "" || name === "__proto__") continue;
    const at = path === "" ? name : `${path}.${name}`;
    place(into, name, value, shape, at, job.type?.places.get(at), job, depth);
  }
}

function place(
  into: Inputs,
  name: string,
  value: unknown,
  shape: Shape | undefined,
  path: string,
  where: Place | undefined,
  job: Job,
  depth: number,
): void {
  if (where === "-") return;
  if (where === ".") {
    for (const inner of Array.isArray(value) ? value : [value])
      if (isRecord(inner) && !isMark(inner)) fill(into, inner, shape, path, job, depth + 1);
    return;
  }
  if (where !== undefined && !isText(where)) {
    keyed(into, value, where);
    return;
  }
  const absolute = where?.startsWith("/") === true;
  const target = absolute ? where.slice(1) : where;
  const within = absolute ? job.type?.shape : shape;
  const property =
    target === undefined ? propertyFor(shape, name, depth === 0 ? job.resource : "") : along(within, stepsOf(target));
  if (property?.output && target === undefined) return;
  const converted = convert(value, property, name, path, job, depth);
  if (converted !== undefined)
    put(absolute ? job.root : into, stepsOf(target ?? property?.pulumi ?? lowerFirst(name)), converted);
}

/** A list of {Key, Value} whose keys have places of their own. */
function keyed(into: Inputs, value: unknown, places: Readonly<Record<string, string>>): void {
  if (!Array.isArray(value)) return;
  for (const item of value) {
    if (!isRecord(item) || !isText(item.Key) || !Object.hasOwn(places, item.Key)) continue;
    put(into, stepsOf(places[item.Key] ?? ""), item.Value);
  }
}

function convert(
  value: unknown,
  property: Property | undefined,
  name: string,
  path: string,
  job: Job,
  depth: number,
): unknown {
  if (property ? property.secret : looksSecret(name)) return SECRET;
  if (isMark(value)) return value;
  const block = (item: unknown): unknown => {
    if (!isRecord(item) || isMark(item)) return item;
    const inner: Inputs = {};
    fill(inner, item, property?.shape, path, job, depth + 1);
    return inner;
  };
  if (Array.isArray(value)) {
    const pairs = property?.shape ? undefined : asMap(value);
    if (pairs) return pairs;
    if (property && !property.shape && isDocument(name)) return toDocument(value, name);
    return property?.single ? block(value[0]) : value.map(block);
  }
  if (!isRecord(value)) return value;
  if (property && !property.shape) return isDocument(name) ? toDocument(value, name) : withoutSecretKeys(value);
  return property?.plural ? [block(value)] : block(value);
}

/** Tags and dimensions, which Pulumi has as a mapping. */
function asMap(list: readonly unknown[]): unknown {
  const pairs = list.map((item) => {
    const key = isRecord(item) ? (item.Key ?? item.Name) : undefined;
    return isRecord(item) && isText(key) && Object.hasOwn(item, "Value") ? ([key, item.Value] as const) : undefined;
  });
  return list.length > 0 && !pairs.includes(undefined)
    ? Object.fromEntries(pairs.filter((pair) => pair !== undefined))
    : undefined;
}

const isDocument = (name: string): boolean => /(Policy|Document|Pattern|Definitions?|Template|Body)$/.test(name);
const isMark = (value: unknown): boolean => isUnknown(value) || isSecret(value);

function along(shape: Shape | undefined, steps: readonly string[]): Property | undefined {
  let at: Property | undefined;
  let inside = shape;
  for (const step of steps) {
    if (/^\d+$/.test(step)) continue;
    at = propertyNamed(inside, step);
    inside = at?.shape;
  }
  return at;
}

/** Puts a value at a path, making objects and lists on the way. */
function put(into: Inputs, steps: readonly string[], value: unknown): void {
  let at: Inputs | unknown[] = into;
  steps.forEach((step, index) => {
    const key = step as keyof typeof at;
    if (index === steps.length - 1) at[key] = value as never;
    else {
      const next = at[key] as unknown;
      if (typeof next === "object" && next !== null && !isMark(next)) at = next as Inputs | unknown[];
      else {
        const fresh: Inputs | unknown[] = /^\d+$/.test(steps[index + 1] ?? "") ? [] : {};
        at[key] = fresh as never;
        at = fresh;
      }
    }
  });
}
