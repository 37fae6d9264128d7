import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import terraformNames from "./terraform-names.json";

// The oracle: what the real AWS provider said of its types when asked. An independent witness for tests only; it is read
// here without the sandbox's own data, so that a mistake there cannot hide itself.

const PATH = join(__dirname, "..", "..", "..", "shared", "oracle", "aws-provider.json.gz");

type Type = string | readonly [kind: string, element: unknown];
export interface OracleFact {
  readonly type?: Type;
  readonly block?: "list" | "set" | "single";
  readonly min_items?: number;
  readonly max_items?: number;
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly computed?: boolean;
  readonly sensitive?: boolean;
  readonly replaces?: boolean;
  readonly allowed?: {
    readonly oneOf?: readonly (string | number)[];
    readonly range?: readonly [number, number];
    readonly atLeast?: number;
    readonly length?: readonly [number, number];
    readonly format?: string;
  };
}
type Facts = Readonly<Record<string, OracleFact>>;

export const oraclePresent = existsSync(PATH);

/** A describe that skips, and says so, where the oracle is not beside the checkout. */
export const describeWithOracle: typeof describe = oraclePresent
  ? describe
  : (Object.assign(
      (name: string, body: () => void) => describe.skip(`${name} (skipped: ../shared/oracle is not here)`, body),
      { only: describe.only, skip: describe.skip, each: describe.skip.each },
    ) as unknown as typeof describe);

let loaded: Readonly<Record<string, Facts>> | undefined;
function oracle(): Readonly<Record<string, Facts>> {
  loaded ??= (JSON.parse(gunzipSync(readFileSync(PATH)).toString("utf8")) as { types: Readonly<Record<string, Facts>> })
    .types;
  return loaded;
}

/** Terraform type of a Pulumi type token; undefined where the oracle's provider has none. */
export function terraformType(pulumiType: string): string | undefined {
  return new Map(Object.entries<string>(terraformNames.names)).get(pulumiType);
}

/** Everything that the oracle knows of a Pulumi type, by Terraform path. */
export function oracleFacts(pulumiType: string): Facts | undefined {
  const terraform = terraformType(pulumiType);
  return terraform === undefined ? undefined : oracle()[terraform];
}

/** Names that the bridge gives to properties and that no spelling rule explains: Terraform's name by Pulumi type and property. */
const RENAMED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "aws:cloudwatch/metricAlarm:MetricAlarm": { name: "alarm_name" },
  "aws:lambda/function:Function": { name: "function_name" },
  "aws:lambda/permission:Permission": { function: "function_name" },
  "aws:sns/topicSubscription:TopicSubscription": { topic: "topic_arn" },
  "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter": { logGroup: "log_group_name" },
};

/** Inputs of `@pulumi/aws` 7.48 that the bridge adds or that are newer than the oracle's provider: not judged. */
const NOT_IN_ORACLE: Readonly<Record<string, readonly string[]>> = {
  "aws:lambda/function:Function": ["code"],
  "aws:autoscaling/group:Group": ["instanceLifecyclePolicy"],
  "aws:rds/cluster:Cluster": ["autoMinorVersionUpgrade"],
  "aws:eks/cluster:Cluster": ["defaultAddonsToRemoves"],
};

/** Terraform path of a Pulumi property path such as `restoreToPointInTime.restoreType` or `tags[0].key`. */
export function terraformPath(pulumiType: string, path: string): string | undefined {
  const facts = oracleFacts(pulumiType);
  if (!facts) return undefined;
  let found = "";
  for (const name of path.replace(/\[[^\]]*\]/g, "").split(".")) {
    const prefix = found === "" ? "" : `${found}.`;
    const renamed = found === "" ? RENAMED[pulumiType]?.[name] : undefined;
    const next = renamed ?? spelled(Object.keys(facts), prefix, name);
    if (next === undefined) return undefined;
    found = prefix + next;
  }
  return found;
}

