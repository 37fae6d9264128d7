import type { CatalogueEntry } from "./problem";

/** Problems of the sandbox. Codes are permanent. */
export const sandboxProblems: readonly CatalogueEntry[] = [
  {
    code: "SK4001",
    title: "The simulated providers are not compiled",
    why: "The engine starts the simulated providers as processes of their own, from the package's compiled files.",
    fix: "In a clone run `npm run build`; an installed package brings them along.",
  },
  {
    code: "SK4002",
    title: "No such thing in the simulated cloud",
    why: "The sandbox's cloud has nothing of that id: it was never made, or is gone.",
    fix: "`scalekit sandbox ls` lists what is there.",
  },
  {
    code: "SK4003",
    title: "A sandbox command without what it needs",
    why: "Showing, setting and removing name one thing; setting names a property and its new value too.",
    fix: "scalekit sandbox show ID | set ID PATH VALUE | rm ID",
  },
];
