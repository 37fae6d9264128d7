import { child, isTree, join, type Node, type Place, type Places, type Tree, type WrittenTree } from "./tree";

/**
 * Overlay over base: mappings merge key by key, lists and single values replace. Places follow their values, so that
 * every value still knows the line it was written on.
 */
export function merge(base: WrittenTree, overlayPath: string): WrittenTree {
  const { environments, ...rest } = base.tree;
  const overlay = overlayPath === "" ? undefined : child(environments, overlayPath);
  const places = new Map([...base.places].filter(([path]) => !under(path, "environments")));
  if (!isTree(overlay)) return { tree: structuredClone(rest), places };
  const tree = structuredClone(rest);
  // Environments inside an environment are refused where they stand; merged in, they would make the tree look like a whole file.
  const { environments: _nested, ...own } = overlay;
  overlayOnto(tree, own, "", `environments.${overlayPath}`, { from: base.places, to: places });
  return { tree, places };
}

function overlayOnto(
  tree: Tree,
  overlay: Tree,
  path: string,
  from: string,
  places: { from: Places; to: Map<string, Place> },
): void {
  for (const [key, value] of Object.entries(overlay)) {
    const here = join(path, key);
    const there = join(from, key);
    const below = child(tree, key);
    if (isTree(value) && isTree(below)) {
      overlayOnto(below, value, here, there, places);
    } else {
      tree[key] = structuredClone(value) as Node;
      replacePlaces(here, there, places);
    }
  }
}

function replacePlaces(here: string, there: string, places: { from: Places; to: Map<string, Place> }): void {
  for (const path of [...places.to.keys()]) if (under(path, here)) places.to.delete(path);
  for (const [path, place] of places.from)
    if (under(path, there)) places.to.set(here + path.slice(there.length), place);
}

const under = (path: string, ancestor: string): boolean => path === ancestor || path.startsWith(`${ancestor}.`);