function spelled(paths: readonly string[], prefix: string, name: string): string | undefined {
  const children = paths
    .filter((path) => path.startsWith(prefix) && !path.slice(prefix.length).includes("."))
    .map((path) => path.slice(prefix.length));
  const forms = children.map(
    (child) => [child, child.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())] as const,
  );
  return (forms.find(([, camel]) => camel === name) ??
    forms.find(([, camel]) => [`${camel}s`, `${camel}es`, camel.replace(/y$/, "ies")].includes(name)))?.[0];
}

/** Whether the provider replaces the resource when only this property changes; undefined where it would not answer. */
export function replacesOn(pulumiType: string, path: string): boolean | undefined {
  const terraform = terraformPath(pulumiType, path);
  return terraform === undefined ? undefined : oracleFacts(pulumiType)?.[terraform]?.replaces;
}

/** A value that a program does not know yet (or keeps secret): only its name is judged. */
const isOpaque = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === "object" &&
    !Array.isArray(value) &&
    ["unknown", "secret", "$unknown", "$secret"].some((key) => key in value)) ||
  value === "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Types whose nested blocks the oracle cuts at a depth (they recur): names that it does not know there are not judged. */
const CUT = new Set(["aws:wafv2/webAcl:WebAcl", "aws:wafv2/ruleGroup:RuleGroup"]);

/**
 * What the provider would refuse in a resource's inputs: missing, unknown, mistyped and disallowed ones.
 * @param inputs as the program gives them (Pulumi names); names that the provider fills in (auto-naming) may be absent
 * @returns one sentence each, empty where all is well; undefined type is one problem
 */
export function checkInputs(pulumiType: string, inputs: Readonly<Record<string, unknown>>): string[] {
  const facts = oracleFacts(pulumiType);
  return facts ? checkObject(pulumiType, facts, inputs, "", "") : [`${pulumiType}: the oracle has no such type`];
}

function checkObject(
  type: string,
  facts: Facts,
  value: Readonly<Record<string, unknown>>,
  pulumiPrefix: string,
  terraformPrefix: string,
): string[] {
  const problems: string[] = [];
  const seen = new Set<string>();
  for (const [name, member] of Object.entries(value)) {
    if (pulumiPrefix === "" && NOT_IN_ORACLE[type]?.includes(name)) continue;
    const path = terraformPath(type, pulumiPrefix + name);
    const fact = path === undefined ? undefined : facts[path];
    if ((path === undefined || !fact) && pulumiPrefix !== "" && CUT.has(type)) continue;
    if (path === undefined || !fact) problems.push(`${type}: ${pulumiPrefix}${name} is not a property`);
    else if (!fact.block && !fact.required && !fact.optional)
      problems.push(`${type}: ${pulumiPrefix}${name} is computed by the cloud`);
    else {
      seen.add(path);
      problems.push(...checkValue(type, facts, fact, member, pulumiPrefix + name, path));
    }
  }
  return [...problems, ...missing(type, facts, seen, pulumiPrefix, terraformPrefix)];
}

/** `name` is filled in by auto-naming, so it may be absent at the top. */
function missing(
  type: string,
  facts: Facts,
  seen: ReadonlySet<string>,
  pulumiPrefix: string,
  prefix: string,
): string[] {
  const autoNamed = new Set(["name", ...Object.values(RENAMED[type] ?? {})]);
  return Object.entries(facts)
    .filter(([path]) => path.startsWith(prefix) && !path.slice(prefix.length).includes("."))
    .filter(
      ([path, fact]) =>
        (fact.required || (fact.min_items ?? 0) > 0) && !seen.has(path) && !(prefix === "" && autoNamed.has(path)),
    )
    .map(([path]) => `${type}: ${pulumiPrefix}${path.slice(prefix.length)} is required`);
}

function checkValue(
  type: string,
  facts: Facts,
  fact: OracleFact,
  value: unknown,
  name: string,
  path: string,
): string[] {
  if (isOpaque(value)) return [];
  if (!fact.block) return checkPlain(type, fact, fact.type ?? "string", value, name);
  const items = Array.isArray(value) ? value : [value];
  const wrong =
    Array.isArray(value) && fact.max_items !== undefined && value.length > fact.max_items
      ? [`${type}: ${name} takes at most ${fact.max_items}`]
      : [];
  const few = items.length < (fact.min_items ?? 0) ? [`${type}: ${name} needs at least ${fact.min_items}`] : [];
  return [
    ...wrong,
    ...few,
    ...items.flatMap((item: unknown) => {
      if (isOpaque(item)) return [];
      return isRecord(item)
        ? checkObject(type, facts, item, `${name}.`, `${path}.`)
        : [`${type}: ${name} must be an object, not ${typeof item}`];
    }),
  ];
}

