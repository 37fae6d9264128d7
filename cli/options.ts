import type { Options } from "yargs";
import { TIERS } from "../blueprints/tiers/tier";

/** Flags that several commands share, as data. */
export const manifestOptions = {
  manifest: {
    alias: "f",
    type: "string",
    default: "scalekit.yaml",
    describe: "manifest to read (YAML or JSON)",
    normalize: true,
  },
  env: { type: "string", describe: "environment of the manifest (default: the only one, or production)" },
  tier: { type: "string", choices: TIERS, describe: "tier to use instead of the manifest's" },
} as const satisfies Record<string, Options>;

const { default: _, ...withoutDefault } = manifestOptions.manifest;

/** Beside a state a manifest counts only where it is named. */
export const manifestBesideState = {
  ...withoutDefault,
  describe: "manifest to read, YAML or JSON (default: scalekit.yaml; with --state or --stack none)",
} as const satisfies Options;

export const outputOptions = {
  format: { type: "string", choices: ["text", "json"], default: "text", describe: "how to print the result" },
} as const satisfies Record<string, Options>;
