import { isDeepStrictEqual } from "node:util";
import { type Document, isCollection, isMap, isScalar, isSeq, parseDocument, type YAMLSeq } from "yaml";
import type { Outcome } from "../problems/problem";
import { checkBounds } from "./bounds";
import type { Exemption } from "./manifest";

/**
 * Adds an exemption to the manifest's text and leaves everything else as it is: in the environment's own list where its
 * overlay has one, else in the list at the top level, which is made where it isn't there.
 * @returns the new text; a problem (SK1140) where the file's form does not allow it
 */
export function addExemption(text: string, exemption: Exemption, environment: string): Outcome<string> {
  const document = parsed(text);
  if (!document || !isMap(document.contents)) return refuse("the file is not a valid manifest");
  const own = ["environments", environment, "policies", "exemptions"];
  const path = document.hasIn(own) ? own : ["policies", "exemptions"];
  const edited = edit(text, document, path, exemption);
  if (edited === undefined)
    return refuse("what contains the list is not a mapping, or is repeated elsewhere by an alias");
  return onlyThatWasAdded(text, edited, path, exemption)
    ? { ok: true, value: edited, warnings: [] }
    : refuse("the file would not read back as meant");
}

function edit(
  text: string,
  document: Document.Parsed,
  path: readonly string[],
  exemption: Exemption,
): string | undefined {
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const json = text.trimStart().startsWith("{");
  const list = document.getIn(path, true);
  if (isSeq(list)) return append(text, list, exemption, { newline, json });
  if (list !== undefined && list !== null) return undefined;
  const section = document.getIn(path.slice(0, -1), true);
  const entry = flow(exemption, json);
  if (section === undefined) {
    if (json) return before(text, text.lastIndexOf("}"), `, "policies": { "exemptions": [${entry}] }`);
    const base = text === "" || text.endsWith("\n") ? text : `${text}${newline}`;
    return `${base}${newline}policies:${newline}  exemptions:${newline}    - ${entry}${newline}`;
  }
  if (!isMap(section) || !section.range || section.anchor) return undefined;
  const last = section.items.at(-1);
  if (section.flow || !last) {
    const inner = `${json ? '"exemptions"' : "exemptions"}: [${entry}]`;
    return before(text, text.lastIndexOf("}", section.range[1] - 1), last ? `, ${inner} ` : ` ${inner} `);
  }
  const first = isScalar(section.items[0]?.key) ? section.items[0].key.range?.[0] : undefined;
  if (first === undefined) return undefined;
  const margin = " ".repeat(first - (text.lastIndexOf("\n", first - 1) + 1));
  const at = lineEnd(text, section.range[1]);
  return `${text.slice(0, at)}${newline}${margin}exemptions:${newline}${margin}  - ${entry}${text.slice(at)}`;
}

interface Form {
  readonly newline: string;
  readonly json: boolean;
}

function append(text: string, list: YAMLSeq, exemption: Exemption, { newline, json }: Form): string | undefined {
  if (!list.range || list.anchor) return undefined;
  const entry = flow(exemption, json);
  if (list.flow || list.items.length === 0)
    return before(text, list.range[1] - 1, list.items.length > 0 ? `, ${entry}` : entry);
  const first = list.items[0];
  const start = isScalar(first) || isCollection(first) ? first.range?.[0] : undefined;
  if (start === undefined) return undefined;
  const dash = text.lastIndexOf("-", start - 1);
  const margin = " ".repeat(dash - (text.lastIndexOf("\n", dash) + 1));
  const at = lineEnd(text, list.range[1]);
  return `${text.slice(0, at)}${newline}${margin}- ${entry}${text.slice(at)}`;
}

const before = (text: string, at: number, what: string): string | undefined =>
  at < 0 ? undefined : text.slice(0, at) + what + text.slice(at);

/** End of the line on which what stands before `end` ends: comments behind it stay where they are. */
function lineEnd(text: string, end: number): number {
  let at = end;
  while (at > 0 && /\s/.test(text[at - 1] ?? "")) at--;
  const found = text.indexOf("\n", at);
  if (found === -1) return text.length;
  return text[found - 1] === "\r" ? found - 1 : found;
}

/** In braces, texts quoted: one line that reads the same in YAML and JSON. */
function flow(exemption: Exemption, json: boolean): string {
  const entries = Object.entries(exemption).map(
    ([key, value]) => `${json ? `"${key}"` : key}: ${JSON.stringify(value)}`,
  );
  return `{ ${entries.join(", ")} }`;
}

function onlyThatWasAdded(oldText: string, newText: string, path: readonly string[], exemption: Exemption): boolean {
  const [expected, found] = [parsed(oldText), parsed(newText)];
  const list = expected?.getIn(path);
  if (isSeq(list)) list.add(expected?.createNode(exemption));
  else expected?.setIn(path, [exemption]);
  return found !== undefined && isDeepStrictEqual(expected?.toJS(), found.toJS());
}

function parsed(text: string): Document.Parsed | undefined {
  if (checkBounds(text, "")) return undefined;
  const document = parseDocument(text, { uniqueKeys: false, logLevel: "silent" });
  return document.errors.length > 0 ? undefined : document;
}

const refuse = (why: string): Outcome<string> => ({
  ok: false,
  problems: [
    {
      code: "SK1140",
      message: `the exemption cannot be written into the manifest: ${why}`,
      path: "policies.exemptions",
      fix: "write it by hand under policies.exemptions",
    },
  ],
});
