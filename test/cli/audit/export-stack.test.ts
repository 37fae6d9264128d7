import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exportStack } from "../../../cli/audit/export-stack";

// A program in the engine's place: what it is asked, and what its answers become. The real engine exports in the scenarios.
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "scalekit-export-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function io(script: string) {
  const engine = join(folder, "pulumi");
  writeFileSync(engine, `#!/bin/sh\nif [ "$1" = version ]; then echo v3.246.0; exit 0; fi\n${script}\n`);
  chmodSync(engine, 0o755);
  const env = { PATH: process.env.PATH, HOME: folder, SCALEKIT_PULUMI: engine };
  return { cwd: folder, env, signal: new AbortController().signal };
}

test("the engine is asked for one stack, without questions and without secrets", async () => {
  expect(await exportStack("acme/shop/prod; rm -rf x", io('printf "%s|" "$@"'))).toBe(
    "stack|export|--stack|acme/shop/prod; rm -rf x|--non-interactive|--color|never|",
  );
});

test("where it refuses, its last line says why", async () => {
  await expect(
    exportStack("nowhere", io("echo one >&2; echo error: no stack named nowhere >&2; exit 255")),
  ).rejects.toThrow("the engine does not export nowhere: error: no stack named nowhere");
});
