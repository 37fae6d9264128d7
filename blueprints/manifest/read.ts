import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import type { Outcome, Problem } from "../problems/problem";
import { MAXIMUM_BYTES, tooLarge } from "./decode";

/**
 * Reads the manifest's bytes. Never waits: a FIFO or a device is refused before anything is read from it.
 * @param shownName the name that problems show, where it differs from the path
 */
export async function readManifestFile(path: string, shownName = path): Promise<Outcome<Uint8Array>> {
  let file: FileHandle | undefined;
  try {
    // Without O_NONBLOCK opening a FIFO waits for somebody to write to it.
    file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    return await readRegular(file, shownName);
  } catch (error) {
    return refused(unreadable(error as NodeJS.ErrnoException, shownName));
  } finally {
    await file?.close();
  }
}

async function readRegular(file: FileHandle, name: string): Promise<Outcome<Uint8Array>> {
  const stat = await file.stat();
  if (!stat.isFile())
    return refused(
      notAFile(stat.isDirectory() ? "a directory" : stat.isFIFO() ? "a pipe" : "not a regular file", name),
    );
  if (stat.size > MAXIMUM_BYTES) return refused(tooLarge(name, `${(stat.size / MAXIMUM_BYTES).toFixed(1)} MiB`));
  // One byte more than allowed shows a file that grows while it is read; some file systems say size 0.
  const bytes = Buffer.alloc(MAXIMUM_BYTES + 1);
  let length = 0;
  for (;;) {
    const { bytesRead } = await file.read(bytes, length, bytes.length - length, length);
    length += bytesRead;
    if (bytesRead === 0 || length === bytes.length) break;
  }
  if (length > MAXIMUM_BYTES) return refused(tooLarge(name, "more than 1 MiB"));
  return { ok: true, value: bytes.subarray(0, length), warnings: [] };
}

function unreadable(error: NodeJS.ErrnoException, name: string): Problem {
  if (error.code === "EISDIR") return notAFile("a directory", name);
  const missing = error.code === "ENOENT" || error.code === "ENOTDIR";
  return {
    code: "SK1001",
    message: missing
      ? `there is no manifest ${name}`
      : `the manifest ${name} cannot be read (${error.code ?? error.message})`,
    expected: "a readable file",
    fix: missing ? "run `scalekit init` to write one, or name it with -f FILE" : "check the file's permissions",
  };
}

const notAFile = (what: string, name: string): Problem => ({
  code: "SK1001",
  message: `the manifest ${name} is ${what}`,
  expected: "a file",
  fix: "name the manifest file with -f FILE",
});

const refused = (problem: Problem): Outcome<Uint8Array> => ({ ok: false, problems: [problem] });
