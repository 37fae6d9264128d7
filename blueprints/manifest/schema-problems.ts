import type { ErrorObject } from "ajv";
import { nearest } from "../problems/nearest";
import type { Problem } from "../problems/problem";
import type { JsonSchema } from "./schema/json-schema";
import { describeUnit } from "./schema/units";
import { join, type Places, placeOf } from "./tree";

/** What the checker says, turned into what a person can act on. */
export function problemOf(error: ErrorObject, places: Places): Problem {
  const path = dotted(error.instancePath);
  const schema = (error.parentSchema ?? {}) as JsonSchema;
  switch (error.keyword) {
    case "additionalProperties":
      return unknownProperty(path, String(error.params.additionalProperty), schema, places);
    case "required":
      return missing(path, String(error.params.missingProperty), places);
    case "enum":
    case "const":
      return error.propertyName === undefined
        ? notOneOf(path, error.data, schema, places)
        : badName(path, error.propertyName, schema, places);
    case "not":
      return misplaced(path, schema, places);
    default:
      return error.propertyName === undefined
        ? wrongValue(path, error, schema, places)
        : badName(path, error.propertyName, schema, places);
  }
}

function unknownProperty(parent: string, name: string, schema: JsonSchema, places: Places): Problem {
  const words = Object.keys(schema.properties ?? {});
  const near = nearest(name, words);
  return {
    code: "SK1021",
    message: `unknown property ${quote(name)}`,
    ...where(places, join(parent, name), "key"),
    expected: `one of ${words.join(", ")}`,
    ...(near !== undefined && { nearest: near }),
    fix: near === undefined ? "remove it, or use one of the properties listed" : `rename it to "${near}"`,
  };
}

function missing(parent: string, name: string, places: Places): Problem {
  const path = join(parent, name);
  return {
    code: "SK1026",
    message: `${quote(path)} is missing`,
    ...where(places, parent, "key"),
    path,
    expected: REQUIRED[name] ?? `a value for ${quote(name)}`,
    fix: parent === "" ? `add "${name}:" to the manifest` : `add "${name}:" under "${parent}"`,
  };
}

const REQUIRED: Readonly<Record<string, string>> = {
  name: "the project's name, such as shop",
  regions: "the primary region, such as regions: {primary: eu-west-1}",
  primary: "the primary region, such as eu-west-1",
  domain: "the domain under which people reach it, such as shop.example.com",
  services: "at least one service",
  runs: "what the service runs on: instances or kubernetes",
  image: "what the service runs: {ssm: PATH} for instances, a container image for Kubernetes",
  engine: "the store's engine: aurora-postgresql, aurora-mysql, postgres or mysql",
};

/** Longer lists hide the rest of the message. */
const MOST_WORDS = 20;

function notOneOf(path: string, data: unknown, schema: JsonSchema, places: Places): Problem {
  const words = (schema.enum ?? []).map(String);
  const near = nearest(String(data), words);
  const region = schema.title === "an AWS region";
  return {
    code: region ? "SK1030" : "SK1023",
    message: region ? `unknown region ${quote(data)}` : `${quote(data)} is not ${schema.title ?? "a valid value"}`,
    ...where(places, path),
    expected:
      words.length > MOST_WORDS
        ? `one of the ${words.length} that \`scalekit explain ${path}\` lists`
        : `one of ${words.join(", ")}`,
    ...(near !== undefined && { nearest: near }),
    fix: near === undefined ? "use one of the values listed" : `write ${near}`,
  };
}

function badName(parent: string, name: string, schema: JsonSchema, places: Places): Problem {
  const problem = schema.enum ? notOneOf(join(parent, name), name, schema, places) : undefined;
  const place = where(places, join(parent, name), "key");
  if (problem) return { ...problem, ...place };
  return {
    code: "SK1027",
    message: `${quote(name)} is not ${schema.title ?? "a valid name"}`,
    ...place,
    expected: lower(schema.description ?? "another name"),
    fix: "rename it",
  };
}

