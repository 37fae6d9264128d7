import type { GraphResource } from "../../blueprints/graph/graph";
import { isUnknown } from "../../blueprints/graph/values";

export type Operator = "remove" | "halve" | "move" | "flip" | "unlink";

/** One change of a graph by an operator that knows nothing of rules. */
export interface Mutant {
  readonly operator: Operator;
  readonly type: string;
  /** Input that was changed; empty for a resource that was removed or moved. */
  readonly input: string;
  readonly subject: GraphResource;
  apply(resources: readonly GraphResource[]): GraphResource[];
}

/** What mutants of one kind have in common: their verdict by a person (breaking.json) is given once for all of them. */
export const kindOf = ({ operator, type, input }: Mutant): string =>
  [operator, type, input.replace(/\[\d+\]/g, "[]")].filter((part) => part !== "").join(" ");

const OTHER_REGION = "sa-east-1";

/** All mutants of a graph: each resource removed and moved, each number halved, truth flipped, reference cut. */
export function mutantsOf(resources: readonly GraphResource[]): Mutant[] {
  return resources
    .filter(({ custom }) => custom)
    .flatMap((subject) => [
      ...(subject.type.startsWith("random:") ? [] : [removal(subject)]),
      ...moves(subject),
      ...leaves(subject.inputs, "").flatMap(([path, value]) => changesOf(subject, path, value)),
      ...Object.keys(subject.references).map((input) => unlinking(subject, input)),
    ]);
}

const replaced = (resources: readonly GraphResource[], old: GraphResource, changed: GraphResource): GraphResource[] =>
  resources.map((resource) => (resource === old ? changed : resource));

function removal(subject: GraphResource): Mutant {
  return {
    operator: "remove",
    type: subject.type,
    input: "",
    subject,
    apply: (resources) =>
      resources.filter((resource) => resource !== subject).map((resource) => forgetting(resource, subject.id)),
  };
}

/** A resource without its references to one that is gone: a list is one shorter, a single value is not written. */
function forgetting(resource: GraphResource, id: string): GraphResource {
  if (!resource.dependsOn.includes(id)) return resource;
  const inputs: Record<string, unknown> = { ...resource.inputs };
  const references: Record<string, readonly string[]> = {};
  for (const [input, ids] of Object.entries(resource.references)) {
    const rest = ids.filter((other) => other !== id);
    if (rest.length > 0) references[input] = rest;
    if (rest.length === ids.length) continue;
    const value = inputs[input];
    if (Array.isArray(value) && value.length === ids.length && value.length > 1) inputs[input] = value.slice(1);
    else if (rest.length === 0) delete inputs[input];
  }
  return { ...resource, inputs, references, dependsOn: resource.dependsOn.filter((other) => other !== id) };
}

function moves(subject: GraphResource): Mutant[] {
  const { region, inputs, type } = subject;
  const make = (input: string, changed: GraphResource): Mutant => ({
    operator: "move",
    type,
    input,
    subject,
    apply: (resources) => replaced(resources, subject, changed),
  });
  const zone = inputs.availabilityZone;
  return [
    ...(region === undefined
      ? []
      : [
          make("", {
            ...subject,
            region: OTHER_REGION,
            inputs: { ...inputs, ...(inputs.region !== undefined && { region: OTHER_REGION }) },
          }),
        ]),
    ...(typeof zone === "string" && !zone.endsWith("a")
      ? [make("availabilityZone", { ...subject, inputs: { ...inputs, availabilityZone: `${zone.slice(0, -1)}a` } })]
      : []),
  ];
}

function changesOf(subject: GraphResource, path: string, value: unknown): Mutant[] {
  const make = (operator: Operator, changed: unknown): Mutant => ({
    operator,
    type: subject.type,
    input: path,
    subject,
    apply: (resources) =>
      replaced(resources, subject, { ...subject, inputs: withValue(subject.inputs, path, changed) }),
  });
  if (typeof value === "boolean") return [make("flip", !value)];
  if (typeof value === "number" && value > 1) return [make("halve", Math.floor(value / 2))];
  return [];
}

function unlinking(subject: GraphResource, input: string): Mutant {
  const { [input]: _value, ...inputs } = subject.inputs;
  const { [input]: ids = [], ...references } = subject.references;
  const still = new Set(Object.values(references).flat());
  return {
    operator: "unlink",
    type: subject.type,
    input,
    subject,
    apply: (resources) =>
      replaced(resources, subject, {
        ...subject,
        inputs,
        references,
        dependsOn: subject.dependsOn.filter((id) => still.has(id) || !ids.includes(id)),
      }),
  };
}

type Leaf = readonly [path: string, value: unknown];
function leaves(value: unknown, path: string): Leaf[] {
  if (typeof value !== "object" || value === null || isUnknown(value)) return [[path, value]];
  if (Array.isArray(value)) return value.flatMap((item, index) => leaves(item, `${path}[${index}]`));
  return Object.entries(value).flatMap(([key, item]) => leaves(item, path === "" ? key : `${path}.${key}`));
}

function withValue(inputs: GraphResource["inputs"], path: string, changed: unknown): Record<string, unknown> {
  const copy = structuredClone(inputs) as Record<string, unknown>;
  const steps = path.replace(/\[(\d+)\]/g, ".$1").split(".");
  const last = steps.pop() ?? "";
  let at: unknown = copy;
  for (const step of steps) at = Reflect.get(at as object, step);
  Reflect.set(at as object, last, changed);
  return copy;
}
