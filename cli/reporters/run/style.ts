import type { Verb } from "../../../stacks/engine/run/change";

/** How wide a person's terminal is, whether it shows colours, and the environment whose name is left out of stack names. */
export interface Style {
  readonly width: number;
  readonly color: boolean;
  readonly environment: string;
}

const CODES = { red: 31, green: 32, yellow: 33, cyan: 36, dim: 2, bold: 1 } as const;
export type Paint = keyof typeof CODES;

export const paint = (text: string, how: Paint, { color }: Pick<Style, "color">): string =>
  color ? `\u001b[${CODES[how]}m${text}\u001b[0m` : text;

/** Stack names without the environment, which is the same for all. */
export const shortName = (stack: string, { environment }: Pick<Style, "environment">): string =>
  stack.startsWith(`${environment}-`) ? stack.slice(environment.length + 1) : stack;

/** A sign that reads without colour, and its colour. */
export const SIGNS: Readonly<Record<Verb, readonly [sign: string, how: Paint]>> = {
  create: ["+", "green"],
  update: ["~", "yellow"],
  replace: ["!", "red"],
  delete: ["-", "red"],
  adopt: ["=", "cyan"],
  forget: ["-", "dim"],
};

const PAST: Readonly<Record<Verb, string>> = {
  create: "created",
  update: "updated",
  replace: "replaced",
  delete: "deleted",
  adopt: "adopted",
  forget: "forgotten",
};
export const past = (verb: Verb): string => PAST[verb];

/** Breaks a line at spaces; what follows the first line is indented. Words that are too long stay whole: they may be URNs to copy. */
export function wrap(text: string, width: number, indent: string): string {
  const lines: string[] = [];
  let line = "";
  for (const word of text.trimEnd().split(/(?<=\S) /)) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (longer.length > width && line.trim() !== "") {
      lines.push(line);
      line = `${indent}${word.trimStart()}`;
    } else line = longer;
  }
  return [...lines, line].join("\n");
}

/** Cut to a width, for lines that are redrawn in place. */
export const cut = (text: string, width: number): string =>
  text.length > width ? `${text.slice(0, Math.max(1, width - 1))}…` : text;

/** "3 to create, 1 to update", in a fixed order; "no changes" for none. */
export function counts(verbs: readonly Verb[], word: (verb: Verb) => string = (verb) => `to ${verb}`): string {
  const order: readonly Verb[] = ["create", "update", "replace", "delete", "adopt", "forget"];
  const parts = order.flatMap((verb) => {
    const count = verbs.filter((one) => one === verb).length;
    return count > 0 ? [`${count} ${word(verb)}`] : [];
  });
  return parts.length > 0 ? parts.join(", ") : "no changes";
}

export const seconds = (value: number): string =>
  value < 90
    ? `${value < 10 ? value.toFixed(1) : Math.round(value)} s`
    : `${Math.floor(value / 60)} min ${Math.round(value % 60)} s`;
