import { factsOf, type PropertyFact, type TypeFacts } from "../facts/facts";
import { isAsset, isEmpty, isRecord, type Properties, revealAll, UNKNOWN } from "../value";

/** What the provider refuses, by property. */
export interface Refusal {
  readonly property: string;
  readonly reason: string;
}

/**
 * Refuses unknown, missing, mistyped and disallowed properties, as the provider's own Check does. A value that is not
 * known yet passes. Of a type without facts nothing is refused.
 */
export function checkInputs(type: string, inputs: Properties): readonly Refusal[] {
  const facts = factsOf(type);
  return facts ? checkMembers(facts, revealAll(inputs), "", "") : [];
}

function checkMembers(facts: TypeFacts, value: Properties, shown: string, prefix: string): Refusal[] {
  const refusals = Object.entries(value).flatMap(([name, member]) => {
    if (isEmpty(member) || name === "__defaults") return [];
    const fact = facts.properties[prefix + name];
    return fact
      ? checkValue(facts, fact, member, shown + name, prefix + name)
      : [unknownName(facts, shown, prefix, name)];
  });
  return [...refusals, ...missing(facts, value, shown, prefix)];
}

function unknownName(facts: TypeFacts, shown: string, prefix: string, name: string): Refusal {
  const computed = prefix === "" && facts.outputs.includes(name);
  return {
    property: shown + name,
    reason: computed
      ? `${shown}${name} is computed by the cloud and cannot be set`
      : `${shown}${name} is not a property of this type`,
  };
}

function missing(facts: TypeFacts, value: Properties, shown: string, prefix: string): Refusal[] {
  return membersOf(facts, prefix)
    .filter(([name, fact]) => fact.required && isEmpty(value[name]))
    .map(([name]) => ({ property: shown + name, reason: `${shown}${name} is required` }));
}

/** Direct members under a prefix such as `spec.` or `origins[].`. */
function membersOf(facts: TypeFacts, prefix: string): (readonly [string, PropertyFact])[] {
  return Object.entries(facts.properties)
    .filter(([path]) => path.startsWith(prefix) && !path.slice(prefix.length).includes("."))
    .map(([path, fact]) => [path.slice(prefix.length), fact] as const);
}

function checkValue(facts: TypeFacts, fact: PropertyFact, value: unknown, shown: string, path: string): Refusal[] {
  if (value === UNKNOWN || fact.type === "any" || isEmpty(value)) return [];
  if (fact.type.endsWith("[]")) return checkList(facts, fact, value, shown, path);
  if (fact.type.endsWith("{}")) return checkMap(fact, value, shown);
  if (fact.type !== "object") return checkScalar(fact, fact.type, value, shown);
  return isRecord(value) ? checkMembers(facts, value, `${shown}.`, `${path}.`) : [mistyped(shown, "an object", value)];
}

function checkList(facts: TypeFacts, fact: PropertyFact, value: unknown, shown: string, path: string): Refusal[] {
  if (!Array.isArray(value)) return [mistyped(shown, "a list", value)];
  const element = fact.type.slice(0, -2);
  return [
    ...checkCount(fact, value.length, shown),
    ...value.flatMap((member: unknown, index): Refusal[] => {
      const name = `${shown}[${index}]`;
      if (member === UNKNOWN || element === "any" || isEmpty(member)) return [];
      if (element !== "object") return checkScalar(fact, element, member, name);
      return isRecord(member)
        ? checkMembers(facts, member, `${name}.`, `${path}[].`)
        : [mistyped(name, "an object", member)];
    }),
  ];
}

function checkCount(
  { minItems = 0, maxItems = Number.POSITIVE_INFINITY, required }: PropertyFact,
  count: number,
  shown: string,
): Refusal[] {
  const least = Math.max(minItems, required ? 1 : 0);
  if (count < least) return [{ property: shown, reason: `${shown} needs at least ${least} of them, not ${count}` }];
  return count > maxItems
    ? [{ property: shown, reason: `${shown} takes at most ${maxItems} of them, not ${count}` }]
    : [];
}

function checkMap(fact: PropertyFact, value: unknown, shown: string): Refusal[] {
  if (!isRecord(value)) return [mistyped(shown, "a map", value)];
  const element = fact.type.slice(0, -2);
  if (element === "any") return [];
  return Object.entries(value).flatMap(([key, member]) =>
    member === UNKNOWN || isEmpty(member) ? [] : checkScalar(fact, element, member, `${shown}.${key}`),
  );
}

function checkScalar(fact: PropertyFact, type: string, value: unknown, shown: string): Refusal[] {
  if (type === "any") return [];
  if (type === "asset") return isAsset(value) ? [] : [mistyped(shown, "an archive or file", value)];
  // A document may be given as JSON text or as an object, which the provider writes as JSON.
  if (type === "document")
    return typeof value === "string" || isRecord(value) ? [] : [mistyped(shown, "a JSON document", value)];
  if (typeof value !== type) return [mistyped(shown, `a ${type}`, value)];
  const reason = notAllowed(fact, value);
  return reason === undefined ? [] : [{ property: shown, reason: `${shown} ${reason}` }];
}

const FORMATS: Readonly<Record<string, readonly [RegExp, string]>> = {
  arn: [/^(arn:[\w-]+:[\w-]+:[\w-]*:[\w-]*:.+)?$/, "an ARN"],
  cidr: [/^[\da-fA-F.:]+\/\d{1,3}$/, "a CIDR block"],
};

/** Why a value of the right type is refused; undefined where it is fine. */
function notAllowed(fact: PropertyFact, value: unknown): string | undefined {
  if (fact.oneOf && !fact.oneOf.some((one) => String(one) === String(value)))
    return `must be one of ${fact.oneOf.join(", ")}, not ${JSON.stringify(value)}`;
  const [low, high] = fact.range ?? [fact.atLeast ?? Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  if (typeof value === "number" && !fact.also?.includes(value) && (value < low || value > high))
    return high === Number.POSITIVE_INFINITY
      ? `must be at least ${low}, not ${value}`
      : `must be from ${low} to ${high}, not ${value}`;
  const format = fact.format === undefined ? undefined : FORMATS[fact.format];
  return format && typeof value === "string" && !format[0].test(value)
    ? `must be ${format[1]}, not ${JSON.stringify(value)}`
    : undefined;
}

function mistyped(property: string, expected: string, value: unknown): Refusal {
  const got = Array.isArray(value)
    ? "a list"
    : isRecord(value)
      ? "an object"
      : `the ${typeof value} ${JSON.stringify(value)}`;
  return { property, reason: `${property} must be ${expected}, not ${got}` };
}
