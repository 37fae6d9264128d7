import { dirname, relative, resolve } from "node:path";
import type { Resolved } from "../blueprints/manifest/manifest";
import type { EnvironmentLock, Plan } from "../blueprints/plan/plan";
import { formatProblems } from "../blueprints/problems/format";
import type { Problem } from "../blueprints/problems/problem";
import type { Tier } from "../blueprints/tiers/tier";
import type { Io } from "./command";

export interface LoadedPlan {
  /** Absolute path of the manifest and the folder that `.scalekit/` and the lock file stand in. */
  readonly manifestPath: string;
  readonly folder: string;
  readonly text: string;
  readonly resolved: Resolved;
  readonly plan: Plan;
  readonly lock: EnvironmentLock;
}

export interface PlanFlags {
  readonly manifest: string;
  readonly env?: string;
  readonly tier?: Tier;
  readonly sandbox?: boolean;
}

/**
 * From the flags to the plan. Problems go to stderr, all at once.
 * @returns undefined where the manifest has problems: the command ends with status 2
 */
export async function loadPlan(flags: PlanFlags, io: Io): Promise<LoadedPlan | undefined> {
  // Loaded here, so that `--help` does not wait for what every command's file leads to.
  const [{ readManifestFile }, { loadManifest }, { makePlan }, { environmentLock }] = await Promise.all([
    import("../blueprints/manifest/read.js"),
    import("../blueprints/manifest/load.js"),
    import("../blueprints/plan/make.js"),
    import("../stacks/lock.js"),
  ]);
  const manifestPath = resolve(io.cwd, flags.manifest);
  const shownPath = relative(io.cwd, manifestPath) || flags.manifest;
  const read = await readManifestFile(manifestPath, shownPath);
  if (!read.ok) return complain(read.problems, io);
  const text = Buffer.from(read.value).toString("utf8");
  const loaded = loadManifest(read.value, shownPath, {
    ...(flags.env !== undefined && { environment: flags.env }),
    ...(flags.tier !== undefined && { tier: flags.tier }),
  });
  if (!loaded.ok) return complain(loaded.problems, io, text);
  if (loaded.warnings.length > 0) complain(loaded.warnings, io, text);
  const folder = dirname(manifestPath);
  const lock = environmentLock(folder, loaded.value.manifest.environment, flags.sandbox === true);
  return { manifestPath, folder, text, resolved: loaded.value, plan: makePlan(loaded.value, lock), lock };
}

function complain(problems: readonly Problem[], io: Io, text?: string): undefined {
  io.stderr.write(`${formatProblems(problems, { color: io.color, ...(text !== undefined && { text }) })}\n`);
  return undefined;
}
