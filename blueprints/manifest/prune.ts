import type { Problem } from "../problems/problem";
import { at, isTree, type WrittenTree } from "./tree";

/**
 * The tree without the values that problems point at, for judging the rest.
 * @returns undefined where something is missing that nothing can stand in for
 */
export function pruned(written: WrittenTree, problems: readonly Problem[]): WrittenTree | undefined {
  if (problems.some((problem) => problem.code === "SK1026" || problem.path === undefined || problem.path === ""))
    return undefined;
  const tree = structuredClone(written.tree);
  for (const { path = "" } of problems) {
    // The name of an unknown property may hold dots; then nothing is found and the later check refuses.
    const cut = path.lastIndexOf(".");
    const parent = cut === -1 ? tree : at(tree, path.slice(0, cut));
    const key = path.slice(cut + 1);
    if (isTree(parent)) delete parent[key];
    else if (Array.isArray(parent)) removeList(tree, path.slice(0, cut));
  }
  return { tree, places: written.places };
}

/** A list with a wrong item is left out as a whole: without the item it would mean something else. */
function removeList(tree: WrittenTree["tree"], path: string): void {
  const cut = path.lastIndexOf(".");
  const parent = cut === -1 ? tree : at(tree, path.slice(0, cut));
  if (isTree(parent)) delete parent[path.slice(cut + 1)];
}

/** Problems that change nothing when what they point at is left out. */
const HARMLESS: ReadonlySet<string> = new Set(["SK1021", "SK1028"]);

/**
 * Problems of meaning without those of an entry in which something had to be left out: a default may stand there now,
 * and what it does to the rest is not the person's doing.
 */
export function ofSoundEntries(meaning: readonly Problem[], schema: readonly Problem[]): readonly Problem[] {
  const unsound = new Set(schema.filter(({ code }) => !HARMLESS.has(code)).map(({ path }) => entryOf(path ?? "")));
  return meaning.filter(({ path }) => !unsound.has(entryOf(path ?? "")));
}

/** `services.web` or `data.orders`; elsewhere the section. */
const entryOf = (path: string): string => {
  const [section = "", name = ""] = path.split(".");
  return section === "services" || section === "data" ? `${section}.${name}` : section;
};
