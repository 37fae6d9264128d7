import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

/**
 * Removes `.attrs` files that a killed engine left half written: the backend refuses everything with "EOF" while one is
 * there, and does without one that is missing. (Ours are never written; a plain `pulumi up` on the same state writes them.)
 * @returns how many were removed
 */
export function removeBrokenAttributes(localFolder: string): number {
  const root = join(localFolder, ".pulumi");
  if (!existsSync(root)) return 0;
  const files = readdirSync(root, { recursive: true })
    .map((name) => join(root, String(name)))
    .filter((file) => file.endsWith(".attrs") && !isJson(file));
  for (const file of files) rmSync(file, { force: true });
  return files.length;
}

function isJson(file: string): boolean {
  try {
    JSON.parse(readFileSync(file, "utf8"));
    return true;
  } catch {
    return false;
  }
}
