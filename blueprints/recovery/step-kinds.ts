/** What a step of a recovery does. */
export const STEP_KINDS = [
  "detect",
  "decide",
  "redirect",
  "drain",
  "promote",
  "reconnect",
  "scale",
  "warm",
  "wait",
] as const;

export type StepKind = (typeof STEP_KINDS)[number];
