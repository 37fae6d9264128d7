import type { Written } from "./source";

/** Plain values as written; unit strings are still strings. */
export type Tree = { [key: string]: Node };
export type Node = string | number | boolean | null | Node[] | Tree;

/** Where a value stands: its own place and, in a mapping, that of its key. */
export interface Place {
  readonly value: Written;
  readonly key?: Written;
}

/** Places by dotted path; list items by number (`edge.static.paths.0`). */
export type Places = ReadonlyMap<string, Place>;

export interface WrittenTree {
  readonly tree: Tree;
  readonly places: Places;
}

export const isTree = (node: unknown): node is Tree =>
  typeof node === "object" && node !== null && !Array.isArray(node);

export const join = (path: string, key: string | number): string => (path === "" ? String(key) : `${path}.${key}`);

/** Own property only: manifests have keys that people chose. */
export const child = (node: Node | undefined, key: string): Node | undefined => {
  if (Array.isArray(node)) return node[Number(key)];
  return isTree(node) && Object.hasOwn(node, key) ? node[key] : undefined;
};

/** The value at a dotted path. */
export function at(tree: Node | undefined, path: string): Node | undefined {
  let node = tree;
  if (path === "") return node;
  for (const key of path.split(".")) node = child(node, key);
  return node;
}

/** Sets a value, making the mappings on the way; never through a list or a scalar. */
export function put(tree: Tree, path: string, value: Node): void {
  const keys = path.split(".");
  const last = keys.pop();
  let node = tree;
  for (const key of keys) {
    const next = child(node, key);
    if (isTree(next)) node = next;
    else {
      const made: Tree = {};
      node[key] = made;
      node = made;
    }
  }
  if (last !== undefined) node[last] = value;
}

/** Every scalar and list with its path, in order; an empty mapping counts as a leaf. */
export function leaves(node: Node, path = ""): { readonly path: string; readonly value: Node }[] {
  if (!isTree(node) || Object.keys(node).length === 0) return path === "" ? [] : [{ path, value: node }];
  return Object.entries(node).flatMap(([key, value]) => leaves(value, join(path, key)));
}

/** Where to point for a path: a key for mappings and missing things, the value for scalars; the nearest ancestor otherwise. */
export function placeOf(places: Places, path: string, prefer: "key" | "value" = "value"): Written | undefined {
  for (let current = path; ; current = current.slice(0, Math.max(0, current.lastIndexOf(".")))) {
    const place = places.get(current);
    if (place) return current === path && prefer === "value" ? place.value : (place.key ?? place.value);
    if (current === "") return undefined;
  }
}
