import { execFile } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import { isAbsolute, relative, sep } from "node:path";
import { promisify } from "node:util";
import { ScalekitError } from "../../blueprints/problems/problem";

const run = promisify(execFile);
/** More than any manifest or lock file may be. */
const MAXIMUM_BYTES = 16 * 1024 * 1024;
/**
 * Nothing watches the files, and a folder that only looks like a repository is none: a pull request can commit one beside the
 * manifest, and its history would be taken for the merge base (https://git-scm.com/docs/git-config#Documentation/git-config.txt-safebareRepository).
 */
const CAREFUL = ["-c", "core.fsmonitor=false", "-c", "safe.bareRepository=explicit"];

/** What a check reads of a repository: nothing of it is run, no filter, hook or external tool. */
export interface Repository {
  /** Folder of the work tree. */
  readonly root: string;
  readonly mergeBase: string;
  /** Path of the folder from the root, as Git sees it whatever links lead there; empty, or ending with a slash. */
  readonly prefix: string;
  /** A file's text at the merge base, by its path from the root; undefined where it was not there. */
  read(path: string): Promise<string | undefined>;
  /** Where a file was at the merge base that was moved since, by its path from the root; undefined where none was moved there. */
  movedFrom(path: string): Promise<string | undefined>;
}

/**
 * The repository around a folder and its merge base with a ref.
 * @throws ScalekitError SK6005 where the merge base is not there (shallow clone, unknown ref), SK6006 without a repository
 */
export async function openRepository(folder: string, ref: string): Promise<Repository> {
  const git = async (...args: readonly string[]): Promise<string> => {
    const { stdout } = await run("git", [...CAREFUL, "-C", folder, ...args], {
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
  // Versions of Git before 2.38 do not know the setting.
  if (within(realpathSync(await git("rev-parse", "--absolute-git-dir").then(trim)), realpathSync(folder)))
    throw new ScalekitError({
      code: "SK6006",
      message: `${folder} lies in a repository's own data, not in its work tree`,
      fix: "remove the repository that was committed there",
    });
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
    // The index beside the merge base: no file of the work tree is read, so that no filter runs.
    movedFrom: (path) =>
      git("diff-index", "--cached", "-M", "-z", "--name-status", "--diff-filter=R", mergeBase).then(
        (text) => oldNameIn(text, path),
        () => undefined,
      ),
  };
}

/** Of `R<score> NUL old NUL new NUL`, again and again. */
function oldNameIn(text: string, path: string): string | undefined {
  const names = text.split("\0");
  for (let at = 0; at + 2 < names.length; at += 3) if (names[at + 2] === path) return names[at + 1];
  return undefined;
}

/**
 * Refuses a file of the checkout that is a link to somewhere outside of it: a pull request decides what it points at, and
 * what is wrong with that would be told in the log.
 * @throws ScalekitError SK6010
 */
export function demandInside(root: string, path: string, shown: string): void {
  if (!existsSync(path)) return;
  if (within(realpathSync(root), realpathSync(path))) return;
  throw new ScalekitError({
    code: "SK6010",
    message: `${shown} leads out of the repository`,
    fix: "put the file itself there instead of a link",
  });
}

/** A path that is another or lies below it; both without links. */
function within(above: string, path: string): boolean {
  const away = relative(above, path);
  return away === "" || (away !== ".." && !away.startsWith(`..${sep}`) && !isAbsolute(away));
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
