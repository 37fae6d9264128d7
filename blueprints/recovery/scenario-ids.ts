/** What may fail, in the order of reports. Stands alone: the command line's help needs no more of the model than these. */
export const SCENARIO_IDS = [
  "process",
  "instance",
  "zone",
  "cache-node",
  "writer",
  "region",
  "cdn",
  "dns",
  "dependency",
  "deployment",
  "poison",
  "cell",
  "cold-cache",
  "retry-storm",
] as const;

export type ScenarioId = (typeof SCENARIO_IDS)[number];
