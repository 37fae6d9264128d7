import type { JsonSchema } from "../manifest/schema/json-schema";
import { manifestSchema } from "../manifest/schema/schema";
import { describeUnit } from "../manifest/schema/units";

/** A manifest path and the schema at it; names that people choose are `*`. */
export interface SchemaPath {
  readonly path: string;
  readonly schema: JsonSchema;
}

/** Every path of the manifest's schema, in its order. */
export function schemaPaths(): readonly SchemaPath[] {
  const { environments: _overlays, ...rest } = manifestSchema.properties ?? {};
  return below({ properties: rest }, "");
}

function below(schema: JsonSchema, path: string): readonly SchemaPath[] {
  const named = schema.additionalProperties;
  const children = [
    ...Object.entries(schema.properties ?? {}),
    ...(typeof named === "object" ? [["*", named] as const] : []),
    ...(schema.anyOf ?? []).flatMap((branch) => Object.entries(branch.properties ?? {})),
  ];
  return children.flatMap(([key, found]) => {
    const here = path === "" ? key : `${path}.${key}`;
    const child = followed(found);
    return [{ path: here, schema: child }, ...below(child, here)];
  });
}

/** A reference together with what stands beside it. */
function followed(schema: JsonSchema): JsonSchema {
  if (schema.$ref === undefined) return schema;
  const target = manifestSchema.$defs?.[schema.$ref.slice("#/$defs/".length)] ?? {};
  const { $ref: _, ...beside } = schema;
  return { ...target, ...beside };
}

/** The path that a person means: `services.web.port`, `services.port` and `services.*.port` are one. */
export function findPath(asked: string): SchemaPath | undefined {
  const keys = asked.split(".").filter((key) => key !== "");
  const all = schemaPaths();
  const starless = (path: string) => path.split(".").filter((key) => key !== "*");
  // `services.capacity` is the property, although a service could have that name.
  return (
    all.find(({ path }) => matches(keys, starless(path))) ?? all.find(({ path }) => matches(keys, path.split(".")))
  );
}

const matches = (keys: readonly string[], pattern: readonly string[]): boolean =>
  keys.length === pattern.length && pattern.every((key, index) => key === "*" || key === keys[index]);

/** The form of a value, in words. */
export function formOf(schema: JsonSchema): string | undefined {
  if (schema["x-unit"]) return describeUnit(schema["x-unit"], schema.examples?.[0]);
  if (schema.enum) return `one of ${schema.enum.join(", ")}`;
  if (schema.minimum !== undefined && schema.maximum !== undefined)
    return `${schema.title ?? "a number"} from ${schema.minimum} to ${schema.maximum}`;
  if (schema.type === "array") return "a list";
  if (schema.properties) return `a mapping with ${Object.keys(schema.properties).join(", ")}`;
  if (schema.type === "object") return "a mapping";
  const example = schema.examples?.[0];
  return schema.title === undefined
    ? undefined
    : `${schema.title}${example === undefined ? "" : ` such as ${String(example)}`}`;
}
