import type { Written } from "../../manifest/source";
import { nearest } from "../../problems/nearest";
import type { Problem } from "../../problems/problem";
import { type Cell, type Row, rowsOf } from "./csv";

/** Longer files are no list of what fails in a few years. */
const MOST_ROWS = 20_000;
const MOST_PROBLEMS = 20;

/** A row whose cells are found by the head of their column. */
export interface Line {
  readonly line: number;
  /** The cell under a head; undefined where it is empty or the file has no such column. */
  cell(head: string): Cell | undefined;
}

/**
 * A table with named columns: all problems of form, or its lines.
 * @param required heads that must be there
 */
export function tableOf(
  text: string,
  file: string,
  required: readonly string[],
  optional: readonly string[],
): { readonly lines: readonly Line[] } | readonly Problem[] {
  const [head, ...rows] = rowsOf(text);
  const heads = [...required, ...optional];
  if (!head) return [wrong({ file, line: 1, column: 1 }, "the file is empty", `begin it with ${required.join(",")}`)];
  if (rows.length > MOST_ROWS)
    return [wrong({ file, line: MOST_ROWS, column: 1 }, `more than ${MOST_ROWS} lines`, "give fewer")];
  const problems = headProblems(head, file, required, heads);
  if (problems.length > 0) return problems;
  const columns = new Map(head.cells.map(({ text: name }, index) => [name, index]));
  const long = rows.filter(({ cells }) => cells.length > head.cells.length);
  if (long.length > 0)
    return long.slice(0, MOST_PROBLEMS).map(({ line, cells }) => {
      const column = cells[head.cells.length]?.column ?? 1;
      return wrong({ file, line, column }, "more cells than the first line has", "put text with commas into quotes");
    });
  return {
    lines: rows.map(({ line, cells }) => ({
      line,
      cell: (name) => {
        const found = cells[columns.get(name) ?? -1];
        return found === undefined || found.text === "" ? undefined : found;
      },
    })),
  };
}

function headProblems(
  { line, cells }: Row,
  file: string,
  required: readonly string[],
  heads: readonly string[],
): readonly Problem[] {
  const names = cells.map(({ text }) => text);
  const missing = required.filter((each) => !names.includes(each));
  return [
    ...cells
      .filter(({ text }) => !heads.includes(text))
      .slice(0, MOST_PROBLEMS)
      .map(({ text, column }) => {
        const near = nearest(text, heads);
        return {
          ...wrong(
            { file, line, column },
            `unknown column ${shown(text)}`,
            near === undefined ? "remove it" : `rename it to ${near}`,
          ),
          expected: heads.join(", "),
          ...(near !== undefined && { nearest: near }),
        };
      }),
    ...missing.map((each) =>
      wrong({ file, line, column: 1 }, `there is no column ${each}`, `add ${each} to the first line`),
    ),
  ];
}

export const wrong = (at: Written, message: string, fix: string): Problem => ({ code: "SK9006", message, at, fix });

/** Text of a file in a message. */
export const shown = (text: string): string => `"${text.length > 60 ? `${text.slice(0, 57)}...` : text}"`;
