import { dirname } from "node:path";
import { environmentLock } from "../../stacks/lock";
import { clock, DEFAULT_BOUNDS } from "../check/bounds";
import { planSide, SynthCache } from "../check/side";
import { recoveryGate } from "../prove/gate";

/**
 * A new manifest that says which risks its design takes: scenarios for which `up` would stop, since they miss the tier's
 * objectives. Written down they can be read, discussed and taken out again one by one.
 * @param text a manifest that passes
 */
export async function withRisks(text: string, path: string): Promise<string> {
  const planned = planSide({
    text,
    file: path,
    lock: (environment) => environmentLock(dirname(path), environment, false),
  });
  if (!("plan" in planned)) return text;
  const { manifest } = planned.resolved;
  if (manifest.objectives.gate !== "mandatory") return text;
  const resources = await new SynthCache().graphOf(planned, DEFAULT_BOUNDS, clock(DEFAULT_BOUNDS));
  const missed = recoveryGate(manifest, resources, []).missed.map(({ id }) => id);
  if (missed.length === 0) return text;
  const line = `  accept: [${missed.join(", ")}] # risks taken: \`scalekit prove\` shows each`;
  return text.replace(/^ {2}rpo: .*$/m, (rpo) => `${rpo}\n${line}`);
}
