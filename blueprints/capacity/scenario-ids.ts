/** Scenarios of `prove` that take capacity away or send traffic elsewhere. */
export const SCENARIO_IDS = ["instance", "zone", "cache-node", "writer", "region"] as const;
export type ScenarioId = (typeof SCENARIO_IDS)[number];
