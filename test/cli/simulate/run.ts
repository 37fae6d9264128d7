import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { simulate } from "../../../cli/commands/simulate";
import { exampleText } from "../../support/examples";
import { fakeIo } from "../support";

/** The command in a folder of its own, with steps of ten seconds. */
export async function run(
  flags: Record<string, unknown>,
  manifest = exampleText("shop"),
  files: Readonly<Record<string, string>> = {},
) {
  const cwd = mkdtempSync(join(tmpdir(), "simulate-"));
  writeFileSync(join(cwd, "scalekit.yaml"), manifest);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(cwd, name), text);
  const { io, written } = fakeIo(cwd);
  const defaults = { manifest: "scalekit.yaml", format: "text", details: false, step: "10s" };
  return { status: await simulate.run({ ...defaults, ...flags }, io), ...written };
}

export const outOf = (text: string) => JSON.parse(text);
