import { isRecord, type Json } from "../../reading";

/** A resource that the transform makes, under its logical id. */
export type Made = readonly [id: string, resource: Json];

/** What is told to a maker of resources besides the resource itself. */
export interface Original {
  readonly id: string;
  /** Properties with the template's globals laid below them. */
  readonly properties: Json;
  /** Condition, DependsOn and policies of the resource: some hold for all that is made of it. */
  readonly attributes: Json;
}

/** A resource made beside the main one: there under the same condition, and for nothing else the same. */
export function beside(
  { attributes }: Pick<Original, "attributes">,
  id: string,
  type: string,
  properties: Json = {},
): Made {
  const { Condition: condition } = attributes;
  return [
    id,
    { Type: type, ...(condition !== undefined && { Condition: condition }), Properties: written(properties) },
  ];
}

/** The resource itself, under its new type. */
export const main = ({ id, attributes }: Original, type: string, properties: Json): Made => [
  id,
  { ...attributes, Type: type, Properties: written(properties) },
];

export const arnOf = (id: string): Json => ({ "Fn::GetAtt": [id, "Arn"] });
export const refTo = (id: string): Json => ({ Ref: id });

/** A value that only the transform could tell, and which resources it comes from. */
export const openValue = (...from: readonly unknown[]): Json => ({ "Fn::Transform": from });

export const written = (properties: Json): Json =>
  Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined));

export const without = (record: Json, names: ReadonlySet<string>): Json =>
  Object.fromEntries(Object.entries(record).filter(([name]) => !names.has(name)));

/** Tags as a list, which the transform takes as a mapping. */
export const tagList = (tags: unknown): unknown =>
  isRecord(tags) ? Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) : tags;
