import type { Verdict } from "../rule";
import { known } from "./unseen";

/**
 * Verdicts of several questions about one resource. What isn't known to one does not hide a certain fail of another; where
 * none fails, the first that can't be answered ends the judgement as unknown.
 * @returns undefined where no question applies
 */
export function together(questions: readonly (() => Verdict | undefined)[]): readonly Verdict[] | undefined {
  const fails = questions
    .flatMap((question) => known(question)?.value ?? [])
    .filter(({ verdict }) => verdict === "fail");
  if (fails.length > 0) return fails;
  const verdicts = questions.flatMap((question) => question() ?? []);
  return verdicts.length > 0 ? verdicts : undefined;
}
