import { readFileSync } from "node:fs";
import { join } from "node:path";
import { loadManifest } from "../../../blueprints/manifest/load";
import type { Resolved } from "../../../blueprints/manifest/manifest";
import type { Tier } from "../../../blueprints/tiers/tier";

const EXAMPLES = join(__dirname, "../../../examples");

/** An example's manifest as the command line loads it. */
export const example = (name: string, tier: Tier, environment?: string): Resolved =>
  loaded(readFileSync(join(EXAMPLES, name, "scalekit.yaml"), "utf8"), tier, environment);

export function loaded(text: string, tier: Tier, environment?: string): Resolved {
  const outcome = loadManifest(text, "scalekit.yaml", { tier, ...(environment !== undefined && { environment }) });
  if (outcome.ok) return outcome.value;
  throw new Error(outcome.problems.map(({ code, message, path }) => `${code} ${path}: ${message}`).join("\n"));
}
