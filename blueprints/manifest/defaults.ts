import { TIER_DEFAULTS } from "../tiers";
import type { Tier, TierDefault } from "../tiers/tier";
import { KINDS, kindOf } from "./kinds";
import type { TierChoice } from "./source";
import { at, child, isTree, join, type Node, put, type Tree } from "./tree";

/** Filled in after the derived values, as their lower bounds (derive.ts). */
export const FLOORS: ReadonlySet<string> = new Set([
  "services.*.scaling.minimum",
  "services.*.scaling.maximum",
  "kubernetes.nodes.minimum",
  "kubernetes.nodes.maximum",
]);

/** Sections that are there only where they are written (kubernetes also where a service runs on it). */
const OPTIONAL_SECTIONS: ReadonlySet<string> = new Set(["sessions", "edge", "kubernetes"]);

/**
 * Fills what is not written from the tier.
 * @returns for each path that was filled, the choice behind it
 */
export function applyDefaults(tree: Tree, tier: Tier): ReadonlyMap<string, TierChoice> {
  const chosen = new Map<string, TierChoice>();
  for (const entry of inOrder(TIER_DEFAULTS[tier])) {
    if (FLOORS.has(entry.path)) continue;
    for (const path of expand(tree, entry.path)) {
      if (at(tree, path) !== undefined || !applies(tree, path, entry)) continue;
      put(tree, path, structuredClone(entry.value) as Node);
      chosen.set(path, { tier, default: path, reason: entry.reason });
    }
  }
  return chosen;
}

/** The value that a tier has at a path with `*`, as a bound for what is derived. */
export function tierDefault(tier: Tier, path: string): TierDefault | undefined {
  return TIER_DEFAULTS[tier].find((entry) => entry.path === path);
}

/** Deciding fields (`edge.cdn`, `sessions.engine`) come first: other defaults depend on them. */
function inOrder(defaults: readonly TierDefault[]): readonly TierDefault[] {
  const decides = ({ path }: TierDefault) =>
    path === "sessions.engine" || KINDS.some((kind) => path === `${kind.under}.${kind.field}`);
  return [...defaults.filter(decides), ...defaults.filter((entry) => !decides(entry))];
}

/** `services.*.port` for each service; a path below an absent optional section leads nowhere. */
export function expand(tree: Tree, pattern: string): readonly string[] {
  const [section = ""] = pattern.split(".");
  if (OPTIONAL_SECTIONS.has(section) && !isTree(child(tree, section))) return [];
  // Static files are served only where somebody says which.
  if (pattern.startsWith("edge.static.") && at(tree, "edge.static") === undefined) return [];
  const star = pattern.indexOf("*");
  if (star === -1) return [pattern];
  const names = child(tree, section);
  return isTree(names) ? Object.keys(names).map((name) => pattern.replace("*", name)) : [];
}

function applies(tree: Tree, path: string, entry: TierDefault): boolean {
  const parent = path.slice(0, path.lastIndexOf("."));
  const fits = Object.entries(entry.when ?? {}).every(([field, values]) =>
    values.includes(String(at(tree, join(parent, field)))),
  );
  const kind = kindOf(path);
  if (!kind) return fits;
  const owner = path.split(".").slice(0, kind.under.split(".").length).join(".");
  const decided = at(tree, join(owner, kind.field));
  return fits && typeof decided === "string" && kind.is.includes(decided);
}
