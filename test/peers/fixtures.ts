import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { Fixture } from "./peer";

/** Files below a folder whose names end so; hidden ones are left out. */
export function filesIn(root: string, folder: string, ends: RegExp): readonly Fixture[] {
  const top = join(root, folder);
  if (!existsSync(top)) return [];
  return readdirSync(top, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && ends.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => ({ path: relative(root, path), text: readFileSync(path, "utf8") }));
}

export const TEMPLATE = /\.(ya?ml|json|template)$/;
export const MANIFEST = /\.(ya?ml|json)$/;
export const TERRAFORM_PLAN = /plan.*\.json$/;

/** Folders with Terraform's language, each read as a whole. */
export function terraformFolders(root: string, folders: readonly string[]): readonly string[] {
  const files = folders.flatMap((folder) => filesIn(root, folder, /\.tf$/));
  return [...new Set(files.map(({ path }) => join(root, path, "..")))];
}
