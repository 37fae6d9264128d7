import { Lexer } from "yaml";
import type { Problem } from "../problems/problem";

/**
 * What no manifest comes near, checked token by token before the parser builds anything: YAML lets 20 kB of brackets
 * or dashes become a tree that costs seconds, gigabytes or the process. The lexer alone is linear in the text.
 */
const LIMITS = { tokens: 20_000, depth: 32, indentation: 200 } as const;

export interface Limits {
  readonly tokens: number;
  readonly depth: number;
  readonly indentation: number;
}

/** @returns the first limit that the text goes over, with its place */
export function checkBounds(text: string, file: string): Problem | undefined {
  const excess = exceeds(text, LIMITS);
  return excess && tooComplex(excess.what, { file, line: excess.line, column: excess.column });
}

/** The first of these limits that a YAML text goes over: what, and where. */
export function exceeds(
  text: string,
  limits: Limits,
): { readonly what: string; readonly line: number; readonly column: number } | undefined {
  const place = { line: 1, column: 1 };
  const state = { tokens: 0, flow: 0, run: 0 };
  for (const token of new Lexer().lex(text)) {
    const what = over(token, state, place.column, limits);
    if (what) return { what, ...place };
    advance(place, token);
  }
  return undefined;
}

function over(
  token: string,
  state: { tokens: number; flow: number; run: number },
  column: number,
  limits: Limits,
): string | undefined {
  state.tokens++;
  const first = token[0];
  if (token === "[" || token === "{") state.flow++;
  if (token === "]" || token === "}") state.flow = Math.max(0, state.flow - 1);
  // `- - - x` opens a level a dash without indenting; anything else than a dash, `?`, `:` or space ends the run.
  if (token === "-" || token === "?" || token === ":") state.run++;
  else if (first !== " ") state.run = 0;
  if (state.tokens > limits.tokens) return `more than ${limits.tokens} words and signs`;
  if (state.flow > limits.depth || state.run > limits.depth) return `nesting deeper than ${limits.depth} levels`;
  if (first === " " && column === 1 && /^ +$/.test(token) && token.length > limits.indentation) {
    return `lines indented by more than ${limits.indentation} columns`;
  }
  return undefined;
}

function advance(place: { line: number; column: number }, token: string): void {
  // The lexer's own marks: byte order mark, document, flow-error-end, scalar. They are not in the text.
  if (token === "\u{FEFF}" || token === "\x02" || token === "\x18" || token === "\x1f") return;
  const lastBreak = token.lastIndexOf("\n");
  if (lastBreak === -1) {
    place.column += token.length;
    return;
  }
  place.line += token.split("\n").length - 1;
  place.column = token.length - lastBreak;
}

function tooComplex(what: string, at: { file: string; line: number; column: number }): Problem {
  return {
    code: "SK1004",
    message: `the manifest has ${what}`,
    at,
    expected: "a manifest written by hand or by `scalekit init`",
    fix: "check that -f names the manifest; anchors and nesting are rarely needed in it",
  };
}
