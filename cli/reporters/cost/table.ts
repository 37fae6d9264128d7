import { clean } from "../../../blueprints/problems/format";
import { clip } from "../plan/layout";
import { type Paint, paint } from "../run/style";

export interface TextStyle {
  readonly color: boolean;
  readonly width: number;
}

export type Columns = readonly [string, string, string];

const WIDTHS = [11, 11, 15] as const;
const FIGURES = WIDTHS.reduce((sum, width) => sum + width, 0);

const figures = (columns: Columns): string => columns.map((text, index) => text.padStart(WIDTHS[index] ?? 0)).join("");

export function headRow(title: string, columns: Columns, style: TextStyle): string {
  const room = style.width - FIGURES;
  return `${paint(clip(title, room).padEnd(room), "bold", style)}${paint(figures(columns), "dim", style)}`;
}

/** A name, what it is in dim letters, and three figures at the right. */
export function row(name: string, about: string, columns: Columns, style: TextStyle, how?: Paint): string {
  const room = style.width - FIGURES - 2;
  const shown = clip(clean(name), room);
  const beside = about !== "" && room - shown.length > 8 ? clip(`  ${clean(about)}`, room - shown.length) : "";
  const gap = " ".repeat(Math.max(0, room - shown.length - beside.length));
  const line = `${how ? paint(shown, how, style) : shown}${paint(beside, "dim", style)}${gap}`;
  return `  ${line}${how ? paint(figures(columns), how, style) : figures(columns)}`;
}
