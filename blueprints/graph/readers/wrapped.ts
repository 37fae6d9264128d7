import { parseJson } from "./reading";

/** How many lines may begin like a document before one is. */
const TRIES = 20;
/** First keys of what Terraform and Pulumi print. */
const BEGINS =
  /^\s*\{\s*(?:"(?:format_version|version|planned_values|deployment|checkpoint|AWSTemplateFormatVersion|TemplateBody)"|$)/;

const GOES_ON = /^\s*[,"{}\]]/;

/**
 * The JSON document inside of what a pipeline kept of a command: lines of the runner before and after it, as a wrapper prints
 * them (`[command]…/terraform-bin show -json`, `::debug::`, `::set-output`), or a prompt.
 */
export function wrappedJson(text: string): { readonly value: unknown } | undefined {
  let tries = 0;
  for (let start = 0; start < text.length && tries < TRIES; start = nextLine(text, start)) {
    if (!BEGINS.test(lineAt(text, start))) continue;
    tries++;
    const end = endOf(text, start);
    // What goes on after it is a part of a larger document, which is broken.
    if (GOES_ON.test(text.slice(end, end + 200))) return undefined;
    const parsed = parseJson(text.slice(start, end));
    if (parsed) return parsed;
  }
  return undefined;
}

function nextLine(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end + 1;
}

const lineAt = (text: string, start: number): string => text.slice(start, Math.min(nextLine(text, start), start + 80));

/** Behind the brace that closes the one at the start; braces in texts do not count. */
function endOf(text: string, start: number): number {
  let depth = 0;
  let quoted = false;
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (quoted) {
      if (code === BACKSLASH) at++;
      else if (code === QUOTE) quoted = false;
    } else if (code === QUOTE) quoted = true;
    else if (code === OPEN) depth++;
    else if (code === CLOSE && --depth === 0) return at + 1;
  }
  return text.length;
}

const [QUOTE, BACKSLASH, OPEN, CLOSE] = [34, 92, 123, 125];
