import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "../support/root";

test("a build leaves nothing that was compiled from a source which is gone", () => {
  const folder = mkdtempSync(join(tmpdir(), "scalekit-prune-"));
  const files = [
    ...["src/kept.ts", "src/data.json", "src/kept/one.ts"],
    ...["dist/.tsbuildinfo", "dist/kept.js", "dist/kept.d.ts", "dist/data.json", "dist/kept/one.js"],
    ...["dist/kept/validator.generated.js", "dist/gone.js", "dist/gone.d.ts", "dist/old.json", "dist/gone/one.js"],
  ];
  for (const file of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), "");
  }
  const script = pathToFileURL(join(root, "scripts", "prune.mjs")).href;
  const [compiled, sources] = ["dist", "src"].map((name) => JSON.stringify(join(folder, name)));
  const program = `import { prune } from ${JSON.stringify(script)}; prune(${compiled}, ${sources});`;
  execFileSync(process.execPath, ["--input-type=module", "--eval", program]);
  expect(readdirSync(join(folder, "dist"), { recursive: true }).map(String).sort()).toEqual([
    ".tsbuildinfo",
    "data.json",
    "kept",
    "kept.d.ts",
    "kept.js",
    join("kept", "one.js"),
    join("kept", "validator.generated.js"),
  ]);
  rmSync(folder, { recursive: true, force: true });
});
