import { stringify } from "yaml";
import { tierDefault } from "../../blueprints/manifest/defaults";
import { loadManifest } from "../../blueprints/manifest/load";
import { at, isTree, join, type Node, put, type Tree } from "../../blueprints/manifest/tree";
import { TIERS, type Tier } from "../../blueprints/tiers/tier";
import type { Operator } from "./operators";

/** One change of a manifest by an operator that knows nothing of rules. */
export interface ManifestMutant {
  readonly operator: Operator;
  /** Dotted path of the written form; items of lists by number. */
  readonly path: string;
  /** What was there, as JSON without quotation marks. */
  readonly before: string;
  readonly text: string;
}

/** What mutants of one kind have in common: names of services and stores, and places in lists, left out. */
export const manifestKindOf = ({ operator, path }: ManifestMutant): string =>
  `${operator} ${path.replace(/^(services|data)\.[^.]+/, "$1.*").replace(/\.\d+(?=\.|$)/g, "[]")}`;

/** A manifest with every value written that the tier or a formula would choose. */
export function writtenOut(text: string, tier: Tier): Tree {
  const loaded = loadManifest(text, "scalekit.yaml", { tier });
  if (!loaded.ok) throw new Error(`an example is refused at tier ${tier}`);
  const tree: Tree = {};
  for (const { path, value } of loaded.value.values) put(tree, path, value as Node);
  return tree;
}

/** All mutants: each value and section removed, numbers halved, truth flipped, places and tiers moved, stores unlinked. */
export function manifestMutantsOf(tree: Tree, tier: Tier): ManifestMutant[] {
  return nodesOf(tree, "").flatMap(([path, value]) => {
    const make = (operator: Operator, changed: Tree): ManifestMutant => ({
      operator,
      path,
      before: typeof value === "string" ? value : JSON.stringify(value),
      text: stringify(changed),
    });
    // A read or write that is taken away is a link that is cut; everything else that is taken away is removed.
    const takeAway = /\.(reads|writes)\.\d+$/.test(path) ? "unlink" : "remove";
    return [
      ...(["name", "tier"].includes(path) ? [] : [make(takeAway, without(tree, path))]),
      ...changesOf(path, value, tier).map(([operator, changed]) => make(operator, replaced(tree, path, changed))),
    ];
  });
}

const OTHER_REGION = "sa-east-1";

function changesOf(path: string, value: Node, tier: Tier): (readonly [Operator, Node])[] {
  const lower = TIERS[TIERS.indexOf(tier) - 1];
  const below = lower && tierDefault(lower, path.replace(/^(services|data)\.[^.]+/, "$1.*"))?.value;
  const half = halved(value);
  return [
    ...(typeof value === "boolean" ? [["flip", !value] as const] : []),
    ...(half === undefined ? [] : [["halve", half] as const]),
    ...(path.startsWith("regions.") && typeof value === "string" ? [["move", OTHER_REGION] as const] : []),
    ...(below === undefined || JSON.stringify(below) === JSON.stringify(value)
      ? []
      : [["move", below as Node] as const]),
  ];
}

/** Numbers, and numbers with a unit: `2000rps`, `5m`, `50%`. A version is no number. */
function halved(value: Node): Node | undefined {
  if (typeof value === "number") return value > 1 ? Math.floor(value / 2) : undefined;
  const parts = typeof value === "string" ? /^(\d+(?:\.\d+)?)(\s?[a-zA-Z%][a-zA-Z/]*)$/.exec(value) : null;
  const [, number = "", unit = ""] = parts ?? [];
  if (number === "" || Number(number) === 0) return undefined;
  const half = Number(number) / 2;
  return `${unit.startsWith("%") ? half : Math.max(1, Math.floor(half))}${unit}`;
}

function nodesOf(node: Node, path: string): (readonly [path: string, value: Node])[] {
  const own = path === "" ? [] : [[path, node] as const];
  if (Array.isArray(node)) return [...own, ...node.flatMap((item, index) => nodesOf(item, join(path, index)))];
  if (!isTree(node)) return own;
  return [...own, ...Object.entries(node).flatMap(([key, item]) => nodesOf(item, join(path, key)))];
}

function replaced(tree: Tree, path: string, value: Node): Tree {
  return changed(tree, path, (holder, key) => {
    Reflect.set(holder, key, value);
  });
}

function without(tree: Tree, path: string): Tree {
  return changed(tree, path, (holder, key) => {
    if (Array.isArray(holder)) holder.splice(Number(key), 1);
    else Reflect.deleteProperty(holder, key);
  });
}

function changed(tree: Tree, path: string, change: (holder: Tree | Node[], key: string) => void): Tree {
  const copy = structuredClone(tree);
  const cut = path.lastIndexOf(".");
  const holder = cut < 0 ? copy : at(copy, path.slice(0, cut));
  if (isTree(holder) || Array.isArray(holder)) change(holder, path.slice(cut + 1));
  return copy;
}
