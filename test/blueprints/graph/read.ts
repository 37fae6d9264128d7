import type { GraphResource } from "../../../blueprints/graph/graph";
import type { Reading } from "../../../blueprints/graph/readers/reading";
import type { Outcome, Problem } from "../../../blueprints/problems/problem";

/** What a reader made of its text; a refusal is the test's failure. */
export function readingOf(outcome: Outcome<Reading>): Reading {
  if (!outcome.ok) throw new Error(outcome.problems.map(({ message }) => message).join("\n"));
  return outcome.value;
}

export function named(outcome: Outcome<Reading>, name: string): GraphResource {
  const { resources } = readingOf(outcome);
  const found = resources.find((resource) => resource.name === name);
  if (!found) throw new Error(`no ${name} among ${resources.map((resource) => resource.name).join(", ")}`);
  return found;
}

/** Names of what one resource refers to, by input. */
export function refersTo(outcome: Outcome<Reading>, name: string): Readonly<Record<string, readonly string[]>> {
  const nameOf = new Map(readingOf(outcome).resources.map((resource) => [resource.id, resource.name]));
  const { references } = named(outcome, name);
  return Object.fromEntries(
    Object.entries(references).map(([input, ids]) => [input, ids.map((id) => nameOf.get(id) ?? id)]),
  );
}

export function refusal(outcome: Outcome<Reading>): Problem {
  if (outcome.ok) throw new Error("it was read");
  const [problem] = outcome.problems;
  if (!problem) throw new Error("refused without a problem");
  return problem;
}
