import { factsOf, type PropertyFact, type TypeFacts } from "../facts/facts";
import { canonical, isEmpty, isRecord, type Properties, revealAll, UNKNOWN } from "../value";
import { conditionalReplacement } from "./conditional";

export interface Change {
  /** Path with the indices of lists: `origins[0].domainName`. */
  readonly path: string;
  readonly kind: "add" | "delete" | "update";
  readonly replaces: boolean;
}

/**
 * What changes between two sets of inputs, and whether it replaces the resource as the provider would.
 * @param olds inputs as last checked
 * @param news inputs as now checked
 */
export function diffInputs(type: string, olds: Properties, news: Properties): readonly Change[] {
  const facts = factsOf(type);
  const before = revealAll(olds);
  const after = revealAll(news);
  const changes = compareMembers(facts, before, after, "", "");
  return changes.map(({ factPath, fact, ...change }) => ({
    ...change,
    replaces:
      conditionalReplacement(type, factPath, before, after) ?? fact?.replaces ?? withinReplacing(facts, factPath),
  }));
}

/** Whether something around the property is replaced for as a whole, as a Deployment's selector. */
function withinReplacing(facts: TypeFacts | undefined, path: string): boolean {
  const steps = path.split(".");
  return steps.some((_, index) => index > 0 && facts?.properties[steps.slice(0, index).join(".")]?.replaces === true);
}

interface RawChange {
  readonly path: string;
  readonly factPath: string;
  readonly fact: PropertyFact | undefined;
  readonly kind: Change["kind"];
}

function compareMembers(
  facts: TypeFacts | undefined,
  before: Properties,
  after: Properties,
  shown: string,
  prefix: string,
): RawChange[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .sort()
    .filter((name) => name !== "__defaults");
  return names.flatMap((name) => compare(facts, before[name], after[name], shown + name, prefix + name));
}

function compare(
  facts: TypeFacts | undefined,
  before: unknown,
  after: unknown,
  shown: string,
  path: string,
): RawChange[] {
  const fact = facts?.properties[path];
  if (same(fact, before, after)) return [];
  // Where the cloud chooses a value, taking ours away leaves what is there.
  if (isEmpty(after) && fact?.computed) return [];
  if (after === UNKNOWN) return [changed(fact, before, after, shown, path)];
  const inside = compareInside(facts, fact, before, after, shown, path);
  return inside.length > 0 ? inside : [changed(fact, before, after, shown, path)];
}

/** Changes of members, where both or one of the values have any that facts are known of. */
function compareInside(
  facts: TypeFacts | undefined,
  fact: PropertyFact | undefined,
  before: unknown,
  after: unknown,
  shown: string,
  path: string,
): RawChange[] {
  if (isRecord(before) || isRecord(after)) {
    if (fact?.type.endsWith("{}") || fact?.type === "document" || fact?.type === "any") return [];
    return compareMembers(facts, recordOf(before), recordOf(after), `${shown}.`, `${path}.`);
  }
  if (fact?.type !== "object[]") return [];
  const [olds, news] = [listOf(fact, before), listOf(fact, after)];
  const gone = olds.filter((one) => !news.some((other) => canonical(one) === canonical(other)));
  const come = news.filter((one) => !olds.some((other) => canonical(one) === canonical(other)));
  const count = Math.max(gone.length, come.length);
  return Array.from({ length: count }, (_, index) =>
    compareMembers(facts, recordOf(gone[index]), recordOf(come[index]), `${shown}[${index}].`, `${path}[].`),
  ).flat();
}

function changed(
  fact: PropertyFact | undefined,
  before: unknown,
  after: unknown,
  path: string,
  factPath: string,
): RawChange {
  const kind = isEmpty(before) ? "add" : isEmpty(after) ? "delete" : "update";
  return { path, factPath, fact, kind };
}

function same(fact: PropertyFact | undefined, before: unknown, after: unknown): boolean {
  if (nothing(before) && nothing(after)) return true;
  if (fact?.type === "document") return canonical(document(before)) === canonical(document(after));
  if (Array.isArray(before) && Array.isArray(after) && fact?.set)
    return canonical(listOf(fact, before)) === canonical(listOf(fact, after));
  return canonical(before) === canonical(after);
}

/** The provider does not tell an empty list or map from none. */
const nothing = (value: unknown): boolean =>
  isEmpty(value) ||
  (Array.isArray(value) && value.length === 0) ||
  (isRecord(value) && Object.keys(value).length === 0);

function document(value: unknown): unknown {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

const recordOf = (value: unknown): Properties => (isRecord(value) ? value : {});

function listOf(fact: PropertyFact, value: unknown): readonly unknown[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  return fact.set ? [...list].sort((a, b) => (canonical(a) < canonical(b) ? -1 : 1)) : list;
}
