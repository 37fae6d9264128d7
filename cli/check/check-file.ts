import { existsSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { readManifestFile } from "../../blueprints/manifest/read";
import { ScalekitError } from "../../blueprints/problems/problem";
import type { Tier } from "../../blueprints/tiers/tier";
import { environmentLock } from "../../stacks/lock";
import type { Io } from "../command";
import { DEFAULT_BOUNDS } from "./bounds";
import { type CheckOutcome, check } from "./check";
import { deletedSince } from "./deleted";

/** The flags that say what is judged, by which rules. */
export interface CheckFlags {
  readonly manifest: string;
  readonly env?: string;
  readonly tier?: Tier;
  readonly since?: string;
  readonly rulesFrom?: string;
  readonly timeLimit?: number;
}

/** Judges the manifest that flags name, with the lock file beside it. */
export async function checkFile(
  flags: CheckFlags,
  io: Io,
  { today }: { readonly today: string },
): Promise<CheckOutcome> {
  const { env, tier, since, rulesFrom, timeLimit = DEFAULT_BOUNDS.seconds } = flags;
  if (!(timeLimit > 0))
    throw new ScalekitError({ code: "SK6004", message: "--time-limit is no time", fix: "give seconds, such as 60" });
  const path = resolve(io.cwd, flags.manifest);
  const shown = relative(io.cwd, path) || flags.manifest;
  const read = await readManifestFile(path, shown);
  if (!read.ok) {
    const deleted = since !== undefined && !existsSync(path) ? await deletedSince(path, shown, since) : undefined;
    return { ok: false, problems: deleted ? [deleted] : read.problems };
  }
  return check({
    manifest: { path, shown, text: read.value },
    lock: (environment) => environmentLock(dirname(path), environment, false),
    ...(env !== undefined && { environment: env }),
    ...(tier !== undefined && { tier }),
    ...(since !== undefined && { since }),
    ...(rulesFrom !== undefined && { rulesFrom: resolve(io.cwd, rulesFrom) }),
    bounds: { ...DEFAULT_BOUNDS, seconds: timeLimit },
    today,
  });
}
