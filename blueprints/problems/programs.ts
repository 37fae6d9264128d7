import type { CatalogueEntry } from "./problem";

/** What the per-region programs report. */
export const programProblems: readonly CatalogueEntry[] = [
  {
    code: "SK3901",
    title: "A stack needs another's output that is not there yet",
    why: "A few values exist only once another stack is up, such as the id of a zone that it makes; the run hands them on.",
    fix: "Run `scalekit up` for all stacks, or `scalekit up --only` for the stack that the message names first.",
  },
];
