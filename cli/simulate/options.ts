import type { Overload } from "../../blueprints/capacity/overloads";
import type { Manifest } from "../../blueprints/manifest/manifest";
import { ScalekitError } from "../../blueprints/problems/problem";
import type { Io } from "../command";
import { type QuotaFlags, quotasOf } from "./quotas";
import { type RetryFlags, retriesOf } from "./retries";
import { hitRatioOf, type SayingFlags, sayingsOf, scenarioOf } from "./sayings";
import type { SimulateOptions } from "./simulate-plan";
import { asked } from "./traffic";

/** Flags that say what a simulation is told beside its traffic. */
export interface OptionFlags extends SayingFlags, QuotaFlags, RetryFlags {
  readonly "find-limit"?: boolean;
  readonly overload?: Overload;
  readonly scenarios?: string;
  readonly manifest: string;
}

/** Those of a file that is named, else those beside the manifest; only where something fails. @throws ScalekitError */
async function ownScenarios({ scenario, scenarios, manifest }: OptionFlags, { cwd }: Pick<Io, "cwd">) {
  if (scenario === undefined && scenarios === undefined) return undefined;
  if (scenario === undefined)
    throw asked("--scenarios is about a scenario", "--scenario with the name of one", "add --scenario");
  const { ownOf } = await import("../prove/own-file.js");
  const own = await ownOf(scenarios, manifest, cwd);
  const [problem] = own && !own.ok ? own.problems : [];
  if (problem) throw new ScalekitError(problem);
  return own?.ok ? own.value : undefined;
}

/** @param seconds how long the traffic lasts @throws ScalekitError SK9007 */
export async function optionsOf(
  flags: OptionFlags,
  manifest: Manifest,
  seconds: number,
  io: Pick<Io, "stderr" | "cwd">,
): Promise<SimulateOptions> {
  const own = await ownScenarios(flags, io);
  const scenario = scenarioOf(
    flags,
    seconds,
    own?.scenarios.map(({ id }) => id),
  );
  const retries = retriesOf(flags);
  const told = {
    sayings: sayingsOf(flags, manifest),
    hitRatio: hitRatioOf(flags),
    findLimit: flags["find-limit"] === true,
    breaks: flags.overload === "breaks",
    ...(own && { own }),
    ...(scenario && { scenario }),
    ...(retries && { retries }),
  };
  const quotas = await quotasOf(flags, manifest, io);
  return { ...told, ...(quotas && { quotas }) };
}
