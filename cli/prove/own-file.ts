import { dirname, join, relative, resolve } from "node:path";
import { readManifestFile } from "../../blueprints/manifest/read";
import type { Outcome } from "../../blueprints/problems/problem";
import { type Own, readOwn, refused } from "../../blueprints/recovery/own/read";
import { readRegularFile } from "../../stacks/regular-file";
import { SCENARIOS_NAME } from "./own-name";

const MAXIMUM_BYTES = 1024 * 1024;

/**
 * Scenarios of one's own: those of a file that is named, else those beside the manifest.
 * @param manifest path of the manifest; undefined where none goes with what is proved
 * @returns undefined where there are none
 */
export async function ownOf(
  named: string | undefined,
  manifest: string | undefined,
  cwd: string,
): Promise<Outcome<Own> | undefined> {
  if (named !== undefined) return readNamed(named, cwd);
  if (manifest === undefined) return undefined;
  const beside = join(dirname(resolve(cwd, manifest)), SCENARIOS_NAME);
  return isThere(beside) ? readNamed(relative(cwd, beside) || SCENARIOS_NAME, cwd) : undefined;
}

async function readNamed(file: string, cwd: string): Promise<Outcome<Own>> {
  const read = await readManifestFile(resolve(cwd, file), file);
  return read.ok ? readOwn(read.value, file) : refused(read.problems);
}

/** A file that cannot be read is there: reading it then says why. */
function isThere(path: string): boolean {
  try {
    return readRegularFile(path, MAXIMUM_BYTES) !== undefined;
  } catch {
    return true;
  }
}
