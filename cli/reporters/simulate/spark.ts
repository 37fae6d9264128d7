const LEVELS = "▁▂▃▄▅▆▇█";

/** A row of bars, one a column: the highest value of each column against a common top; a dot where there is nothing. */
export function spark(values: readonly number[], columns: number, top: number): string {
  const width = Math.max(1, Math.min(columns, values.length));
  return Array.from({ length: width }, (_, column) => {
    const from = Math.floor((column * values.length) / width);
    const until = Math.max(from + 1, Math.floor(((column + 1) * values.length) / width));
    const highest = Math.max(...values.slice(from, until));
    if (highest <= 0) return "·";
    const level = Math.ceil((highest / top) * LEVELS.length) - 1;
    return LEVELS[Math.min(LEVELS.length - 1, Math.max(0, level))];
  }).join("");
}
