import type { UnitRange } from "./units";

/** The part of JSON Schema 2020-12 that the manifest uses, with one keyword of ours. */
export interface JsonSchema {
  readonly $schema?: string;
  readonly $id?: string;
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
  readonly title?: string;
  readonly description?: string;
  readonly markdownDescription?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly items?: JsonSchema;
  readonly required?: readonly string[];
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly propertyNames?: JsonSchema;
  readonly additionalProperties?: boolean | JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly not?: JsonSchema;
  readonly if?: JsonSchema;
  readonly then?: JsonSchema;
  /** Range of a unit string; checked by our own validator, skipped by editors. */
  readonly "x-unit"?: UnitRange;
  /** Why a limit is what it is; only messages use it. */
  readonly "x-why"?: string;
}

/** A closed mapping: what is not listed is refused. */
export const section = (
  description: string,
  properties: Readonly<Record<string, JsonSchema>>,
  rest: JsonSchema = {},
): JsonSchema => ({ type: "object", description, properties, additionalProperties: false, ...rest });

/** A mapping whose keys the person chooses. */
export const named = (description: string, keys: JsonSchema, values: JsonSchema, maximum: number): JsonSchema => ({
  type: "object",
  description,
  propertyNames: keys,
  additionalProperties: values,
  maxProperties: maximum,
});

export const ref = (name: string, description: string, more: JsonSchema = {}): JsonSchema => ({
  $ref: `#/$defs/${name}`,
  description,
  ...more,
});

/** Where the first schema holds, the second must too. */
export const implies = (condition: JsonSchema, consequence: JsonSchema): JsonSchema => ({
  if: condition,
  // biome-ignore lint/suspicious/noThenProperty: the keyword's name in JSON Schema; nobody awaits a schema
  then: consequence,
});
