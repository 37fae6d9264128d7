import { clean } from "../../../blueprints/problems/format";
import { wrapText } from "../plan/layout";
import { paint } from "../run/style";

/** How an audit's text is laid out. */
export interface Style {
  readonly color: boolean;
  readonly width: number;
  readonly details: boolean;
}

export const heading = (text: string, style: Style): string => paint(text, "bold", style);

/** A text as lines that begin so far in. */
export const indented = (text: string, by: number, { width }: Style): string[] =>
  wrapText(clean(text), width - by).map((line) => `${" ".repeat(by)}${line}`);

export const points = (value: number): string => `${value < 0.1 ? "under 0.1" : value.toFixed(1)} points`;
