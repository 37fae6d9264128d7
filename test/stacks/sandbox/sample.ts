import type { PropertyFact, TypeFacts } from "../../../stacks/sandbox/facts/facts";

/** A value that the facts accept. */
export function goodValue(facts: TypeFacts, path: string, fact: PropertyFact): unknown {
  if (fact.type === "object") return goodMembers(facts, `${path}.`);
  if (fact.type === "object[]")
    return Array.from({ length: Math.max(1, fact.minItems ?? 1) }, () => goodMembers(facts, `${path}[].`));
  if (fact.type.endsWith("[]"))
    return Array.from({ length: Math.max(1, fact.minItems ?? 1) }, () => goodScalar(fact, fact.type.slice(0, -2)));
  if (fact.type.endsWith("{}")) return { key: goodScalar(fact, fact.type.slice(0, -2)) };
  return goodScalar(fact, fact.type);
}

function goodScalar(fact: PropertyFact, type: string): unknown {
  if (type === "boolean") return true;
  if (fact.oneOf) return fact.oneOf.find((value) => value !== "") ?? fact.oneOf[0];
  if (type === "number") return fact.range?.[0] ?? fact.atLeast ?? 1;
  if (type === "document") return "{}";
  if (type === "asset") return { "4dabf18193072939515e22adb298388d": "0def7320c3a5731c473e5ecbe6d01bc7", path: "." };
  return { arn: "arn:aws:service:eu-west-1:111122223333:thing/one", cidr: "10.0.0.0/16" }[fact.format ?? ""] ?? "text";
}

/** Only what is required, all the way down. */
export function goodMembers(facts: TypeFacts, prefix: string): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(facts.properties)
      .filter(([path, fact]) => fact.required && path.startsWith(prefix) && !path.slice(prefix.length).includes("."))
      .map(([path, fact]) => [path.slice(prefix.length), goodValue(facts, path, fact)]),
  );
}

/**
 * The inputs with a value at a path, and with what is needed of everything that lies between.
 * @param path of the facts: `name[]` for lists
 * @param least members of an object that is made on the way, by its path
 */
export function placed(
  facts: TypeFacts,
  inputs: Record<string, unknown>,
  path: string,
  value: unknown,
  least: (path: string) => Record<string, unknown> = (holder) => goodMembers(facts, `${holder}.`),
): Record<string, unknown> {
  const place = (
    holder: Readonly<Record<string, unknown>>,
    prefix: string,
    [step = "", ...rest]: readonly string[],
  ): Record<string, unknown> => {
    const name = step.replaceAll("[]", "");
    if (rest.length === 0) return { ...holder, [name]: value };
    const present = holder[name];
    const [first, ...others]: readonly unknown[] = Array.isArray(present) ? present : [present];
    const inside = isMembers(first) ? first : least(`${prefix}${step}`);
    const inner = place(inside, `${prefix}${step}.`, rest);
    return { ...holder, [name]: step.endsWith("[]") ? [inner, ...others] : inner };
  };
  return place(inputs, "", path.split("."));
}

const isMembers = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A value of another kind than the facts want; undefined where anything goes. */
export function mistyped(fact: PropertyFact): unknown {
  if (fact.type.startsWith("any")) return undefined;
  if (fact.type === "string") return 7;
  if (fact.type === "document") return 7;
  return "not of that kind";
}

/** A value of the right kind that is not allowed; undefined where all are. */
export function disallowed(fact: PropertyFact): unknown {
  const value = disallowedScalar(fact);
  if (value === undefined) return undefined;
  if (fact.type.endsWith("[]")) return [value];
  return fact.type.endsWith("{}") ? { key: value } : value;
}

function disallowedScalar(fact: PropertyFact): unknown {
  if (fact.oneOf) return fact.type.startsWith("number") ? 987_654_321 : "not one of them";
  // 0 to 0 stands for a range that the oracle was not told.
  if (fact.range) return fact.range[1] === 0 ? undefined : fact.range[1] + 1;
  if (fact.atLeast !== undefined) return fact.atLeast - 1;
  return fact.format === undefined || fact.type.startsWith("any") ? undefined : "neither ARN nor CIDR";
}
