import type { Problem } from "../../problems/problem";
import type { Manifest } from "../manifest";
import type { Places, Tree } from "../tree";

export interface Meaning {
  readonly manifest: Manifest;
  /** Filled tree in the written form. */
  readonly tree: Tree;
  readonly places: Places;
}

/** Step three: what no schema can say. */
export function checkMeaning(_: Meaning): {
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
} {
  return { problems: [], warnings: [] };
}
