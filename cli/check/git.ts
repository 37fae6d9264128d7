import { execFile } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import { isAbsolute, relative } from "node:path";
import { promisify } from "node:util";
import { ScalekitError } from "../../blueprints/problems/problem";

const run = promisify(execFile);
/** More than any manifest or lock file may be. */
const MAXIMUM_BYTES = 16 * 1024 * 1024;

/** What a check reads of a repository: nothing of it is run, no filter, hook or external tool. */
export interface Repository {
  /** Folder of the work tree. */
  readonly root: string;
  readonly mergeBase: string;
  /** Path of the folder from the root, as Git sees it whatever links lead there; empty, or ending with a slash. */
  readonly prefix: string;
  /** A file's text at the merge base, by its path from the root; undefined where it was not there. */
  read(path: string): Promise<string | undefined>;
}

/**
 * The repository around a folder and its merge base with a ref.
 * @throws ScalekitError SK6005 where the merge base is not there (shallow clone, unknown ref), SK6006 without a repository
 */
export async function openRepository(folder: string, ref: string): Promise<Repository> {
  const git = async (...args: readonly string[]): Promise<string> => {
    const { stdout } = await run("git", ["-c", "core.fsmonitor=false", "-C", folder, ...args], {
      maxBuffer: MAXIMUM_BYTES,
    });
    return stdout;
  };
  const root = await git("rev-parse", "--show-toplevel").then(
    (text) => text.trimEnd(),
    (error: NodeJS.ErrnoException) => {
      throw new ScalekitError({
        code: "SK6006",
        message:
          error.code === "ENOENT" ? "--since needs git, which is not on PATH" : `${folder} is in no Git repository`,
        fix: "run it in the repository's work tree, or without --since",
      });
    },
  );
  // A ref that starts with a hyphen would be read as a flag.
  const mergeBase = ref.startsWith("-") ? undefined : await git("merge-base", ref, "HEAD").then(trim, () => undefined);
  if (!mergeBase) throw await noMergeBase(ref, git);
  return {
    root,
    prefix: await git("rev-parse", "--show-prefix").then((text) => text.replace(/\n$/, "")),
    mergeBase,
    read: (path) =>
      git("cat-file", "blob", `${mergeBase}:${path}`).then(
        (text) => text,
        () => undefined,
      ),
  };
}

/**
 * Refuses a file of the checkout that is a link to somewhere outside of it: a pull request decides what it points at, and
 * what is wrong with that would be told in the log.
 * @throws ScalekitError SK6010
 */
export function demandInside(root: string, path: string, shown: string): void {
  if (!existsSync(path)) return;
  const away = relative(realpathSync(root), realpathSync(path));
  if (away !== "" && !away.startsWith("..") && !isAbsolute(away)) return;
  throw new ScalekitError({
    code: "SK6010",
    message: `${shown} leads out of the repository`,
    fix: "put the file itself there instead of a link",
  });
}

const trim = (text: string): string => text.trim();

async function noMergeBase(ref: string, git: (...args: readonly string[]) => Promise<string>): Promise<ScalekitError> {
  const shallow = await git("rev-parse", "--is-shallow-repository").then(trim, () => "false");
  return new ScalekitError({
    code: "SK6005",
    message: `HEAD and ${ref.slice(0, 100)} have no common commit here${shallow === "true" ? ": the clone is shallow" : ""}`,
    fix:
      shallow === "true"
        ? "git fetch --unshallow (in GitHub Actions: actions/checkout with fetch-depth: 0)"
        : `git fetch origin, then name a ref that is there, such as origin/main`,
  });
}
