import type { CatalogueEntry } from "./problem";

export const cliProblems: readonly CatalogueEntry[] = [
  {
    code: "SK9002",
    title: "A confirmation is needed and there is nobody to ask",
    why: "The command changes things and standard input is no terminal, as in CI.",
    fix: "Look at what the command would do (`preview`), then run it with --yes.",
  },
  {
    code: "SK9999",
    title: "A defect of scalekit",
    why: "Something happened that no part of scalekit expected.",
    fix: "Report it with the command that you ran; SCALEKIT_DEBUG=1 prints where it happened.",
  },
];
