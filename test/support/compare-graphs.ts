import type { GraphResource } from "../../blueprints/graph/graph";
import { isUnknown } from "../../blueprints/graph/values";

/**
 * Where two graphs of the same programs differ in the sense of DECISIONS 28: types, names, parents, dependencies, and each
 * input that the program sets. What the synth cannot know yet may be known to the engine (a name that Check has chosen, what
 * exists already), and what the synth takes from another resource's inputs a provider's preview may leave open (the namespace's
 * name): then both must say that it comes from the same resources, which `references` holds.
 */
export function differences(planned: readonly GraphResource[], seen: readonly GraphResource[]): string[] {
  const left = new Map(seen.map((resource) => [resource.id, resource]));
  const found = planned.flatMap((plan) => {
    const other = left.get(plan.id);
    left.delete(plan.id);
    return other ? ofResource(plan, other) : [`${plan.id} is missing`];
  });
  return [...found, ...[...left.keys()].map((id) => `${id} is in no plan`)];
}

function ofResource(plan: GraphResource, seen: GraphResource): string[] {
  const { filled: _, outputs: __, inputs, ...rest } = plan;
  const fields = Object.entries(rest).flatMap(([field, value]) =>
    text(value) === text(seen[field as keyof GraphResource]) ? [] : [`${plan.id} ${field}`],
  );
  const ofInputs = [...new Set([...Object.keys(inputs), ...Object.keys(seen.inputs)])].flatMap((input) =>
    ofValue(inputs[input], seen.inputs[input], `${plan.id} ${input}`, plan.references[input] !== undefined),
  );
  return [...fields, ...ofInputs];
}

function ofValue(plan: unknown, seen: unknown, path: string, refers: boolean): string[] {
  if (isUnknown(plan)) return seen === undefined ? [`${path} is missing`] : [];
  if (isUnknown(seen) && plan !== undefined && refers) return [];
  if (Array.isArray(plan) && Array.isArray(seen) && plan.length === seen.length)
    return plan.flatMap((item, index) => ofValue(item, seen[index], `${path}[${index}]`, refers));
  if (isObject(plan) && isObject(seen))
    return [...new Set([...Object.keys(plan), ...Object.keys(seen)])].flatMap((key) =>
      ofValue(plan[key], seen[key], `${path}.${key}`, refers),
    );
  return text(plan) === text(seen) ? [] : [`${path}: ${text(plan)} and ${text(seen)}`];
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Order of keys is nobody's promise. */
const text = (value: unknown): string | undefined =>
  JSON.stringify(value, (_, item: unknown) =>
    isObject(item) ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1))) : item,
  );
