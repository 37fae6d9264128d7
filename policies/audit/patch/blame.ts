import type { GraphResource } from "../../../blueprints/graph/graph";
import type { Judgement } from "../../evaluate";
import type { Rule } from "../../rule";
import { type Drafts, without } from "./draft";

/** Resources times trials: beyond, all changes of what is blamed go, untried. */
const MOST_TRIED = 100_000;

interface Trial {
  readonly resources: number;
  /** What these rules say with these changes made. */
  readonly judge: (drafts: Drafts, rules: readonly Rule[]) => readonly Judgement[];
  readonly isFresh: (judgement: Judgement) => boolean;
}

/**
 * Drafts without the changes that make something else fail: of what the new failures speak of (all, where they speak of
 * none) those of each rule without which there are fewer of them, or all, where no single rule is to blame.
 */
export function withoutGuilty(drafts: Drafts, fresh: readonly Judgement[], trial: Trial): Drafts {
  const blamed = blamedFor(fresh, drafts);
  const suspects = new Set([...drafts].flatMap(([resource, draft]) => (blamed.has(resource) ? [...draft.keys()] : [])));
  const rules = [...new Set([...suspects].map(({ rule }) => rule))];
  const guilty = new Set(rules.length > 1 && rules.length * trial.resources <= MOST_TRIED ? tried() : rules);
  const gone = guilty.size > 0 ? guilty : new Set(rules);
  return without(drafts, (resource, { rule }) => blamed.has(resource) && gone.has(rule));

  function tried(): readonly Rule[] {
    const failing = [...new Set(fresh.map(({ rule }) => rule))];
    return rules.filter((rule) => {
      const less = without(drafts, (resource, failure) => blamed.has(resource) && failure.rule === rule);
      return trial.judge(less, failing).filter(trial.isFresh).length < fresh.length;
    });
  }
}

function blamedFor(fresh: readonly Judgement[], drafts: Drafts): ReadonlySet<GraphResource> {
  const ids = new Set(
    fresh.flatMap(({ subject, verdict }) => [
      subject.id,
      ...(verdict.verdict === "fail" ? (verdict.related ?? []).map(({ id }) => id) : []),
    ]),
  );
  const named = [...drafts.keys()].filter(({ id }) => ids.has(id));
  return new Set(named.length > 0 ? named : drafts.keys());
}
