import type { GraphResource, ResourceGraph } from "../../blueprints/graph/graph";
import { readAny } from "../../blueprints/graph/readers/read";
import { TIERS, type Tier } from "../../blueprints/tiers/tier";
import { evaluate } from "../../policies/evaluate";
import type { Rule, Severity, Verdict } from "../../policies/rule";
import { World } from "../../policies/world/world";
import { worst } from "../../policies/world/worst";
import type { Fixture } from "./peer";

/** What one rule of ours says of one resource, all its verdicts put together. */
export interface Ours {
  readonly verdict: Verdict["verdict"];
  /** The messages of those that fail. */
  readonly says: readonly string[];
}

/** What our rules say of one fixture. */
export interface OurVerdicts {
  /** @param through an input: of the resource that it names, instead */
  verdictsOn(rule: string, resource: string, through?: string): readonly Verdict[] | undefined;
}

const WEIGHT: Readonly<Record<Severity | "none", number>> = { none: 0, info: 1, warning: 2, error: 3 };

/** The tier at which a rule weighs most; the highest of those. */
export const strictestTier = ({ severity }: Rule): Tier =>
  TIERS.reduce((best, tier) => (WEIGHT[severity[tier]] >= WEIGHT[severity[best]] ? tier : best));

/** Judges a fixture by all rules, each at the tier where it weighs most; undefined where no reader of ours takes it. */
export function weSay({ path, text }: Fixture, rules: readonly Rule[]): OurVerdicts | undefined {
  const outcome = readAny(text, { file: path, region: "us-east-1" });
  if (!outcome.ok) return undefined;
  const { resources } = outcome.value;
  const byRule = new Map(rules.map((rule) => [rule.id as string, verdictsByName(rule, outcome.value)]));
  const named = (resource: string, through: string): string | undefined => {
    const [id] = resources.find((one) => nameOf(one) === resource)?.references[through] ?? [];
    const target = resources.find((one) => one.id === id);
    return target && nameOf(target);
  };
  return {
    verdictsOn: (rule, resource, through) =>
      byRule.get(rule)?.get(through === undefined ? resource : (named(resource, through) ?? "")),
  };
}

function verdictsByName(rule: Rule, graph: ResourceGraph): ReadonlyMap<string, readonly Verdict[]> {
  const byName = new Map<string, Verdict[]>();
  for (const { subject, verdict } of evaluate(new World(graph, strictestTier(rule)), [rule]))
    byName.set(nameOf(subject), [...(byName.get(nameOf(subject)) ?? []), verdict]);
  return byName;
}

/** `part` is in the messages of what a peer's rule asks too: verdicts on anything else are no matter of the comparison. */
export function oursOf(verdicts: readonly Verdict[], part = ""): Ours {
  const told = verdicts.filter((one) => one.verdict !== "fail" || one.message.includes(part));
  return {
    verdict: worst(told.map(({ verdict }) => verdict)) ?? "pass",
    says: told.flatMap((one) => (one.verdict === "fail" ? [one.message] : [])),
  };
}

/** Kubernetes has one name for many kinds; what a template writes inside of a resource counts as that resource. */
function nameOf({ type, name, id }: GraphResource): string {
  if (type.startsWith("kubernetes:"))
    return `${type.slice(type.lastIndexOf(":") + 1)} ${name.replace(/^default\//, "")}`;
  return id.startsWith("cloudformation::") ? name.replace(/\..*/, "") : name;
}
