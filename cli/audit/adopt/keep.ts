import type { GraphResource } from "../../../blueprints/graph/graph";
import { isRecord, isSecret, isUnknown, valueAt } from "../../../blueprints/graph/values";
import type { Kept } from "../../../blueprints/plan/plan";
import type { Match } from "../../../policies/audit/adopt/compare";
import { autoNamed } from "../../../stacks/sandbox/behaviour/naming";
import { factsOf, type TypeFacts } from "../../../stacks/sandbox/facts/facts";

/** Longer texts are scripts and documents, which may hold anything: the engine leaves them alone without their content here. */
const LONGEST = 200;

/**
 * What an adopted resource keeps, so that the first run changes nothing of it: every input in which the plan and what is
 * there differ, or of which one of them is not known; what is there and the plan does not set; and its tags. Values that are
 * known and short are written too, so that plans and rules see what is really there.
 */
export function keptBy({ planned, existing, differs, unseen }: Match): Kept {
  const facts = factsOf(planned.type);
  const open = new Set([...differs.map(({ input }) => input), ...unseen].map(topOf));
  const missing = Object.keys(planned.inputs).filter(
    (input) => existingValue(existing, input) === undefined && !isNothing(planned.inputs[input]),
  );
  const ownOnly = Object.keys({ ...existing.inputs, ...existing.outputs }).filter(
    (input) => planned.inputs[input] === undefined && isOurs(facts, input, existing),
  );
  const names = [...open, ...missing, ...ownOnly, ...ownName(planned), ...tagsOf(facts)];
  const ignoreChanges = [...new Set(names)].filter((input) => !wouldBeMissed(facts, input, existing)).sort();
  const set = Object.fromEntries(
    ignoreChanges
      .filter((input) => open.has(input) && !isTag(input))
      .map((input) => [input, existing.inputs[input]] as const)
      .filter(([, value]) => isPlain(value)),
  );
  return { type: planned.type, name: planned.name, set, ignoreChanges };
}

/**
 * Where the program says no name, the provider would make one of its own for what has one already. For Kubernetes it also
 * leaves a mark in the annotations of what it named (pulumi.com/autonamed), so that all of the metadata stays.
 */
function ownName({ type, inputs }: GraphResource): readonly string[] {
  if (type.startsWith("kubernetes:")) return valueAt(inputs, "metadata.name") === undefined ? ["metadata"] : [];
  const name = autoNamed(type)?.property;
  return name === undefined || inputs[name] !== undefined ? [] : [name];
}

const topOf = (path: string): string => path.split(/[.[]/)[0] ?? path;

const isTag = (input: string): boolean => input === "tags" || input === "tagsAll";

/** The provider puts the environment's tags on everything that it changes: what is adopted keeps its own. */
const tagsOf = (facts: TypeFacts | undefined): readonly string[] =>
  facts?.properties.tags === undefined
    ? []
    : ["tags", ...(facts.outputs.includes("tagsAll") || facts.properties.tagsAll ? ["tagsAll"] : [])];

const existingValue = (existing: GraphResource, input: string): unknown =>
  existing.inputs[input] ?? existing.outputs?.[input] ?? undefined;

/** True for what says nothing: the provider does not tell an empty list or mapping from none. */
const isNothing = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (Array.isArray(value) && value.length === 0) ||
  (isRecord(value) && Object.keys(value).length === 0);

/** An input that a program may set and that has a value there; of types that are not known, whatever the state calls an input. */
function isOurs(facts: TypeFacts | undefined, input: string, existing: GraphResource): boolean {
  // Only what is in the same region is paired.
  if (input === "id" || input === "region" || isNothing(existingValue(existing, input))) return false;
  if (facts === undefined) return Object.hasOwn(existing.inputs, input);
  const fact = facts.properties[input];
  // Where the cloud chooses a value, saying nothing leaves it; but for names, of which the provider would make a new one.
  return fact !== undefined && (fact.computed !== true || fact.replaces === true);
}

/** What must be there and is not known to be: leaving it alone would leave it out. */
const wouldBeMissed = (facts: TypeFacts | undefined, input: string, existing: GraphResource): boolean =>
  facts?.properties[input]?.required === true && existingValue(existing, input) === undefined;

/** Known through and through, and short. */
function isPlain(value: unknown): boolean {
  if (value === undefined || value === null || isUnknown(value) || isSecret(value)) return false;
  if (typeof value === "string") return value.length <= LONGEST;
  if (Array.isArray(value)) return value.every(isPlain);
  return !isRecord(value) || Object.values(value).every(isPlain);
}
