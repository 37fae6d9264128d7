import { type Problem, ScalekitError } from "../../blueprints/problems/problem";
import { textOf } from "../../stacks/regular-file";
import { LARGE_BYTES, LargeReader, type LargeText, MAXIMUM_LARGE_BYTES } from "./large-file";
import { MAXIMUM_BYTES, MAXIMUM_RESOURCES } from "./sources";

const MEGABYTE = 1024 * 1024;
/** JSON begins with a mapping or a list, after spaces and a byte order mark. */
const JSON_BEGIN = /^\uFEFF?\s*[{[]/;
const BEGIN_BYTES = 1024;

/**
 * Reads standard input as a file is read: JSON over 50 MB resource by resource, so that its text never stands in memory as a
 * whole; nothing is written to disk, since states hold secrets.
 * @throws ScalekitError SK3040 where it is too large or broken
 */
export async function readStandardInput(stdin: AsyncIterable<Buffer | string>): Promise<LargeText> {
  const start: Buffer[] = [];
  let length = 0;
  let large: LargeReader | undefined;
  try {
    for await (const part of stdin) {
      const chunk = Buffer.from(part);
      length += chunk.length;
      if (length > (large ? MAXIMUM_LARGE_BYTES : MAXIMUM_BYTES)) throw tooLarge(large !== undefined);
      if (large) large.push(chunk);
      else start.push(chunk);
      if (large || length <= LARGE_BYTES || !isJson(start)) continue;
      large = new LargeReader(MAXIMUM_BYTES, MAXIMUM_RESOURCES);
      for (const earlier of start.splice(0)) large.push(earlier);
    }
    return large ? large.end() : { text: textOf(Buffer.concat(start)) };
  } catch (error) {
    throw error instanceof ScalekitError ? error : new ScalekitError(broken(error));
  }
}

function isJson(chunks: readonly Buffer[]): boolean {
  const begin: Buffer[] = [];
  for (const chunk of chunks) {
    begin.push(chunk.subarray(0, BEGIN_BYTES));
    if (chunk.length >= BEGIN_BYTES) break;
  }
  return JSON_BEGIN.test(Buffer.concat(begin).toString("utf8"));
}

const tooLarge = (isRead: boolean): ScalekitError =>
  new ScalekitError({
    code: "SK3040",
    message: `standard input is larger than ${(isRead ? MAXIMUM_LARGE_BYTES : MAXIMUM_BYTES) / MEGABYTE} MB`,
    fix: isRead ? "audit fewer resources at once" : "give JSON, which is read in chunks, or fewer resources at once",
  });

const broken = (error: unknown): Problem => ({
  code: "SK3040",
  message: `standard input cannot be read: ${error instanceof Error ? error.message : String(error)}`,
  fix: "give one whole document, such as `terraform show -json` writes",
});
