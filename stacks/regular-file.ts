import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";

/**
 * Text of a file that somebody else may have put there. Never waits and never runs on: a pipe or a device, also behind a
 * link, is refused before anything is read from it, and so is what is larger than allowed.
 * @returns undefined where there is nothing
 * @throws Error that says why, without a word of the content
 */
export function readRegularFile(path: string, maximumBytes: number): string | undefined {
  return withRegularFile(path, (file, size) => {
    // One byte more than allowed shows a file that grows while it is read; some file systems say size 0.
    const bytes = Buffer.alloc(Math.min(maximumBytes, Math.max(size, 64 * 1024)) + 1);
    let length = 0;
    for (;;) {
      const read = readSync(file, bytes, length, bytes.length - length, length);
      length += read;
      if (read === 0 || length === bytes.length) break;
    }
    if (size > maximumBytes || length === bytes.length) throw new Error(`it is larger than ${maximumBytes} bytes`);
    return textOf(bytes.subarray(0, length));
  });
}

/** UTF-8, or UTF-16 where its byte order mark says so: a shell of Windows writes what a tool prints in it. */
export function textOf(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString("utf16le", 2);
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return Buffer.from(bytes.subarray(2, bytes.length - (bytes.length % 2)))
      .swap16()
      .toString("utf16le");
  return bytes.toString("utf8");
}

/** Bytes at a time: enough for the disk, little for the memory. */
const CHUNK_BYTES = 4 * 1024 * 1024;

/**
 * Gives such a file chunk by chunk; what is longer than allowed is refused before a chunk is given.
 * @returns the bytes given, undefined where there is nothing
 * @throws Error that says why, or whatever `take` throws
 */
export function readInChunks(
  path: string,
  maximumBytes: number,
  take: (chunk: Uint8Array) => void,
): number | undefined {
  return withRegularFile(path, (file, size) => {
    if (size > maximumBytes) throw new Error(`it is larger than ${maximumBytes} bytes`);
    const bytes = Buffer.alloc(CHUNK_BYTES);
    let length = 0;
    for (;;) {
      const read = readSync(file, bytes, 0, bytes.length, length);
      if (read === 0) return length;
      length += read;
      if (length > maximumBytes) throw new Error(`it is larger than ${maximumBytes} bytes`);
      take(bytes.subarray(0, read));
    }
  });
}

function withRegularFile<T>(path: string, use: (file: number, size: number) => T): T | undefined {
  let file: number;
  try {
    // Without O_NONBLOCK opening a pipe waits for somebody to write to it.
    file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw new Error(`it cannot be opened (${code})`, { cause: error });
  }
  try {
    const stats = fstatSync(file);
    if (!stats.isFile()) throw new Error("it is not a regular file");
    return use(file, stats.size);
  } finally {
    closeSync(file);
  }
}
