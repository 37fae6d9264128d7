import { type Document, LineCounter, parseAllDocuments, type YAMLError } from "yaml";
import type { Problem } from "../problems/problem";
import { checkBounds } from "./bounds";
import type { Written } from "./source";
import type { WrittenTree } from "./tree";
import { walk } from "./walk";

/** The first errors explain the rest; a broken file can have one a character. */
const MAXIMUM_PROBLEMS = 20;

/** Step one: text to plain values with the place of each. YAML 1.2; JSON is part of it. */
export function parse(text: string, file: string): WrittenTree | readonly Problem[] {
  const tooMuch = checkBounds(text, file);
  if (tooMuch) return [tooMuch];
  const lines = new LineCounter();
  const placeAt = (offset: number): Written => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(1, line), column: Math.max(1, col) };
  };
  // Duplicate keys are looked for by our own walk: the library compares each key with every other.
  const documents = parseAllDocuments(text, {
    lineCounter: lines,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: "silent",
  });
  if (!Array.isArray(documents) || documents.length === 0) return [empty({ file, line: 1, column: 1 })];
  const [document, second] = documents as Document.Parsed[];
  if (!document) return [empty({ file, line: 1, column: 1 })];
  const errors = [...document.errors, ...document.warnings].slice(0, MAXIMUM_PROBLEMS);
  const problems = errors.map((error) => syntax(error, placeAt, text));
  if (second) problems.push(severalDocuments(placeAt(second.range[0])));
  if (problems.length > 0) return problems;
  return walk(document, placeAt);
}

function syntax(error: YAMLError, placeAt: (offset: number) => Written, text: string): Problem {
  const at = placeAt(error.pos[0]);
  const tab = error.code === "TAB_AS_INDENT" || (text.split("\n")[at.line - 1] ?? "").startsWith("\t");
  return {
    code: "SK1005",
    message: tab ? "a tab indents this line" : `not valid YAML: ${firstSentence(error.message)}`,
    at,
    expected: tab ? "spaces: YAML does not allow tabs there" : "YAML 1.2 or JSON",
    fix: tab
      ? "replace the tab by spaces (two a level)"
      : (HINTS[error.code] ?? "look at this line and the one above it"),
  };
}

const firstSentence = (message: string): string => (message.split("\n")[0] ?? message).replace(/ at line \d+.*$/, "");

const HINTS: Readonly<Record<string, string>> = {
  BAD_INDENT: "indent this line like the other entries of the same mapping or list",
  BLOCK_AS_IMPLICIT_KEY: "put a line break after the colon, or quote the value",
  MISSING_CHAR: "close the quote, bracket or brace that was opened here",
  MULTILINE_IMPLICIT_KEY: "the line needs a colon and a space after its name",
  UNEXPECTED_TOKEN: "quote the value, or remove what does not belong here",
  TAG_RESOLVE_FAILED: "remove the tag; the manifest needs none",
};

function severalDocuments(at: Written): Problem {
  return {
    code: "SK1006",
    message: "the file holds more than one YAML document",
    at,
    expected: "one manifest a file",
    fix: "remove the `---` line; use `environments:` for several environments",
  };
}

function empty(at: Written): Problem {
  return {
    code: "SK1007",
    message: "the manifest is empty",
    at,
    expected: "a mapping with name, regions, domain and services",
    fix: "run `scalekit init` to write one",
  };
}
