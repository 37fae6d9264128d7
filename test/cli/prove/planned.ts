import type { GraphResource } from "../../../blueprints/graph/graph";
import type { Manifest } from "../../../blueprints/manifest/manifest";
import { clock, DEFAULT_BOUNDS } from "../../../cli/check/bounds";
import { planSide, SynthCache } from "../../../cli/check/side";

/** What a manifest's text registers in one of its environments. */
export async function plannedText(
  text: string,
  environment: string,
): Promise<{ readonly manifest: Manifest; readonly resources: readonly GraphResource[] }> {
  const planned = planSide({ text, file: "scalekit.yaml", environment, lock: () => ({}) });
  if (!("plan" in planned)) throw new Error(JSON.stringify(planned));
  const resources = await new SynthCache().graphOf(planned, DEFAULT_BOUNDS, clock(DEFAULT_BOUNDS));
  return { manifest: planned.resolved.manifest, resources };
}
