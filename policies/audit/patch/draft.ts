import type { GraphResource } from "../../../blueprints/graph/graph";
import type { Judgement } from "../../evaluate";
import { known } from "../../world/unseen";
import type { Judged } from "./judged";
import { REMEDIES } from "./remedies";
import type { Change } from "./remedy";
import type { Settings } from "./settings";

/** Changes of one resource, by the failure that each is for. */
export type Draft = ReadonlyMap<Judgement, Settings>;
export type Drafts = ReadonlyMap<GraphResource, Draft>;

/** A change for each failure that has one, by the resource that it changes, and failures whose change the owner's language cannot say. */
export function draftsFor(
  failing: readonly Judgement[],
  { world, writable = () => true }: Pick<Judged, "world" | "writable">,
): { readonly drafts: Drafts; readonly unwritable: ReadonlySet<Judgement> } {
  const drafts = new Map<GraphResource, Map<Judgement, Settings>>();
  const unwritable = new Set<Judgement>();
  for (const failure of failing) {
    const changes = changesFor(failure, world);
    if (!changes.every(({ resource, set }) => writable(resource, set))) {
      unwritable.add(failure);
      continue;
    }
    for (const { resource, set } of changes)
      drafts.set(resource, (drafts.get(resource) ?? new Map<Judgement, Settings>()).set(failure, set));
  }
  return { drafts, unwritable };
}

/** What a remedy changes, without what stands there already; nothing where it would need a value that is not known. */
function changesFor({ rule, subject, verdict }: Judgement, world: Judged["world"]): readonly Change[] {
  if (verdict.verdict !== "fail") return [];
  const remedy = Object.hasOwn(REMEDIES, rule.id) ? REMEDIES[rule.id] : undefined;
  const all = verdict.obeys
    ? [{ resource: subject, set: verdict.obeys }]
    : (known(() => remedy?.(subject, world, verdict) ?? [])?.value ?? []);
  return all.flatMap(({ resource, set }) => {
    const changed = Object.entries(set).filter(([path, value]) => world.peek(resource, path) !== value);
    return changed.length > 0 ? [{ resource, set: Object.fromEntries(changed) }] : [];
  });
}

/** All changes of a draft together. Where two failures want a number, the larger obeys both. */
export function settingsOf(draft: Draft): Settings {
  const all: Record<string, unknown> = {};
  for (const set of draft.values())
    for (const [path, value] of Object.entries(set)) {
      const there = all[path];
      all[path] = typeof there === "number" && typeof value === "number" ? Math.max(there, value) : value;
    }
  return all;
}

/** Drafts without some of their changes; a resource that none is left of goes. */
export const without = (drafts: Drafts, drop: (resource: GraphResource, failure: Judgement) => boolean): Drafts =>
  new Map(
    [...drafts]
      .map(
        ([resource, draft]) => [resource, new Map([...draft].filter(([failure]) => !drop(resource, failure)))] as const,
      )
      .filter(([, draft]) => draft.size > 0),
  );

export const sizeOf = (drafts: Drafts): number => [...drafts.values()].reduce((sum, draft) => sum + draft.size, 0);
