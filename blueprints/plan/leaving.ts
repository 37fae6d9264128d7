import { regionFacts } from "./network";
import type { Plan, StackKind } from "./plan";

/** A stack of this environment that the backend records and the manifest no longer asks for (DECISIONS 7). */
export interface LeavingStack {
  readonly name: string;
  readonly key: string;
  readonly kind: StackKind;
  /** For stacks of a region. */
  readonly region?: string;
}

/** Order in which stacks may go: what refers to others first; a region leaves its global database before that goes. */
const ORDER: readonly LeavingStack["kind"][] = ["edge", "apps", "region", "global-data", "dns"];

/**
 * The environment's recorded stacks that are not in the plan, in the order in which to destroy them. Stacks of other
 * environments are left out, also where one environment's name begins another's (`prod` and `prod-eu`): what follows
 * the name has to be a key that stacks have.
 * @param recordedStackNames names of the project's stacks in the backend, with or without `organization/project/` before
 */
export function joinRecorded(plan: Plan, recordedStackNames: readonly string[]): readonly LeavingStack[] {
  const planned = new Set(plan.stacks.map(({ name }) => name));
  const names = new Set(recordedStackNames.map((name) => name.slice(name.lastIndexOf("/") + 1)));
  return [...names]
    .filter((name) => !planned.has(name))
    .flatMap((name) => recorded(plan.environment, name) ?? [])
    .sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) || a.name.localeCompare(b.name, "en"));
}

function recorded(environment: string, name: string): LeavingStack | undefined {
  if (!name.startsWith(`${environment}-`)) return undefined;
  const key = name.slice(environment.length + 1);
  if (key === "dns" || key === "edge" || key === "global-data") return { name, key, kind: key };
  const apps = key.endsWith("-apps");
  const region = apps ? key.slice(0, -"-apps".length) : key;
  return regionFacts(region) ? { name, key, kind: apps ? "apps" : "region", region } : undefined;
}
