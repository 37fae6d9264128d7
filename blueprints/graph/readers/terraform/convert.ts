import { SECRET, UNKNOWN } from "../../values";
import { camelCase, type Property, type Shape } from "../aws-shapes";
import { isRecord, MAXIMUM_DEPTH } from "../reading";
import { looksSecret, withoutSecretVariables } from "../secret-names";

/** Trees like the values' own, with `true` where something is unknown or sensitive, as `show -json` has them. */
export interface Marks {
  readonly unknown: unknown;
  readonly sensitive: unknown;
}

export interface Converted {
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** How a property is called that the type's shape doesn't have (or where there is no shape). */
export type Fallback = (name: string, value: unknown) => Property;

export const plainly: Fallback = (name) => ({
  pulumi: camelCase(name),
  single: false,
  plural: false,
  secret: looksSecret(name),
  output: false,
});

const NO_SHAPE: Shape = new Map();

/** A resource's values under Pulumi's names; null, empty texts and empty lists mean "not written" in Terraform. */
export function convert(values: unknown, marks: Marks, shape: Shape | undefined, fallback = plainly): Converted {
  const inputs: [string, unknown][] = [];
  const outputs: [string, unknown][] = [];
  for (const [property, value] of members(values, marks, shape ?? NO_SHAPE, fallback, 0)) {
    if (!property.output) inputs.push([property.pulumi, value]);
    else if (value !== UNKNOWN) outputs.push([property.pulumi, value]);
  }
  return { inputs: Object.fromEntries(inputs), outputs: Object.fromEntries(outputs) };
}

function* members(
  values: unknown,
  marks: Marks,
  shape: Shape,
  fallback: Fallback,
  depth: number,
): Generator<[Property, unknown]> {
  const record = isRecord(values) ? values : {};
  for (const name of namesOf(record, marks.unknown)) {
    const value = Object.hasOwn(record, name) ? record[name] : undefined;
    const property = shape.get(name) ?? fallback(name, value);
    const result = one(value, below(marks, name), property, fallback, depth);
    if (result !== undefined) yield [property, result];
  }
}

/** What is written, and what is not written because it is not known yet. */
function namesOf(record: Readonly<Record<string, unknown>>, unknown: unknown): readonly string[] {
  const names = Object.keys(record);
  if (!isRecord(unknown)) return names;
  const more = Object.keys(unknown).filter((name) => !Object.hasOwn(record, name) && unknown[name] !== false);
  return more.length === 0 ? names : [...names, ...more];
}

function one(value: unknown, marks: Marks, property: Property, fallback: Fallback, depth: number): unknown {
  if (marks.unknown === true) return property.secret || marks.sensitive === true ? SECRET : UNKNOWN;
  const written = !isNothing(value) || (Array.isArray(marks.unknown) && marks.unknown.length > 0);
  if (!written) return isRecord(marks.unknown) && Object.keys(marks.unknown).length > 0 ? UNKNOWN : undefined;
  if (property.secret || marks.sensitive === true) return SECRET;
  if (depth >= MAXIMUM_DEPTH) return UNKNOWN;
  if (!Array.isArray(value)) return single(value, marks, property, fallback, depth);
  const unknownItems = Array.isArray(marks.unknown) ? marks.unknown.length : 0;
  const items = Array.from({ length: Math.max(value.length, unknownItems) }, (_, index) =>
    item(value[index], below(marks, index), property, fallback, depth + 1),
  );
  return property.single ? items[0] : items;
}

function item(value: unknown, marks: Marks, property: Property, fallback: Fallback, depth: number): unknown {
  if (marks.unknown === true) return UNKNOWN;
  if (marks.sensitive === true) return SECRET;
  // What a list without a shape holds are blocks; a mapping that stands alone has keys that somebody chose.
  if (isRecord(value)) return block(value, marks, property.shape ?? NO_SHAPE, fallback, depth);
  return Array.isArray(value) ? one(value, marks, { ...property, single: false }, fallback, depth) : (value ?? null);
}

function single(value: unknown, marks: Marks, property: Property, fallback: Fallback, depth: number): unknown {
  if (typeof value === "string" && property.pulumi === "containerDefinitions") return withoutSecretVariables(value);
  if (!isRecord(value)) return value;
  if (property.shape) return block(value, marks, property.shape, fallback, depth + 1);
  const entries = namesOf(value, marks.unknown).map((key): [string, unknown] => [
    key,
    looksSecret(key) && typeof value[key] === "string"
      ? SECRET
      : one(value[key], below(marks, key), { ...property, single: false }, fallback, depth + 1),
  ]);
  return Object.fromEntries(entries.filter(([, inner]) => inner !== undefined));
}

function block(value: unknown, marks: Marks, shape: Shape, fallback: Fallback, depth: number): unknown {
  if (depth >= MAXIMUM_DEPTH) return UNKNOWN;
  const entries: [string, unknown][] = [];
  for (const [property, inner] of members(value, marks, shape, fallback, depth)) entries.push([property.pulumi, inner]);
  return Object.fromEntries(entries);
}

const below = ({ unknown, sensitive }: Marks, step: string | number): Marks => ({
  unknown: at(unknown, step),
  sensitive: at(sensitive, step),
});

function at(mark: unknown, step: string | number): unknown {
  if (typeof mark !== "object" || mark === null) return mark === true ? true : undefined;
  return Object.hasOwn(mark, step) ? (mark as Readonly<Record<string | number, unknown>>)[step] : undefined;
}

const isNothing = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  value === "" ||
  (Array.isArray(value) && value.length === 0) ||
  (isRecord(value) && Object.keys(value).length === 0);