function checkPlain(type: string, fact: OracleFact, expected: Type, value: unknown, name: string): string[] {
  if (isOpaque(value)) return [];
  if (typeof expected !== "string") return checkCollection(type, fact, expected, value, name);
  const wanted = expected === "bool" ? "boolean" : expected;
  // Policies may be given as documents; the SDK's provider writes them as JSON.
  if (wanted === "string" && isRecord(value) && ("Statement" in value || "Version" in value)) return [];
  const scalars = ["string", "number", "boolean"];
  // Terraform writes some numbers and truths as strings; the bridge types them as what they are and converts.
  if (wanted === "string" && ["number", "boolean"].includes(typeof value))
    return notAllowed(fact, value, alsoMultiplesOf(type, name)).map((why) => `${type}: ${name} ${why}`);
  if (scalars.includes(wanted) && typeof value !== wanted)
    return [`${type}: ${name} must be a ${wanted}, not ${typeof value}`];
  return notAllowed(fact, value, alsoMultiplesOf(type, name)).map((why) => `${type}: ${name} ${why}`);
}

function checkCollection(
  type: string,
  fact: OracleFact,
  [kind, element]: readonly [string, unknown],
  value: unknown,
  name: string,
): string[] {
  const inner: Type = typeof element === "string" ? element : "any";
  if (kind === "map") {
    if (!isRecord(value)) return [`${type}: ${name} must be a map, not ${typeof value}`];
    return Object.entries(value).flatMap(([key, one]) => checkPlain(type, fact, inner, one, `${name}.${key}`));
  }
  if (kind !== "list" && kind !== "set") return [];
  // A list of at most one element is a single value in Pulumi.
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  return items.flatMap((one, index) => checkPlain(type, fact, inner, one, `${name}[${index}]`));
}

/**
 * The provider takes an alarm's period if it is one of a few, or any multiple of a minute; of such a pair of checks it names
 * only one when it refuses, and that is what the oracle heard [cfn-lint E3615: 10, 30, 60, and any multiple of 60].
 */
const alsoMultiplesOf = (type: string, name: string): number | undefined =>
  type === "aws:cloudwatch/metricAlarm:MetricAlarm" && /(^|\.)period$/.test(name) ? 60 : undefined;

function notAllowed({ allowed }: OracleFact, value: unknown, multiplesOf?: number): string[] {
  if (!allowed) return [];
  const isMultiple = multiplesOf !== undefined && typeof value === "number" && value > 0 && value % multiplesOf === 0;
  if (allowed.oneOf && !isMultiple && !allowed.oneOf.map(String).includes(String(value)))
    return [`must be one of ${allowed.oneOf.join(", ")}, not ${value}`];
  // 0 to 0 is what the oracle heard of a property that takes 0 or a range that it was not told (a target group's slow start).
  const heardZeroOnly = allowed.range?.[0] === 0 && allowed.range[1] === 0;
  if (
    allowed.range &&
    !heardZeroOnly &&
    typeof value === "number" &&
    (value < allowed.range[0] || value > allowed.range[1])
  )
    return [`must be from ${allowed.range[0]} to ${allowed.range[1]}, not ${value}`];
  if (allowed.atLeast !== undefined && typeof value === "number" && value < allowed.atLeast)
    return [`must be at least ${allowed.atLeast}, not ${value}`];
  if (allowed.format === "arn" && typeof value === "string" && value !== "" && !value.startsWith("arn:"))
    return [`must be an ARN, not ${value}`];
  if (allowed.format === "cidr" && typeof value === "string" && !/^[0-9a-fA-F.:]+\/\d+$/.test(value))
    return [`must be a CIDR block, not ${value}`];
  return [];
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
