import { join } from "node:path";
import type { Kept } from "../blueprints/plan/plan";
import { ScalekitError } from "../blueprints/problems/problem";
import { readRegularFile } from "./regular-file";

/** Stands beside the manifest, is kept in version control and read by every command that plans. */
export const ADOPTED = "scalekit.adopted.json";

/** Far above what any system needs. */
const MAXIMUM_BYTES = 4 * 1024 * 1024;

export interface Adopted {
  readonly schemaVersion: "1";
  /** By environment, then by key of the stack. */
  readonly environments: Readonly<Record<string, Readonly<Record<string, readonly Kept[]>>>>;
}

/** What adopted resources keep; nothing where nothing was adopted. @throws ScalekitError SK2901 */
export function readAdopted(folder: string): Adopted {
  try {
    const text = readRegularFile(join(folder, ADOPTED), MAXIMUM_BYTES);
    if (text === undefined) return { schemaVersion: "1", environments: {} };
    return adoptedIn(text);
  } catch (error) {
    throw broken(error instanceof SyntaxError ? "not valid JSON" : (error as Error).message, error);
  }
}

/** @throws Error that says what is wrong, without a word of the content */
export function adoptedIn(text: string): Adopted {
  const parsed: unknown = JSON.parse(text);
  if (!isAdopted(parsed)) throw new Error("it has another form than `scalekit audit --import-files` writes");
  return parsed;
}

const isMapping = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isAdopted = (value: unknown): value is Adopted =>
  isMapping(value) &&
  value.schemaVersion === "1" &&
  isMapping(value.environments) &&
  Object.values(value.environments).every(
    (stacks) => isMapping(stacks) && Object.values(stacks).every((kept) => Array.isArray(kept) && kept.every(isKept)),
  );

const isKept = (value: unknown): value is Kept =>
  isMapping(value) &&
  typeof value.type === "string" &&
  typeof value.name === "string" &&
  isMapping(value.set) &&
  Array.isArray(value.ignoreChanges) &&
  value.ignoreChanges.every((path) => typeof path === "string");

const broken = (why: string, cause: unknown): ScalekitError =>
  new ScalekitError(
    {
      code: "SK2901",
      message: `${ADOPTED} cannot be used: ${why}`,
      fix: "restore it from version control, or write it again with `scalekit audit --import-files`",
    },
    2,
    { cause },
  );
