/** Beside the manifest: scenarios and measurements of the team's own, checked in with it. */
export const SCENARIOS_NAME = "scalekit.scenarios.yaml";
