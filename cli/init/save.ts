import { lstat, writeFile } from "node:fs/promises";
import { type Problem, ScalekitError } from "../../blueprints/problems/problem";

interface Target {
  /** Name as the person wrote it. */
  readonly manifest: string;
  readonly force: boolean;
}

/** Before any question is asked. */
export async function refuseExisting(path: string, { manifest, force }: Target): Promise<void> {
  const stat = await lstat(path).catch(() => undefined);
  if (!stat) return;
  if (!force) throw new ScalekitError(exists(manifest));
  if (!stat.isFile())
    throw new ScalekitError({
      ...exists(manifest),
      message: `${manifest} is not a regular file`,
      fix: "choose another file with -f",
    });
}

/** Without --force the file system itself refuses to overwrite, also when somebody else was quicker. */
export async function saveManifest(path: string, text: string, { manifest, force }: Target): Promise<void> {
  try {
    await writeFile(path, text, { flag: force ? "w" : "wx" });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") throw new ScalekitError(exists(manifest));
    throw new ScalekitError(
      {
        code: "SK1001",
        message: `${manifest} cannot be written (${code ?? message})`,
        fix: "check the folder and its permissions",
      },
      2,
      { cause: error },
    );
  }
}

const exists = (manifest: string): Problem => ({
  code: "SK1150",
  message: `${manifest} is there already`,
  fix: "choose another file with -f, or add --force to overwrite it",
});
