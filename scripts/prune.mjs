import { existsSync, readdirSync, rmdirSync, rmSync } from "node:fs";
import { join } from "node:path";

/** Written by the build itself, not compiled from a file of that name. */
const OWN = [".tsbuildinfo", "validator.generated.js"];

/** Deletes from the compiled folder what has no source any more, and folders that are empty then. */
export function prune(compiled, sources) {
  for (const entry of readdirSync(compiled, { withFileTypes: true })) {
    const path = join(compiled, entry.name);
    if (entry.isDirectory()) {
      prune(path, join(sources, entry.name));
      if (readdirSync(path).length === 0) rmdirSync(path);
    } else if (!OWN.includes(entry.name) && !hasSource(sources, entry.name)) {
      rmSync(path);
    }
  }
}

const hasSource = (folder, name) =>
  [name, name.replace(/(\.d\.ts|\.js)$/, ".ts")].some((source) => existsSync(join(folder, source)));
