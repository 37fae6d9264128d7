import type { GraphResource } from "../../blueprints/graph/graph";
import { isSecret, isUnknown, valueAt } from "../../blueprints/graph/values";
import { GraphView } from "../../blueprints/graph/view";
import { checkInputs } from "../../stacks/sandbox/behaviour/check";
import { Refused } from "../../stacks/sandbox/behaviour/refused";
import { MemoryCloud } from "../../stacks/sandbox/cloud/memory";
import { factsOf } from "../../stacks/sandbox/facts/facts";
import { checkCreate } from "../../stacks/sandbox/rules";
import { referencesIn } from "../../stacks/sandbox/rules/references";
import { isRecord, type Properties, UNKNOWN } from "../../stacks/sandbox/value";
import type { Mutant } from "./operators";

/** "refused": the provider or the cloud takes no such thing; "same": it is no change of what is there. */
export type ByFacts = "refused" | "same";

/**
 * What facts alone say of a mutant, so that nobody has to judge it: required inputs that are missing, values out of range,
 * references that cannot cross regions; and the move of what has no region. Undefined where a judgement is needed.
 */
export function byFacts(mutant: Mutant, before: readonly GraphResource[]): ByFacts | undefined {
  if (mutant.operator === "move" && mutant.input === "" && !isRegional(mutant.subject)) return "same";
  if (isHealthOfNobody(mutant, before)) return "same";
  const known = new Set(before);
  const after = mutant.apply(before);
  const changed = after.filter((resource) => !known.has(resource));
  const originals = new Map(before.map((resource) => [resource.id, resource]));
  const newly = changed.some((resource) => {
    const original = originals.get(resource.id);
    const already = new Set(original ? refusalsOf(original) : []);
    return refusalsOf(resource).some((reason) => !already.has(reason));
  });
  if (newly) return "refused";
  return mutant.operator === "move" && mutant.input === "" && crossesRegions(mutant.subject, before)
    ? "refused"
    : undefined;
}

const EVALUATES = /^aliases\[\d+\]\.evaluateTargetHealth$/;

/**
 * The health of the only record of a name, which no other record takes as its own. Route 53 answers with it all the same: where
 * no record of a name is healthy it takes all as healthy
 * [Route53/latest/DeveloperGuide/health-checks-how-route-53-chooses-records.html].
 */
function isHealthOfNobody({ operator, subject, input }: Mutant, before: readonly GraphResource[]): boolean {
  if (operator !== "flip" || subject.type !== "aws:route53/record:Record" || !EVALUATES.test(input)) return false;
  // Not evaluating becomes evaluating where the target has no health to evaluate: that is for the judgement to refuse.
  if (valueAt(subject.inputs, input) !== true) return false;
  const { name, setIdentifier } = subject.inputs;
  if (typeof name !== "string" || setIdentifier !== undefined) return false;
  return !before.some((other) => other.type === subject.type && takesHealthOf(other, name));
}

const takesHealthOf = ({ inputs }: GraphResource, name: string): boolean =>
  Array.isArray(inputs.aliases) &&
  inputs.aliases.some((alias) => isRecord(alias) && alias.evaluateTargetHealth !== false && alias.name === name);

/** Providers have a region without facts; everything else only where it is a property. */
const isRegional = ({ type }: GraphResource): boolean =>
  type === "pulumi:providers:aws" || factsOf(type)?.properties.region !== undefined;

const seen = new WeakMap<GraphResource, readonly string[]>();
function refusalsOf(resource: GraphResource): readonly string[] {
  const known = seen.get(resource);
  if (known) return known;
  const found = judged(resource);
  seen.set(resource, found);
  return found;
}

function judged({ type, inputs, region = "" }: GraphResource): readonly string[] {
  const properties = withUnknowns(inputs, UNKNOWN) as Properties;
  const refusals = checkInputs(type, properties).map(({ reason }) => reason);
  try {
    checkCreate({ type, properties, region, account: "000000000000", cloud: new MemoryCloud(), preview: true });
    return refusals;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return [...refusals, error.message];
  }
}

function withUnknowns(value: unknown, mark: string): unknown {
  if (isUnknown(value) || isSecret(value)) return mark;
  if (Array.isArray(value)) return value.map((item) => withUnknowns(item, mark));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withUnknowns(item, mark)]));
}

/** True where something refers to the subject, or it to something, that must be in its own region. */
function crossesRegions(subject: GraphResource, before: readonly GraphResource[]): boolean {
  const view = viewOf(before);
  return [...view.from(subject), ...view.to(subject)].some(({ from, to, input }) => {
    if (from.region !== to.region || !isRegional(from) || !isRegional(to)) return false;
    const properties = withUnknowns({ [input]: from.inputs[input] }, "named") as Properties;
    return referencesIn(from.type, properties).some(
      ({ reference }) => reference.to === to.type && reference.anyRegion !== true,
    );
  });
}

const views = new WeakMap<readonly GraphResource[], GraphView>();
function viewOf(resources: readonly GraphResource[]): GraphView {
  const view = views.get(resources) ?? new GraphView(resources);
  views.set(resources, view);
  return view;
}
