import type { ScenarioId } from "../recovery/scenario-ids";

/** Scenarios of `prove` that a simulation can have in its middle. What it models by itself (caches, retries) is not among them. */
export const SCENARIO_IDS = [
  "process",
  "instance",
  "zone",
  "cache-node",
  "writer",
  "region",
  "cell",
  "cdn",
  "dependency",
  "deployment",
] as const satisfies readonly ScenarioId[];
