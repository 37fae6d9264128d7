import { join } from "node:path";
import type { EnvironmentLock, Lock } from "../../blueprints/plan/plan";
import { type Adopted, adoptedIn } from "../../stacks/adopted";
import { readRegularFile } from "../../stacks/regular-file";
import type { Repository } from "./git";

/** Lock files of the largest repositories have some ten megabytes. */
const MAXIMUM_BYTES = 64 * 1024 * 1024;

/** Name of the lock file beside the manifest. */
export const LOCK = "scalekit.lock.json";

/** What the lock file of the merge base knew of an environment; nothing where it was not there or is damaged. */
export async function lockAt(repository: Repository, path: string, environment: string): Promise<EnvironmentLock> {
  const text = await repository.read(path);
  const lock = text === undefined ? undefined : (parse(text) as Lock | undefined);
  const known = lock?.environments;
  return known && Object.hasOwn(known, environment) ? (known[environment] ?? {}) : {};
}

/** What adopted resources of an environment kept at the merge base, by stack; undefined where nothing was adopted or the file is damaged. */
export async function adoptedAt(
  repository: Repository,
  path: string,
  environment: string,
): Promise<EnvironmentLock["adopted"]> {
  const text = await repository.read(path);
  const environments = text === undefined ? {} : adoptedOrNothing(text).environments;
  return Object.hasOwn(environments, environment) ? environments[environment] : undefined;
}

function adoptedOrNothing(text: string): Pick<Adopted, "environments"> {
  try {
    return adoptedIn(text);
  } catch {
    return { environments: {} };
  }
}

/**
 * Version of scalekit that the repository pins, at the merge base and now: from the package-lock.json nearest to the
 * manifest. Both undefined where nothing pins it.
 */
export async function versionAt(
  repository: Repository,
  folder: string,
): Promise<{ readonly before: string | undefined; readonly after: string | undefined }> {
  const name = "package-lock.json";
  const steps = repository.prefix.split("/").slice(0, -1);
  for (let up = 0; up <= steps.length; up++) {
    const old = await repository.read([...steps.slice(0, steps.length - up), name].join("/"));
    const now = present(join(folder, ...Array<string>(up).fill(".."), name));
    if (now !== undefined || old !== undefined) return { before: pinned(old), after: pinned(now) };
  }
  return { before: undefined, after: undefined };
}

/** What cannot be read pins nothing: then the version differs from the base's, and every stack counts as affected. */
function present(file: string): string | undefined {
  try {
    return readRegularFile(file, MAXIMUM_BYTES);
  } catch {
    return "";
  }
}

function pinned(text: string | undefined): string | undefined {
  const lock = text === undefined ? undefined : (parse(text) as { packages?: Record<string, { version?: unknown }> });
  const version = lock?.packages?.["node_modules/scalekit"]?.version;
  return typeof version === "string" ? version : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
