import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { ScalekitError } from "../blueprints/problems/problem";

/**
 * Writes a file whole or not at all: a temporary beside it, then a rename. A full disk leaves what was there.
 * @throws ScalekitError SK9004
 */
export function writeWhole(path: string, text: string): void {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(temporary, text);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw unwritable(path, error);
  }
}

/** Makes a folder and those above it. @throws ScalekitError SK9004 */
export function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch (error) {
    throw unwritable(path, error);
  }
}

function unwritable(path: string, error: unknown): ScalekitError {
  const { code, message } = error as NodeJS.ErrnoException;
  return new ScalekitError(
    {
      code: "SK9004",
      message: `${path} cannot be written (${code ?? message})`,
      fix: "check that the folder is there, its permissions, and the space that is left",
    },
    2,
    { cause: error },
  );
}
