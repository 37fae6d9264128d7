import { readFileSync } from "node:fs";
import type { GraphResource } from "../../blueprints/graph/graph";
import type { PolicySettings } from "../../blueprints/manifest/manifest";
import type { Source } from "../../blueprints/manifest/source";
import type { Tier } from "../../blueprints/tiers/tier";
import type { Declared } from "../declared";

/** Names the file with the plan, and the folder for what each stack's pack found. Both are set by `up` and `preview`. */
export const DATA_VARIABLE = "SCALEKIT_POLICY_DATA";
export const RESULTS_VARIABLE = "SCALEKIT_POLICY_RESULTS";

/**
 * What a pack is handed, as a JSON file: it sees one stack, and many rules look across stacks. Plain data, so that a run of
 * plain `pulumi` can be handed it too.
 */
export interface PackData {
  readonly schemaVersion: "1";
  readonly environment: string;
  readonly tier: Tier;
  /** The engine's stacks have the sandbox's prefix. */
  readonly sandbox: boolean;
  readonly declared: Declared;
  readonly settings: PolicySettings;
  /** Where each exemption is written. */
  readonly exemptionSources: readonly Source[];
  /** Files of the team's own rules: each exports `rules`. */
  readonly custom: readonly string[];
  /** Year-month-day, in UTC. */
  readonly today: string;
  /** Names of the plan's stacks. */
  readonly stacks: readonly string[];
  /** What the programs of all stacks register, from the offline synth. */
  readonly resources: readonly GraphResource[];
}

/** @throws Error where the file is not what `scalekit` writes: a pack that cannot read its data must not start */
export function readPackData(file: string): PackData {
  const data = JSON.parse(readFileSync(file, "utf8")) as Partial<PackData> | null;
  if (data?.schemaVersion !== "1" || !Array.isArray(data.resources) || !Array.isArray(data.stacks))
    throw new Error(`${file} is not what scalekit writes for its policy pack`);
  return data as PackData;
}
