import { existsSync } from "node:fs";
import { dirname, relative } from "node:path";
import type { Problem } from "../../blueprints/problems/problem";
import { openRepository } from "./git";

/**
 * Says so where a manifest is gone that the merge base has: the change deletes it or moves it away.
 * @param path absolute path of the manifest, where nothing is
 */
export async function deletedSince(path: string, shown: string, ref: string): Promise<Problem | undefined> {
  const folder = nearestFolder(path);
  const repository = await openRepository(folder, ref);
  if ((await repository.read(repository.prefix + relative(folder, path))) === undefined) return undefined;
  return {
    code: "SK6015",
    message: `the change deletes ${shown}, or moves it away: nothing is left to judge`,
    fix: "name the manifest where it is now with -f FILE; what a deleted one has made stays until `scalekit destroy` removes it",
  };
}

/** The change may have taken the folder away too. */
function nearestFolder(path: string): string {
  let folder = dirname(path);
  while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}
