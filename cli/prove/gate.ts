import type { GraphResource } from "../../blueprints/graph/graph";
import type { Level, Manifest } from "../../blueprints/manifest/manifest";
import type { OffHours } from "../../blueprints/recovery/off-hours";
import type { Own } from "../../blueprints/recovery/own/read";
import type { Proof } from "../../blueprints/recovery/prove";
import { provePlan } from "./prove-plan";
import { decisive, missesHours } from "./result";

/** What the proof says to an `up`: DECISIONS 33. */
export interface Gate {
  readonly level: Level;
  /** Scenarios that miss an objective and are not accepted. */
  readonly missed: readonly Proof[];
  /** Hours that are promised and in which a schedule leaves a service no instance. */
  readonly offHours: readonly OffHours[];
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
  if (level === "off") return { level, missed: [], offHours: [], stops: false };
  const result = provePlan(manifest, { resources }, { accepted, ...(own && { own }) });
  const missed = decisive(result);
  const fails = missed.length > 0 || missesHours(result);
  const offHours = missesHours(result) ? result.offHours : [];
  return { level, missed, offHours, stops: level === "mandatory" && fails };
}
