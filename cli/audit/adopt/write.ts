import { lstatSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { ScalekitError } from "../../../blueprints/problems/problem";
import { ADOPTED, readAdopted } from "../../../stacks/adopted";
import { makeFolder, writeWhole } from "../../write-whole";
import type { Compared } from "../manifest";
import { type Adoption, adopt } from "./import-files";

/** What was written for `pulumi import`. */
export interface WrittenAdoption {
  readonly folder: string;
  readonly files: readonly { readonly stack: string; readonly file: string; readonly resources: number }[];
  /** The file that says what adopted resources keep. */
  readonly kept: string;
  /** How many of them keep something that differs from the plan. */
  readonly differing: number;
  readonly left: Adoption["left"];
}

interface Place {
  readonly cwd: string;
  readonly folder: string;
  readonly manifest: string;
  readonly force: boolean;
}

/**
 * Writes an import file for each stack, and beside the manifest what their resources keep.
 * @throws ScalekitError SK6016 where something else was adopted before and nobody said to overwrite it
 */
export function writeAdoption(
  { plan, planned, comparison }: Compared,
  { cwd, folder, manifest, force }: Place,
): WrittenAdoption {
  const adoption = adopt(plan, planned, comparison.matches);
  const beside = dirname(resolve(cwd, manifest));
  const keptFile = join(beside, ADOPTED);
  const earlier = readAdopted(beside);
  const shown = relative(cwd, keptFile);
  if (Object.hasOwn(earlier.environments, plan.environment) && !force)
    throw new ScalekitError({
      code: "SK6016",
      message: `${shown} says what environment ${plan.environment} keeps already`,
      fix: "add --force to write it anew; what you took out of it by hand comes back then",
    });
  makeFolder(resolve(cwd, folder));
  for (const { name, text } of adoption.files) {
    const path = join(resolve(cwd, folder), name);
    if (lstatSync(path, { throwIfNoEntry: false })?.isDirectory()) continue;
    writeWhole(path, text);
  }
  const environments = { ...earlier.environments, [plan.environment]: adoption.kept };
  writeWhole(keptFile, `${JSON.stringify({ schemaVersion: "1", environments }, null, 2)}\n`);
  return {
    folder,
    files: adoption.files.map(({ stack, name, resources }) => ({ stack, file: join(folder, name), resources })),
    kept: shown,
    differing: Object.values(adoption.kept)
      .flat()
      .filter(({ set }) => Object.keys(set).length > 0).length,
    left: adoption.left,
  };
}