function misplaced(path: string, schema: JsonSchema, places: Places): Problem {
  const name = path.slice(path.lastIndexOf(".") + 1);
  return {
    code: "SK1028",
    message: `${quote(name)} has no meaning here: ${schema.title ?? "it does not belong here"}`,
    ...where(places, path, "key"),
    expected: `no ${quote(name)} here`,
    fix: "remove it, or change what the entry is",
  };
}

function wrongValue(path: string, error: ErrorObject, schema: JsonSchema, places: Places): Problem {
  const expected = describe(schema, error);
  const code = error.keyword === "type" ? "SK1022" : error.keyword === "pattern" ? "SK1024" : "SK1025";
  const title = schema.title ?? expected;
  const shown = show(error.data);
  const message =
    error.data === null
      ? `${quote(path)} has no value`
      : code === "SK1025"
        ? outOfRange(path, error, shown)
        : `${shown} is not ${title}`;
  return { code, message, ...where(places, path), expected, fix: fixFor(schema, error) };
}

function outOfRange(path: string, error: ErrorObject, shown: string): string {
  if (error.keyword === "uniqueItems") return `${quote(path)} lists something twice`;
  if (error.keyword.endsWith("Items") || error.keyword.endsWith("Properties"))
    return `${quote(path)} has too ${error.keyword.startsWith("min") ? "few" : "many"} entries`;
  return `${shown} is out of range for ${quote(path)}`;
}

function fixFor(schema: JsonSchema, error: ErrorObject): string {
  const example = schema.examples?.[0];
  if (error.data === null) return "write a value, or remove the line";
  if (error.keyword === "uniqueItems") return "remove the second one";
  if (error.keyword === "maxItems" || error.keyword === "maxProperties") return "remove some, or cover them with fewer";
  if (example !== undefined) return `write it like ${String(example)}`;
  const { minimum, maximum } = schema;
  return minimum === undefined || maximum === undefined
    ? "write it in the form that is expected"
    : `write a whole number from ${minimum} to ${maximum}`;
}

/** What a schema wants, in words. */
function describe(schema: JsonSchema, error: ErrorObject): string {
  if (schema["x-unit"]) return describeUnit(schema["x-unit"], schema.examples?.[0]);
  if (schema.minimum !== undefined && schema.maximum !== undefined)
    return `${schema.title ?? "a number"} from ${schema.minimum} to ${schema.maximum}`;
  if (error.keyword === "uniqueItems") return "each entry once";
  if (error.keyword === "maxItems" || error.keyword === "maxProperties")
    return because(`at most ${schema.maxItems ?? schema.maxProperties} entries`, schema);
  if (error.keyword === "minItems" || error.keyword === "minProperties")
    return `at least ${schema.minItems ?? schema.minProperties} entry`;
  if (schema.maxLength !== undefined && error.keyword === "maxLength") return `at most ${schema.maxLength} characters`;
  if (schema.type === "array") return "a list";
  if (schema.type === "object")
    return schema.properties ? `a mapping with ${Object.keys(schema.properties).join(", ")}` : "a mapping";
  if (schema.enum) return `one of ${schema.enum.join(", ")}`;
  const title = schema.title ?? `a ${String(schema.type)}`;
  return schema.description === undefined ? title : `${title}: ${lower(schema.description)}`;
}

const because = (limit: string, schema: JsonSchema): string =>
  schema["x-why"] === undefined ? limit : `${limit}: ${schema["x-why"]}`;

/** A description as the rest of a sentence: "AWS account id." keeps its abbreviation. */
const lower = (text: string): string =>
  text.replace(/^[A-Z](?=[a-z -])/, (letter) => letter.toLowerCase()).replace(/\.$/, "");

function where(places: Places, path: string, prefer: "key" | "value" = "value"): Pick<Problem, "at" | "path"> {
  const at = placeOf(places, path, prefer);
  return { path, ...(at && { at }) };
}

const dotted = (pointer: string): string =>
  pointer
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))
    .join(".");

export const quote = (value: unknown): string => `"${short(String(value))}"`;
const short = (text: string): string => (text.length > 60 ? `${text.slice(0, 57)}...` : text);
const show = (data: unknown): string => {
  if (Array.isArray(data)) return "a list";
  if (typeof data === "object" && data !== null) return "a mapping";
  return quote(data);
};
