import { createHash } from "node:crypto";
import naming from "../facts/behaviour/naming.json";
import { factsOf } from "../facts/facts";
import { isEmpty, type Properties } from "../value";
import { withObjectName } from "./kubernetes";

interface AutoName {
  readonly property: string;
  readonly maximum: number;
  readonly lower: boolean;
}

const SPECIAL = new Map<string, Partial<AutoName>>(
  Object.entries(naming.types as Readonly<Record<string, Partial<AutoName>>>),
);
const NEVER = new Set<string>(naming.never);

/** Which property the provider names when the program does not; undefined for types that it leaves alone. */
export function autoNamed(type: string): AutoName | undefined {
  const facts = factsOf(type);
  if (!facts || !type.startsWith("aws:") || NEVER.has(type)) return undefined;
  const special = SPECIAL.get(type);
  const named = Object.entries(facts.properties).find(([path, fact]) => fact.named && !path.includes("."))?.[0];
  const property = special?.property ?? named ?? (facts.properties.name?.required === true ? undefined : "name");
  if (property === undefined || facts.properties[property]?.type !== "string") return undefined;
  return { property, maximum: special?.maximum ?? 255, lower: special?.lower ?? false };
}

/**
 * Names what the program leaves unnamed as the bridge does: `<logical name>-<7 hex digits>`, kept from the inputs of before
 * when there were any, and noted in `__defaults`.
 */
export function withName(
  type: string,
  logicalName: string,
  inputs: Properties,
  olds: Properties,
  seed: Uint8Array,
): Properties {
  if (type.startsWith("kubernetes:")) return withObjectName(logicalName, inputs, olds, seed);
  const rule = autoNamed(type);
  if (!rule || !isEmpty(inputs[rule.property]) || !isEmpty(inputs[`${rule.property}Prefix`]))
    return { ...inputs, __defaults: [] };
  const kept = wasGenerated(olds, rule.property) ? olds[rule.property] : undefined;
  return { ...inputs, __defaults: [rule.property], [rule.property]: kept ?? generated(rule, logicalName, seed) };
}

/** Whether the name in these inputs was the provider's choice. */
export const wasGenerated = (inputs: Properties, property: string): boolean =>
  Array.isArray(inputs.__defaults) && inputs.__defaults.includes(property);

function generated(rule: AutoName, logicalName: string, seed: Uint8Array): string {
  const suffix = createHash("sha256").update(seed).update(logicalName).digest("hex").slice(0, 7);
  const stem = logicalName.slice(0, rule.maximum - suffix.length - 1).replace(/-+$/, "");
  const name = `${stem}-${suffix}`;
  return rule.lower ? name.toLowerCase() : name;
}
