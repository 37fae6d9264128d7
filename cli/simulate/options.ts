import type { Manifest } from "../../blueprints/manifest/manifest";
import type { Io } from "../command";
import { type QuotaFlags, quotasOf } from "./quotas";
import { type RetryFlags, retriesOf } from "./retries";
import { hitRatioOf, type SayingFlags, sayingsOf, scenarioOf } from "./sayings";
import type { SimulateOptions } from "./simulate-plan";

/** Flags that say what a simulation is told beside its traffic. */
export interface OptionFlags extends SayingFlags, QuotaFlags, RetryFlags {
  readonly "find-limit"?: boolean;
}

/** @param seconds how long the traffic lasts @throws ScalekitError SK9007 */
export async function optionsOf(
  flags: OptionFlags,
  manifest: Manifest,
  seconds: number,
  io: Pick<Io, "stderr">,
): Promise<SimulateOptions> {
  const scenario = scenarioOf(flags, seconds);
  const retries = retriesOf(flags);
  const told = {
    sayings: sayingsOf(flags, manifest),
    hitRatio: hitRatioOf(flags),
    findLimit: flags["find-limit"] === true,
    ...(scenario && { scenario }),
    ...(retries && { retries }),
  };
  const quotas = await quotasOf(flags, manifest, io);
  return { ...told, ...(quotas && { quotas }) };
}
