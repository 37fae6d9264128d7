import type { GraphResource, ResourceGraph } from "../../../blueprints/graph/graph";
import { isRecord, isSecret, isUnknown, stringsOf } from "../../../blueprints/graph/values";
import { GraphView } from "../../../blueprints/graph/view";
import { isCloud, type Pair, pairUp } from "./pair";
import { likeness } from "./same";

/** An input that the plan sets to something else than what is there. */
export interface Difference {
  /** Dotted path. */
  readonly input: string;
  readonly planned: unknown;
  /** Undefined where nothing is written there. */
  readonly existing?: unknown;
}

export interface Match extends Pair {
  readonly differs: readonly Difference[];
  /** Inputs of which one side is not known, so that nothing can be said. */
  readonly unseen: readonly string[];
}

/** What a plan would make beside what is there. */
export interface StateComparison {
  readonly matches: readonly Match[];
  /** Planned, and nothing like it is there. */
  readonly missing: readonly GraphResource[];
  /** There, and the plan has nothing like it. */
  readonly extra: readonly GraphResource[];
}

/** Compares a plan's resources with those of a state. Pure. @param words project and environment, which say nothing in a name */
export function compareWithState(
  planned: ResourceGraph,
  existing: ResourceGraph,
  words: readonly string[],
): StateComparison {
  const pairs = pairUp(planned.resources, existing.resources, words);
  const counterpart = new Map(
    pairs.flatMap((pair) => [[pair.planned, pair.existing] as const, [pair.existing, pair.planned] as const]),
  );
  const plannedView = new GraphView(planned.resources);
  const existingView = new GraphView(existing.resources);
  const taken = new Set(pairs.flatMap((pair) => [pair.planned, pair.existing]));
  return {
    matches: pairs.map((pair) => ({ ...pair, ...difference(pair, counterpart, plannedView, existingView) })),
    missing: planned.resources.filter((each) => isCloud(each) && !taken.has(each)),
    extra: existing.resources.filter((each) => isCloud(each) && !taken.has(each)),
  };
}

function difference(
  { planned, existing }: Pair,
  /** In both directions. */
  counterpart: ReadonlyMap<GraphResource, GraphResource>,
  plannedView: GraphView,
  existingView: GraphView,
): Pick<Match, "differs" | "unseen"> {
  const found = { differs: [] as Difference[], unseen: [] as string[] };
  for (const [input, value] of Object.entries(planned.inputs)) {
    if (planned.ignoreChanges.some((path) => path === input)) continue;
    if (isUnknown(value) || holdsUnknown(value)) {
      const there = existing.inputs[input] ?? existing.outputs?.[input];
      const verdict =
        holdsSecret(existing.inputs[input]) || !isMadeOfReferences(value, there) ? "unseen" : byReference(input);
      if (verdict === "differs")
        found.differs.push({
          input,
          planned: namesOf(plannedView, planned, input),
          existing: namesOf(existingView, existing, input),
        });
      else if (verdict === "unseen") found.unseen.push(input);
      continue;
    }
    walk(input, value, existing.inputs[input] ?? existing.outputs?.[input], found);
  }
  return found;

  /** What is not known yet comes from other resources: the same, where the other side's comes from their counterparts. */
  function byReference(input: string): "same" | "differs" | "unseen" {
    const targets = referred(plannedView, planned, input);
    const there = referred(existingView, existing, input);
    if (targets.length === 0 || there.length === 0) return "unseen";
    const expected = targets.map((target) => counterpart.get(target));
    if (expected.some((target) => target === undefined)) return "unseen";
    if (!expected.every((target) => target !== undefined && there.includes(target))) return "differs";
    // What stands there of another stack is not known to the plan before that stack is up.
    const elsewhere = there.some(
      (target) => !expected.includes(target) && (counterpart.get(target)?.stack ?? planned.stack) !== planned.stack,
    );
    return elsewhere || comesFromElsewhere(there, existing.inputs[input]) ? "unseen" : "same";
  }
}

const referred = (view: GraphView, resource: GraphResource, input: string): readonly GraphResource[] => [
  ...new Set(
    view
      .from(resource)
      .filter((edge) => edge.input === input && edge.by !== "order" && isCloud(edge.to))
      .map(({ to }) => to),
  ),
];

/** An ARN of none of the resources that are referred to: another stack hands it on, and they are only waited for. */
const comesFromElsewhere = (targets: readonly GraphResource[], value: unknown): boolean =>
  [...stringsOf(value)]
    .filter((text) => text.startsWith("arn:"))
    .some((arn) => !targets.some(({ outputs }) => [outputs?.arn, outputs?.id].some((own) => isStartOf(own, arn))));

const isStartOf = (own: unknown, arn: string): boolean => typeof own === "string" && own !== "" && arn.startsWith(own);

const namesOf = (view: GraphView, resource: GraphResource, input: string): readonly string[] =>
  referred(view, resource, input).map(({ type, name }) => `${type.split(":").at(-1)} ${name}`);

/** Where a secret stands beside what is referred to, nobody can say that all of it is the same. */
function holdsSecret(value: unknown): boolean {
  if (isSecret(value)) return true;
  if (Array.isArray(value)) return value.some(holdsSecret);
  return isRecord(value) && Object.values(value).some(holdsSecret);
}

/**
 * True where what is not known yet is a name or number of another resource and nothing else: not a document that names it
 * among other things. What is known beside it has to agree.
 */
function isMadeOfReferences(planned: unknown, existing: unknown): boolean {
  if (isUnknown(planned)) {
    const all: readonly unknown[] = Array.isArray(existing) ? existing : [existing];
    return all.every(
      (each) => each === undefined || (typeof each === "string" && each.length <= 300 && !/^\s*[[{]/.test(each)),
    );
  }
  if (!holdsUnknown(planned)) return likeness(planned, existing) !== "differs";
  if (Array.isArray(planned))
    return (
      Array.isArray(existing) &&
      planned.length === existing.length &&
      planned.every((each, at) => isMadeOfReferences(each, existing[at]))
    );
  const [block] = Array.isArray(existing) ? (existing as readonly unknown[]) : [existing];
  return (
    isRecord(planned) &&
    isRecord(block) &&
    Object.entries(planned).every(([name, value]) => isMadeOfReferences(value, block[name]))
  );
}

function holdsUnknown(value: unknown): boolean {
  if (isUnknown(value) || isSecret(value)) return true;
  if (Array.isArray(value)) return value.some(holdsUnknown);
  return isRecord(value) && Object.values(value).some(holdsUnknown);
}

function walk(
  path: string,
  planned: unknown,
  existing: unknown,
  found: { differs: Difference[]; unseen: string[] },
): void {
  const [block] =
    Array.isArray(existing) && existing.length === 1 && isRecord(planned)
      ? (existing as readonly unknown[])
      : [existing];
  if (isRecord(planned) && isRecord(block) && !isUnknown(block) && !isSecret(block)) {
    for (const [name, value] of Object.entries(planned)) walk(`${path}.${name}`, value, block[name], found);
    return;
  }
  const verdict = likeness(planned, existing);
  if (verdict === "unseen") found.unseen.push(path);
  else if (verdict === "differs")
    found.differs.push({ input: path, planned, ...(existing !== undefined && { existing }) });
}
