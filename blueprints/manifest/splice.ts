import { type Document, isCollection, isMap, isScalar, isSeq, type Node, parseDocument, type YAMLMap } from "yaml";

/** What a manifest value can be set to. */
export type Value = string | number | boolean | readonly string[];

/**
 * The text with one value set and not a byte changed besides: an existing value is replaced where it stands, a new one
 * gets a line at the end of its mapping (or a place before the closing brace).
 * @returns undefined where the path leads through something that is no mapping, or through an alias
 */
export function splice(
  text: string,
  document: Document.Parsed,
  keys: readonly string[],
  value: Value,
): string | undefined {
  const style = styleOf(text, document);
  let node: unknown = document.contents;
  for (const [depth, key] of keys.entries()) {
    // What an anchor names is repeated elsewhere; changing it would change more than was asked for.
    if (isMap(node) && node.anchor) return undefined;
    if (!isMap(node)) return isEmpty(node) ? fillEmpty(text, node, keys.slice(depth), value, style) : undefined;
    const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === key);
    if (!pair) return insert(text, node, keys.slice(depth), value, style);
    node = pair.value;
  }
  return replace(text, node, value, style);
}

interface Style {
  readonly json: boolean;
  readonly newline: "\n" | "\r\n";
}

function styleOf(text: string, document: Document.Parsed): Style {
  const root = document.contents;
  const json = isMap(root) && root.flow === true && text.trimStart().startsWith("{");
  return { json, newline: text.includes("\r\n") ? "\r\n" : "\n" };
}

const isEmpty = (node: unknown): node is Node =>
  isScalar(node) && node.value === null && !!node.range && node.range[0] === node.range[1];

function replace(text: string, node: unknown, value: Value, style: Style): string | undefined {
  if (isEmpty(node)) return fillEmpty(text, node, [], value, style);
  if (!(isScalar(node) || isSeq(node)) || !node.range || node.anchor) return undefined;
  const end = trimmedEnd(
    text,
    isSeq(node) && node.flow !== true ? (endOf(node.items.at(-1)) ?? node.range[1]) : node.range[1],
  );
  const quote = isScalar(node) && !Array.isArray(value) ? quoteOf(node.type) : "";
  // A list of dashes may stand in its key's own column, where a single value may not.
  const margin = isSeq(node) && node.flow !== true ? "  " : "";
  return text.slice(0, node.range[0]) + margin + valueText(value, style, quote) + text.slice(end);
}

/** `key:` with nothing after it. */
function fillEmpty(text: string, node: Node, rest: readonly string[], value: Value, style: Style): string {
  const at = node.range?.[0] ?? text.length;
  const space = text[at - 1] === " " ? "" : " ";
  return `${text.slice(0, at)}${space}${nested(rest, value, style)}${text.slice(at)}`;
}

function insert(text: string, map: YAMLMap, keys: readonly string[], value: Value, style: Style): string | undefined {
  if (!map.range || map.anchor) return undefined;
  return map.flow ? insertInBraces(text, map, keys, value, style) : insertLine(text, map, keys, value, style);
}

function insertInBraces(
  text: string,
  map: YAMLMap,
  [key = "", ...rest]: readonly string[],
  value: Value,
  style: Style,
): string | undefined {
  const entry = `${keyText(key, style)}: ${nested(rest, value, style)}`;
  const [start, end] = map.range ?? [0, 0];
  const last = map.items.at(-1);
  if (!last) return `${text.slice(0, start)}{ ${entry} }${text.slice(end)}`;
  const after = endOf(last.value ?? last.key);
  return after === undefined ? undefined : `${text.slice(0, after)}, ${entry}${text.slice(after)}`;
}

function insertLine(
  text: string,
  map: YAMLMap,
  [key = "", ...rest]: readonly string[],
  value: Value,
  style: Style,
): string | undefined {
  const first = startOf(map.items[0]?.key);
  const last = map.items.at(-1);
  const end = endOf(last?.value ?? last?.key) ?? endOf(last?.key);
  if (first === undefined || end === undefined) return undefined;
  const indent = text.slice(text.lastIndexOf("\n", first - 1) + 1, first);
  // A mapping that starts behind other text on its line (`- a: 1`) is indented by spaces of the same width.
  const margin = " ".repeat(indent.length);
  const lineEnd = text.indexOf("\n", trimmedEnd(text, end));
  const at = lineEnd === -1 ? text.length : text[lineEnd - 1] === "\r" ? lineEnd - 1 : lineEnd;
  return `${text.slice(0, at)}${style.newline}${margin}${keyText(key, style)}: ${nested(rest, value, style)}${text.slice(at)}`;
}

/** What is still missing on the way, in braces: `{ a: { b: 1 } }`. */
function nested(keys: readonly string[], value: Value, style: Style): string {
  return keys.reduceRight((inner, key) => `{ ${keyText(key, style)}: ${inner} }`, valueText(value, style, ""));
}

const keyText = (key: string, style: Style): string => (style.json ? JSON.stringify(key) : scalarText(key, ""));

function valueText(value: Value, style: Style, quote: string): string {
  if (style.json) return JSON.stringify(value);
  if (typeof value === "object") return `[${value.map((item) => scalarText(item, "")).join(", ")}]`;
  return typeof value === "string" ? scalarText(value, quote) : String(value);
}

const quoteOf = (type: unknown): string => (type === "QUOTE_DOUBLE" ? '"' : type === "QUOTE_SINGLE" ? "'" : "");

/** Plain where YAML reads it back as the same text, also between brackets; else quoted. */
function scalarText(value: string, quote: string): string {
  if (quote === "'" && !/[\r\n]/.test(value)) return `'${value.replaceAll("'", "''")}'`;
  const plain = quote === "" && /^[A-Za-z0-9/][A-Za-z0-9 ./_%-]*$/.test(value) && parseDocument(value).toJS() === value;
  return plain ? value : JSON.stringify(value);
}

const startOf = (node: unknown): number | undefined => (isScalar(node) ? node.range?.[0] : undefined);
const endOf = (node: unknown): number | undefined =>
  isScalar(node) || isCollection(node) ? (node.range?.[1] ?? undefined) : (node as Node | null | undefined)?.range?.[1];

/** Ranges of block values take the line break, and blank lines, behind them; those stay where they are. */
function trimmedEnd(text: string, end: number): number {
  let at = end;
  while (at > 0 && /\s/.test(text[at - 1] ?? "")) at--;
  return at;
}
