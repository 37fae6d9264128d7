import type { Tier } from "../tiers/tier";
import { build } from "./build";
import { applyDefaults } from "./defaults";
import { derive } from "./derive";
import type { Resolved } from "./manifest";
import type { Source, TierChoice, Written } from "./source";
import { at, isTree, leaves, placeOf, put, type Tree, type WrittenTree } from "./tree";

export interface Choice {
  readonly environment: string;
  readonly tier: Tier;
  /** Where the tier came from, when it is not written in the manifest. */
  readonly tierSource?: TierChoice;
}

/** Written over tier default, then what follows from both. Pure: the same tree gives the same result, in the same order. */
export function resolve(written: WrittenTree, choice: Choice): { readonly resolved: Resolved; readonly tree: Tree } {
  const tree = structuredClone(written.tree);
  put(tree, "tier", choice.tier);
  impliedSections(tree);
  const chosen = applyDefaults(tree, choice.tier);
  const derived = derive(tree, choice.tier);
  const sources = new Map<string, Source>(chosen);
  const sourceOf = (path: string): Source => nearestSource(sources, written, path);
  if (choice.tierSource) sources.set("tier", choice.tierSource);
  for (const { path, origin, derived: derivation } of derived) {
    const source = typeof origin === "string" ? sourceOf(origin) : origin;
    sources.set(path, { ...source, derived: derivation });
  }
  const values = leaves(tree).map(({ path, value }) => ({ path, value: value as unknown, source: sourceOf(path) }));
  return { resolved: { manifest: build(tree, choice.environment, choice.tier), sourceOf, values }, tree };
}

/** A service that runs on Kubernetes brings the section; its defaults do the rest. */
function impliedSections(tree: Tree): void {
  const services = tree.services;
  const onKubernetes =
    isTree(services) && Object.keys(services).some((name) => at(tree, `services.${name}.runs`) === "kubernetes");
  if (onKubernetes && tree.kubernetes === undefined) tree.kubernetes = {};
}

function nearestSource(sources: ReadonlyMap<string, Source>, written: WrittenTree, path: string): Source {
  for (let current = path; current !== ""; current = current.slice(0, Math.max(0, current.lastIndexOf(".")))) {
    const source = sources.get(current) ?? written.places.get(current)?.value;
    if (source) return written.places.has(current) && !sources.has(current) ? writtenSource(written, current) : source;
  }
  return writtenSource(written, "");
}

/** Mappings are pointed at by their key, everything else by the value. */
function writtenSource(written: WrittenTree, path: string): Written {
  const prefer = isTree(at(written.tree, path)) ? "key" : "value";
  return placeOf(written.places, path, prefer) ?? { file: "", line: 1, column: 1 };
}
