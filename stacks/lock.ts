import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { EnvironmentLock, Lock } from "../blueprints/plan/plan";
import { ScalekitError } from "../blueprints/problems/problem";
import { readAdopted } from "./adopted";
import { readRegularFile } from "./regular-file";

/** Far above what any environment hands on. */
const MAXIMUM_BYTES = 4 * 1024 * 1024;

/**
 * Reads a lock file.
 * @throws ScalekitError SK2900 where it is no lock file of a version that we know
 */
export function readLock(file: string): Lock {
  const broken = (why: string, cause?: unknown) =>
    new ScalekitError(
      {
        code: "SK2900",
        message: `${file} is no lock file of this version: ${why}`,
        fix: "restore it from version control, or delete it and run `scalekit doctor --refresh`",
      },
      2,
      { cause },
    );
  let parsed: unknown;
  try {
    parsed = JSON.parse(readRegularFile(file, MAXIMUM_BYTES) ?? "");
  } catch (error) {
    // What a parser says quotes the text, which may be anybody's where the file is a link.
    throw broken(error instanceof SyntaxError ? "not valid JSON" : (error as Error).message, error);
  }
  if (!isLock(parsed)) throw broken('expected {"schemaVersion": "1", "environments": {…}}');
  return parsed;
}

/** A lock file that is not there yet knows of no environment. */
export const readLockOrEmpty = (file: string): Lock =>
  existsSync(file) ? readLock(file) : { schemaVersion: "1", environments: {} };

/** Writes what is known of one environment over what was, whole or not at all (temporary file, then rename). */
export function writeLock(file: string, lock: Lock, environment: string, known: EnvironmentLock): void {
  // What is adopted has a file of its own, which people edit.
  const { adopted: _, ...own } = known;
  const merged: Lock = { schemaVersion: "1", environments: { ...lock.environments, [environment]: own } };
  mkdirSync(dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.tmp`;
  writeFileSync(temporary, `${JSON.stringify(merged, null, 2)}\n`);
  renameSync(temporary, file);
}

/** The sandbox's one AWS account: the documentation's example number. */
export const SANDBOX_ACCOUNT = "111122223333";

/** What the lock file knows of an environment; the sandbox has a lock of its own and one known account. */
export function environmentLock(folder: string, environment: string, sandbox: boolean): EnvironmentLock {
  const known = readLockOrEmpty(lockFile(folder, sandbox)).environments[environment];
  const adopted = readAdopted(folder).environments[environment];
  return { ...known, ...(sandbox && { account: SANDBOX_ACCOUNT }), ...(adopted && { adopted }) };
}

export const lockFile = (folder: string, sandbox: boolean): string =>
  sandbox ? join(folder, ".scalekit", "sandbox", "lock.json") : join(folder, "scalekit.lock.json");

function isLock(value: unknown): value is Lock {
  if (typeof value !== "object" || value === null) return false;
  const { schemaVersion, environments } = value as Record<string, unknown>;
  return schemaVersion === "1" && typeof environments === "object" && environments !== null;
}
