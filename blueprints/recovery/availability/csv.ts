/** One cell with its column in the file, from 1. */
export interface Cell {
  readonly text: string;
  readonly column: number;
}
export interface Row {
  readonly line: number;
  readonly cells: readonly Cell[];
}

/** Lines of a small CSV file with commas; a cell may stand in double quotes. Empty lines and lines that begin with # are left out. */
export const rowsOf = (text: string): readonly Row[] =>
  text
    .split(/\r\n|\r|\n/)
    .map((line, index) => ({ line: index + 1, text: line }))
    .filter(({ text: line }) => line.trim() !== "" && !line.startsWith("#"))
    .map(({ line, text: written }) => ({ line, cells: cellsOf(written) }));

function cellsOf(line: string): readonly Cell[] {
  const cells: Cell[] = [];
  let at = 0;
  while (at <= line.length) {
    const column = at + 1;
    const quoted = /^\s*"/.exec(line.slice(at));
    if (quoted) {
      let text = "";
      at += quoted[0].length;
      while (at < line.length && (line[at] !== '"' || line[at + 1] === '"')) {
        at += line[at] === '"' ? 1 : 0;
        text += line[at];
        at++;
      }
      cells.push({ text: text.trim(), column });
      const comma = line.indexOf(",", at);
      at = comma === -1 ? line.length + 1 : comma + 1;
    } else {
      const comma = line.indexOf(",", at);
      const end = comma === -1 ? line.length : comma;
      const raw = line.slice(at, end);
      cells.push({ text: raw.trim(), column: column + (raw.length - raw.trimStart().length) });
      at = end + 1;
    }
  }
  return cells;
}
