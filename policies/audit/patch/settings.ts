import { isRecord, stepsOf } from "../../../blueprints/graph/values";

/** Leaves of a resource's inputs and what they become, by dotted path; `containers[1]` is the second of a list. */
export type Settings = Readonly<Record<string, unknown>>;

/** Inputs with leaves laid over them; what stands beside a leaf stays. A path without an index means each block of a list. */
export function withSettings(inputs: Readonly<Record<string, unknown>>, set: Settings): Record<string, unknown> {
  let result: unknown = inputs;
  for (const [path, value] of Object.entries(set)) result = laid(result, stepsOf(path), value);
  return result as Record<string, unknown>;
}

function laid(under: unknown, steps: readonly string[], leaf: unknown): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) return leaf;
  if (Array.isArray(under)) {
    const items: readonly unknown[] = under.length > 0 ? under : [{}];
    if (!/^\d+$/.test(step)) return items.map((item) => laid(item, steps, leaf));
    return items.map((item, at) => (at === Number(step) ? laid(item, rest, leaf) : item));
  }
  const own = isRecord(under) ? under : {};
  return { ...own, [step]: laid(own[step], rest, leaf) };
}
