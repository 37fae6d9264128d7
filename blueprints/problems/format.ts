import type { Problem } from "./problem";

export interface FormatOptions {
  readonly color?: boolean;
  /** Text of the file that the problems are about; the line is shown with a caret below. */
  readonly text?: string;
}

/** More than these at once help nobody. */
const MAXIMUM_SHOWN = 50;
/** A line longer than the screen is cut around the place. */
const WIDTH = 100;

/** Problems as a person reads them, in the order of the file; user content is stripped of what steers a terminal. */
export function formatProblems(problems: readonly Problem[], options: FormatOptions = {}): string {
  const sorted = [...problems].sort(byPlace);
  const shown = sorted.slice(0, MAXIMUM_SHOWN).map((problem) => formatProblem(problem, options));
  if (sorted.length > MAXIMUM_SHOWN) shown.push(`and ${sorted.length - MAXIMUM_SHOWN} more problems`);
  return shown.join("\n\n");
}

function formatProblem(problem: Problem, options: FormatOptions): string {
  const paint = painter(options.color === true);
  const place = problem.at ? `${clean(problem.at.file)}:${problem.at.line}:${problem.at.column} ` : "";
  const expected = expectation(problem, paint);
  return [
    `${paint.bold(place)}${paint.red(problem.code)} ${clean(problem.message)}`,
    ...excerpt(problem, options, paint),
    ...(expected ? [`    ${expected}`] : []),
    `    fix: ${clean(problem.fix)}`,
  ].join("\n");
}

function expectation(problem: Problem, paint: Painter): string {
  const expected = problem.expected === undefined ? "" : `expected ${clean(problem.expected)}`;
  const near = problem.nearest === undefined ? "" : `did you mean ${paint.bold(`"${clean(problem.nearest)}"`)}?`;
  return [expected, near].filter(Boolean).join("; ");
}

function excerpt(problem: Problem, options: FormatOptions, paint: Painter): readonly string[] {
  if (!problem.at || options.text === undefined) return [];
  // A byte order mark is read over, and is no column.
  const line = lineOf(options.text, problem.at.line)?.replace(/^\uFEFF/, "");
  if (line === undefined || line.trim() === "") return [];
  const column = problem.at.column - 1;
  const start = column > WIDTH - 20 ? column - WIDTH / 2 : 0;
  const gutter = `${problem.at.line} | `;
  const pad = " ".repeat(gutter.length + clean(line.slice(start, column)).length);
  return [`    ${paint.dim(gutter)}${clean(line.slice(start, start + WIDTH))}`, `    ${pad}${paint.red("^")}`];
}

/** Finds a line without splitting the whole text. */
function lineOf(text: string, wanted: number): string | undefined {
  let start = 0;
  for (let line = 1; line < wanted; line++) {
    const end = text.indexOf("\n", start);
    if (end === -1) return undefined;
    start = end + 1;
  }
  const end = text.indexOf("\n", start);
  return text.slice(start, end === -1 ? undefined : end).replace(/\r$/, "");
}

/**
 * Control characters, and characters that reorder or hide text, become one visible replacement each: a file that
 * somebody else wrote must not move the cursor, set the title or show one thing and mean another.
 */
export const clean = (text: string): string =>
  text
    .replace(/\t/g, " ")
    // biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is what this is for
    .replace(/[\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g, "\ufffd");

interface Painter {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
}
function painter(color: boolean): Painter {
  const wrap = (on: number, off: number) => (text: string) =>
    color && text !== "" ? `\u001b[${on}m${text}\u001b[${off}m` : text;
  return { bold: wrap(1, 22), dim: wrap(2, 22), red: wrap(31, 39) };
}

/** Problems without a place come first: they explain why there is none. */
const byPlace = (a: Problem, b: Problem): number =>
  (a.at?.line ?? 0) - (b.at?.line ?? 0) || (a.at?.column ?? 0) - (b.at?.column ?? 0) || a.code.localeCompare(b.code);
