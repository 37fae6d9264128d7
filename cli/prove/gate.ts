import type { GraphResource } from "../../blueprints/graph/graph";
import type { Level, Manifest } from "../../blueprints/manifest/manifest";
import type { Own } from "../../blueprints/recovery/own/read";
import type { Proof } from "../../blueprints/recovery/prove";
import { provePlan } from "./prove-plan";
import { decisive } from "./result";

/** What the proof says to an `up`: DECISIONS 33. */
export interface Gate {
  readonly level: Level;
  /** Scenarios that miss an objective and are not accepted. */
  readonly missed: readonly Proof[];
  /** True where `up` stops. */
  readonly stops: boolean;
}

/**
 * Proves what a plan registers, where its environment wants that.
 * @param accepted scenarios that are accepted besides those of the manifest
 * @param own scenarios and measurements of the team's own
 */
export function recoveryGate(
  manifest: Manifest,
  resources: readonly GraphResource[],
  accepted: readonly string[],
  own?: Own,
): Gate {
  const level = manifest.objectives.gate;
  if (level === "off") return { level, missed: [], stops: false };
  const missed = decisive(provePlan(manifest, { resources }, { accepted, ...(own && { own }) }));
  return { level, missed, stops: level === "mandatory" && missed.length > 0 };
}
