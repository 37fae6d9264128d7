import { stepsOf, valueAt } from "../../blueprints/graph/values";
import type { Environment } from "./environments";
import { kindOf, type Mutant } from "./operators";

/**
 * What a mutant's subject is there for, whatever the service, region or address: logical name without part, numbers and
 * regions. `orders-log-postgresql` and `tenants-log-postgresql` have one role; `web-cpu` and `web-requests` have two.
 */
export function stemOf({ name, part }: Mutant["subject"]): string {
  const own = part !== undefined && name.startsWith(`${part}-`) ? name.slice(part.length + 1) : name;
  const stem = own
    .replace(/(?<![a-z])[a-z]{2}-[a-z]+-\d\b/g, "")
    .replace(/-?[a-z-]+(?:\.[a-z]+)+/g, "")
    .replace(/(?<=^|-)\d+(?:-[0-9a-f]+(?![0-9a-z]))*/g, "")
    .replace(/^(?:web|api|app|orders|tenants|sessions)\b-?/, "")
    .replace(/-{2,}/g, "-")
    .replace(/^-|-$/g, "");
  return stem === "" ? "self" : stem;
}

export const placeOf = ({ subject }: Mutant, { manifest }: Environment): "primary" | "elsewhere" =>
  subject.region === manifest.regions.primary ? "primary" : "elsewhere";

/** Kind, role, place and value: mutants that share all are symmetric, so that a few stand for all. */
export function groupOf(mutant: Mutant, environment: Environment): string {
  const { subject } = mutant;
  const place = placeOf(mutant, environment);
  const items = stepsOf(mutant.input).filter((step) => /^\d+$/.test(step));
  const value = ["flip", "halve"].includes(mutant.operator) ? String(valueAt(subject.inputs, mutant.input)) : "";
  return [kindOf(mutant), stemOf(subject), place, value, ...items].join(" | ");
}

/** At most `most` mutants of each group, spread over it; in the order of the groups. */
export function sampled(mutants: readonly Mutant[], environment: Environment, most: number): Mutant[] {
  const groups = new Map<string, Mutant[]>();
  for (const mutant of mutants) {
    const group = groupOf(mutant, environment);
    groups.set(group, [...(groups.get(group) ?? []), mutant]);
  }
  return [...groups.values()].flatMap((group) => {
    const step = (group.length - 1) / Math.max(1, most - 1);
    const chosen = new Set(Array.from({ length: most }, (_, index) => Math.round(index * step)));
    return group.filter((_, index) => chosen.has(index));
  });
}
