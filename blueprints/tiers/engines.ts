import versions from "../facts/versions.json";
import type { TierDefault } from "./tier";

/** Versions do not depend on the tier: growing must not upgrade an engine by the way. */
const version = (
  path: string,
  field: string,
  name: string,
  entry: { readonly version: string; readonly reason: string },
): TierDefault => ({
  path,
  value: entry.version,
  when: { [field]: [name] },
  reason: entry.reason,
});

export const engineDefaults: readonly TierDefault[] = [
  ...Object.entries(versions.databases).map(([name, entry]) => version("data.*.version", "engine", name, entry)),
  ...Object.entries(versions.caches).map(([name, entry]) => version("sessions.version", "engine", name, entry)),
  version("kubernetes.version", "cluster", "eks", versions.kubernetes),
];
