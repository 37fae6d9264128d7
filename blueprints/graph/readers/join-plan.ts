import type { GraphResource } from "../graph";
import { isRecord, isSecret, isUnknown } from "../values";

/**
 * What the engine or a state shows, joined with what the plan's programs register: part, region, sources, and which inputs
 * only the provider's Check filled (an analyzer is not told). A resource that the plan doesn't know stays as it is.
 */
export function joinPlan(seen: readonly GraphResource[], planned: readonly GraphResource[]): GraphResource[] {
  const byId = new Map(planned.map((resource) => [resource.id, resource]));
  return seen.map((resource) => {
    const plan = byId.get(resource.id);
    if (!plan) return resource;
    const filled: string[] = [...(resource.filled ?? [])];
    const inputs = own(resource.inputs, plan.inputs, "", filled) as GraphResource["inputs"];
    return {
      ...resource,
      inputs,
      filled,
      ...(plan.part !== undefined && { part: plan.part }),
      ...(plan.region !== undefined && { region: plan.region }),
      sources: plan.sources,
      transformed: plan.transformed,
    };
  });
}

/** A value without the members that the program never wrote; those go to `filled`. */
function own(seen: unknown, plan: unknown, path: string, filled: string[]): unknown {
  if (isMarked(seen) || isMarked(plan)) return seen;
  if (Array.isArray(seen) && Array.isArray(plan))
    return seen.length === plan.length
      ? seen.map((item, index) => own(item, plan[index], `${path}[${index}]`, filled))
      : seen;
  if (!isRecord(seen) || !isRecord(plan)) return seen;
  const kept: [string, unknown][] = [];
  for (const [key, value] of Object.entries(seen)) {
    const at = path === "" ? key : `${path}.${key}`;
    if (Object.hasOwn(plan, key)) kept.push([key, own(value, plan[key], at, filled)]);
    else filled.push(at);
  }
  return Object.fromEntries(kept);
}

const isMarked = (value: unknown): boolean => isUnknown(value) || isSecret(value);
