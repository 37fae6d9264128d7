/** What a quoted text can begin behind, besides the beginning of a line. */
const BEFORE = /(?:[[{,(]|(?:^|\s)[-?]|:|![\w:]+)\s*$/;
/** A text whose lines are taken as they are: `key: |`. */
const LITERAL = /(?:^|\s)[|>][-+\d]*\s*(?:#.*)?$/;
const ENDS = { "'": /^(?:[^']|'')*'(?!')/, '"': /^(?:[^"\\]|\\.)*"/ } as const;
type Quote = keyof typeof ENDS;

/**
 * The same text with the lines of each quoted text as far in as the rest of it. YAML demands that, and what AWS, kubectl and
 * most people read it with does not; blanks at the beginning of these lines mean nothing.
 */
export function indentQuoted(text: string): string {
  let inside: { readonly quote: Quote; readonly indent: string } | undefined;
  let literal: number | undefined;
  return text
    .split("\n")
    .map((line) => {
      const depth = line.length - line.trimStart().length;
      if (!inside) {
        const blank = line.trim() === "";
        if (literal !== undefined && (blank || depth > literal)) return line;
        literal = LITERAL.test(line) ? depth : undefined;
        const quote = openQuote(line);
        if (quote !== undefined) inside = { quote, indent: `${line.slice(0, depth)}  ` };
        return line;
      }
      const shown = line.trim() === "" ? line : inside.indent + line.trimStart();
      const [ended] = ENDS[inside.quote].exec(line) ?? [];
      if (ended === undefined) return shown;
      // Behind its end another one may begin.
      const next = openQuote(line.slice(ended.length));
      inside = next === undefined ? undefined : { quote: next, indent: inside.indent };
      return shown;
    })
    .join("\n");
}

/** The quote of a text that begins in a line and does not end there. */
function openQuote(line: string): Quote | undefined {
  for (let at = 0; at < line.length; at++) {
    const sign = line[at];
    if (sign === "#" && /(^|\s)$/.test(line.slice(Math.max(0, at - 1), at))) return undefined;
    if (sign !== "'" && sign !== '"') continue;
    const before = line.slice(Math.max(0, at - 100), at);
    if (before.trim() !== "" && !BEFORE.test(before)) continue;
    const [quoted] = ENDS[sign].exec(line.slice(at + 1)) ?? [];
    if (quoted === undefined) return sign;
    at += quoted.length;
  }
  return undefined;
}
