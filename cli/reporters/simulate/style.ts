import { wrapText } from "../plan/layout";

export interface Style {
  readonly color: boolean;
  readonly width: number;
  readonly details: boolean;
}

export function bullet(text: string, { width }: Pick<Style, "width">): string[] {
  const [first = "", ...rest] = wrapText(text, width - 4);
  return [`  - ${first}`, ...rest.map((line) => `    ${line}`)];
}

/** What stands under a bullet. */
export const under = (text: string, { width }: Pick<Style, "width">): string[] =>
  wrapText(text, width - 4).map((line) => `    ${line}`);
