import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** Path of a file that ships with this package, whether it runs from source or from dist/. */
export function packageFile(name: string): string {
  for (let folder = __dirname; ; folder = dirname(folder)) {
    if (existsSync(join(folder, "package.json"))) return join(folder, name);
    if (dirname(folder) === folder) throw new Error("package.json of scalekit not found above its own code");
  }
}
