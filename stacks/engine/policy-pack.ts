import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A policy pack that previews run, as plain data: what it judges is no matter of the engine's. */
export interface PolicyPackRun {
  /** Holds PulumiPolicy.yaml. */
  readonly folder: string;
  /** Its program: written for Node, loaded when it starts. */
  readonly main: string;
  /** What its process is told. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Writes what an engine without its Node language host starts for a pack (`runtime: nodejs`): such an engine looks for this
 * name on PATH, and starts it in the pack's folder. It runs the pack's own program, which is compiled, so it needs no loader.
 * @returns the folder for the PATH of the engine's process
 */
export function writeAnalyzer(folder: string, { main }: PolicyPackRun): string {
  mkdirSync(folder, { recursive: true });
  const script = `#!/bin/sh\n# Written by scalekit.\nexec ${quoted(process.execPath)} ${quoted(main)} "$@"\n`;
  writeFileSync(join(folder, "pulumi-analyzer-policy-nodejs"), script, { mode: 0o755 });
  return folder;
}

const quoted = (path: string): string => `'${path.replaceAll("'", `'\\''`)}'`;
