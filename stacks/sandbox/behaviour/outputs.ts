import outputs from "../facts/behaviour/outputs.json";
import { factsOf } from "../facts/facts";
import { isEmpty, type Properties, UNKNOWN } from "../value";
import { fill, type TemplateValues } from "./template";

interface OutputFacts {
  /** What is there when a program gives nothing, inputs and outputs alike, by name; `id` first. */
  readonly [name: string]: unknown;
}

const TYPES = new Map<string, OutputFacts>(Object.entries(outputs.types as Readonly<Record<string, OutputFacts>>));

const simpleName = (type: string): string => type.split(":").at(-1) ?? type;
const moduleOf = (type: string): string => (type.split(":")[1] ?? "").split("/")[0] ?? "";
const kebab = (name: string): string => name.replace(/([a-z])([A-Z])/g, "$1-$2").toLowerCase();

/** The id that the cloud gives: from the type's template, or the name, or a generated one. */
export function idOf(type: string, values: TemplateValues): string {
  const template = TYPES.get(type)?.id ?? (type.startsWith("kubernetes:") ? "{$objectId}" : "{name}");
  const id = fill(template, values) ?? fill(`${kebab(simpleName(type))}-{hex17}`, values);
  return String(id);
}

/** Inputs with everything that the cloud adds: defaults, computed properties, tags with the provider's. */
export function withComputed(type: string, id: string, values: TemplateValues): Properties {
  const facts = factsOf(type);
  const all: Record<string, unknown> = { ...values.properties, id };
  const known = (): TemplateValues => ({ ...values, properties: all });
  const own = TYPES.get(type) ?? {};
  // The type's own come first and in their order: an ARN may be made from a name that the cloud generates.
  for (const [name, template] of Object.entries({ ...own, ...commonOutputs(type), ...own })) {
    const exists = facts === undefined || name in facts.properties || facts.outputs.includes(name);
    if (name === "id" || !exists || !isEmpty(all[name])) continue;
    const value = fill(template, known());
    if (value !== undefined) all[name] = value;
  }
  const { id: _, ...properties } = all;
  return properties;
}

/** What most types of AWS have; only taken where the type declares it. */
function commonOutputs(type: string): OutputFacts {
  if (!type.startsWith("aws:")) return {};
  return {
    region: "{region}",
    arn: `arn:aws:${moduleOf(type)}:{region}:{account}:${kebab(simpleName(type))}/{id}`,
    tagsAll: "{=tags}",
    ownerId: "{account}",
  };
}

/** In a preview: what the cloud is going to compute is unknown. */
export function withUnknown(type: string, inputs: Properties): Properties {
  const facts = factsOf(type);
  if (!facts) return inputs;
  const chosen = Object.entries(facts.properties)
    .filter(([path, fact]) => fact.computed && !path.includes("."))
    .map(([path]) => path);
  const unknown = [...facts.outputs, ...chosen].filter((name) => isEmpty(inputs[name]));
  return { ...inputs, ...Object.fromEntries(unknown.map((name) => [name, UNKNOWN])) };
}
