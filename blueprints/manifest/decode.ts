import type { Problem } from "../problems/problem";

/** No manifest is near this size; what is larger is not a manifest, and parsing it would only cost time. */
export const MAXIMUM_BYTES = 1024 * 1024;

/**
 * Bytes to text: UTF-8 with or without a byte order mark, nothing else.
 * @returns the text, or the one problem that makes reading on pointless
 */
export function decode(input: Uint8Array | string, file: string): string | Problem {
  const bytes = typeof input === "string" ? Buffer.byteLength(input) : input.length;
  if (bytes > MAXIMUM_BYTES) return tooLarge(file, `${(bytes / MAXIMUM_BYTES).toFixed(1)} MiB`);
  const text = typeof input === "string" ? input.replace(/^\uFEFF/, "") : fromBytes(input);
  if (text === undefined) return notText(file, "it is not UTF-8");
  if (text.includes("\0")) return notText(file, "it contains zero bytes, as UTF-16 and binary files do");
  return text;
}

export function tooLarge(file: string, size: string): Problem {
  return {
    code: "SK1002",
    message: `the manifest is too large (${size})`,
    at: start(file),
    expected: "a text file of at most 1 MiB",
    fix: "check that -f names the manifest and not some other file",
  };
}

function notText(file: string, why: string): Problem {
  return {
    code: "SK1003",
    message: `the manifest cannot be read as text: ${why}`,
    at: start(file),
    expected: "YAML or JSON in UTF-8",
    fix: "save the file as UTF-8",
  };
}

function fromBytes(bytes: Uint8Array): string | undefined {
  try {
    // The decoder drops a UTF-8 byte order mark by itself; `fatal` refuses every wrong sequence.
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

const start = (file: string) => ({ file, line: 1, column: 1 });
