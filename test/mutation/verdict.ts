import type { GraphResource } from "../../blueprints/graph/graph";
import { valueAt } from "../../blueprints/graph/values";
import breaking from "./breaking.json";
import type { Environment } from "./environments";
import { kindOf, type Mutant } from "./operators";
import { byFacts } from "./refused";
import { placeOf, stemOf } from "./role";

/** A person's judgement of a kind of mutant: exactly one of the three. */
export interface Judged {
  /** What a user or operator loses on the worst day. */
  readonly breaks?: string;
  /** Why nobody loses anything. */
  readonly harmless?: string;
  /** Who takes no such thing, where facts do not know it. */
  readonly refused?: string;
}
export type Verdict = "breaks" | "harmless" | "refused" | "same" | "unjudged";

export const JUDGED: ReadonlyMap<string, Judged> = new Map(Object.entries<Judged>(breaking.kinds));

/** What a mutant does to its environment, by facts, else as judged in breaking.json, with the key that holds there. */
export function verdictOf(
  mutant: Mutant,
  environment: Environment,
): { readonly verdict: Verdict; readonly key?: string } {
  const facts = byFacts(mutant, environment.resources);
  if (facts) return { verdict: facts };
  if (mutant.operator === "remove" && losesWhatIsNeeded(mutant, environment.resources)) return { verdict: "refused" };
  const key = keysOf(mutant, environment).find((candidate) => JUDGED.has(candidate));
  const judged = key === undefined ? undefined : JUDGED.get(key);
  if (key === undefined || !judged) return { verdict: "unjudged" };
  return { verdict: judged.breaks ? "breaks" : judged.harmless ? "harmless" : "refused", key };
}

/** The most exact key first. */
function keysOf(mutant: Mutant, environment: Environment): string[] {
  const kind = kindOf(mutant);
  const before = String(valueAt(mutant.subject.inputs, mutant.input));
  const stem = stemOf(mutant.subject);
  return [
    `${kind} = ${before}`,
    `${kind} @ ${stem} in ${environment.tier}`,
    `${kind} @ ${stem}`,
    `${kind} @ ${placeOf(mutant, environment)}`,
    `${kind} in ${environment.tier}`,
    kind,
  ];
}

/** True where another resource loses an input by the removal without which it is refused. */
function losesWhatIsNeeded(mutant: Mutant, before: readonly GraphResource[]): boolean {
  const originals = new Map(before.map((resource) => [resource.id, resource]));
  return mutant.apply(before).some((resource) => {
    const original = originals.get(resource.id);
    if (!original || original === resource) return false;
    return Object.keys(original.inputs).some(
      (input) => !(input in resource.inputs) && JUDGED.get(`unlink ${resource.type} ${input}`)?.refused !== undefined,
    );
  });
}
