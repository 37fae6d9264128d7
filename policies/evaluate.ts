import type { GraphResource } from "../blueprints/graph/graph";
import { ScalekitError } from "../blueprints/problems/problem";
import type { Rule, Verdict } from "./rule";
import { UnseenValue } from "./world/unseen";
import type { World } from "./world/world";

/** What one rule says of one resource. */
export interface Judgement {
  readonly rule: Rule;
  readonly subject: GraphResource;
  readonly verdict: Verdict;
}

export interface EvaluateOptions {
  /** Called between subjects: throws where a bound (time) is passed. */
  readonly checkpoint?: () => void;
}

/** Runs rules over a world, whatever the tier makes of them; ordered by rule, then by the graph. Pure. */
export function evaluate(world: World, rules: readonly Rule[], options: EvaluateOptions = {}): Judgement[] {
  const judgements: Judgement[] = [];
  for (const rule of rules) {
    for (const subject of subjectsOf(rule, world, judgements)) {
      options.checkpoint?.();
      for (const verdict of judged(rule, subject, world)) judgements.push({ rule, subject, verdict });
    }
  }
  return judgements;
}

function subjectsOf(rule: Rule, world: World, judgements: Judgement[]): readonly GraphResource[] {
  try {
    return [...rule.subjects(world)];
  } catch (error) {
    judgements.push({ rule, subject: world.environment, verdict: toVerdict(error, rule) });
    return [];
  }
}

function judged(rule: Rule, subject: GraphResource, world: World): readonly Verdict[] {
  try {
    const verdict = rule.judge(subject, world);
    if (verdict === undefined) return [];
    return "verdict" in verdict ? [verdict] : verdict;
  } catch (error) {
    return [toVerdict(error, rule)];
  }
}

/** @throws ScalekitError SK6011 for what a rule throws besides: it names the rule, which may be a team's own */
function toVerdict(error: unknown, { id }: Rule): Verdict {
  if (!(error instanceof UnseenValue))
    throw new ScalekitError(
      {
        code: "SK6011",
        message: `the rule ${id} failed itself: ${error instanceof Error ? error.message : String(error)}`,
        fix: "put the rule right, or switch it off under policies.levels until it is; one of scalekit's own is a defect to report",
      },
      2,
      { cause: error },
    );
  return { verdict: "unknown", missing: error.missing, ...(error.input !== undefined && { input: error.input }) };
}
