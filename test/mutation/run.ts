import type { GraphResource } from "../../blueprints/graph/graph";
import { addressOf } from "../../policies/address";
import type { Declared } from "../../policies/declared";
import { evaluate } from "../../policies/evaluate";
import type { Rule } from "../../policies/rule";
import { RULES } from "../../policies/rules";
import { World } from "../../policies/world/world";
import type { Environment } from "./environments";
import { kindOf, type Mutant, mutantsOf, type Operator } from "./operators";
import { sampled, stemOf } from "./role";
import { verdictOf } from "./verdict";

/** How one mutant fared. */
export interface Result {
  readonly environment: string;
  readonly operator: Operator;
  readonly kind: string;
  /** Key of the table that holds for it. */
  readonly key: string;
  /** Role and region of its subject, or the path of the manifest. */
  readonly where: string;
  readonly verdict: "breaks" | "harmless" | "refused" | "same";
  /** Rules that failed newly, or what else stopped it; empty for one that nobody caught. Undefined where it was not tried. */
  readonly by?: readonly string[];
}

type Tier = Environment["tier"];

/** Rules that matter at a tier: a note of severity info catches nothing. */
const rulesAt = (tier: Tier): readonly Rule[] =>
  RULES.filter(({ severity }) => severity[tier] === "error" || severity[tier] === "warning");

/** Failures of an environment, as rule and address. */
export function failuresOf(
  resources: readonly GraphResource[],
  tier: Tier,
  declared: Declared,
  rules: readonly Rule[] = rulesAt(tier),
): ReadonlySet<string> {
  const judgements = evaluate(new World({ resources }, tier, declared), rules);
  return new Set(
    judgements.flatMap(({ rule, subject, verdict }) =>
      verdict.verdict === "fail" ? [`${rule.id} ${addressOf(subject)} ${verdict.key ?? ""}`] : [],
    ),
  );
}

export const newRules = (after: ReadonlySet<string>, before: ReadonlySet<string>): string[] =>
  [
    ...new Set([...after].filter((failure) => !before.has(failure)).map((failure) => failure.split(" ")[0] ?? "")),
  ].sort();

/** Mutants of an environment, judged; those that break it, tried against all rules. */
export function run(environment: Environment, choose: (mutants: readonly Mutant[]) => readonly Mutant[]): Result[] {
  const { resources, tier, declared, name } = environment;
  const before = failuresOf(resources, tier, declared);
  return choose(mutantsOf(resources)).map((mutant): Result => {
    const { verdict, key = "" } = verdictOf(mutant, environment);
    if (verdict === "unjudged") throw new Error(`nobody has judged ${kindOf(mutant)} (${stemOf(mutant.subject)})`);
    const common = {
      environment: name,
      operator: mutant.operator,
      kind: kindOf(mutant),
      key,
      where: `${stemOf(mutant.subject)} in ${mutant.subject.region ?? "all regions"}`,
      verdict,
    };
    if (verdict !== "breaks") return common;
    const after = mutant.apply(resources);
    return { ...common, by: newRules(failuresOf(after, tier, declared, concerned(after, resources, tier)), before) };
  });
}

/** Only rules that name a type of what was changed, or compare regions, can say anything else than before. */
function concerned(after: readonly GraphResource[], before: readonly GraphResource[], tier: Tier): Rule[] {
  const [old, now] = [new Set(before), new Set(after)];
  const changed = [...after.filter((one) => !old.has(one)), ...before.filter((one) => !now.has(one))];
  const types = new Set(changed.map(({ type }) => type));
  return rulesAt(tier).filter((rule) => rule.scope === "environment" || rule.types.some((type) => types.has(type)));
}

/** At most this many of each group of symmetric mutants. */
export const atMost =
  (most: number, environment: Environment) =>
  (mutants: readonly Mutant[]): readonly Mutant[] =>
    sampled(mutants, environment, most);
