import { type Document, isAlias, isCollection, isMap, isScalar, LineCounter, parseDocument } from "yaml";
import type { Outcome, Problem } from "../problems/problem";
import type { Tier } from "../tiers/tier";
import { checkBounds } from "./bounds";

/**
 * Writes one value into the manifest's text and leaves everything else (comments, order, quotes, line ends) as it is:
 * a scalar that is there is replaced in place, byte for byte around it; anything new is added at the end of its mapping.
 * @param path dotted path in the written form, such as `data.orders.class` or `environments.staging.tier`
 */
export function setValue(
  text: string,
  path: string,
  value: string | number | boolean | readonly string[],
): Outcome<string> {
  const bounds = checkBounds(text, "");
  if (bounds) return refuse(path, bounds.message);
  const lines = new LineCounter();
  const document = parseDocument(text, {
    keepSourceTokens: true,
    uniqueKeys: false,
    lineCounter: lines,
    logLevel: "silent",
  });
  if (document.errors.length > 0 || !isMap(document.contents)) return refuse(path, "the file is not a valid manifest");
  const keys = path.split(".");
  const inPlace = replaceScalar(text, document, keys, value);
  const edited = inPlace ?? addValue(text, document, keys, value);
  if (edited === undefined)
    return refuse(path, "what contains it is not a mapping, or is an alias of one written elsewhere");
  return readsBack(edited, keys, value)
    ? { ok: true, value: edited, warnings: [] }
    : refuse(path, "the edit would not read back as meant");
}

/**
 * Writes the tier where the environment takes it from: into its overlay when that states one, else at the top level;
 * where other environments share the top level, into this environment's overlay, so that only this one moves.
 */
export function setTier(text: string, tier: Tier, environment: string): Outcome<string> {
  const bounds = checkBounds(text, "");
  if (bounds) return refuse("tier", bounds.message);
  const document = parseDocument(text, { uniqueKeys: false, logLevel: "silent" });
  if (document.errors.length > 0) return refuse("tier", "the file is not a valid manifest");
  const environments = document.getIn(["environments"]);
  const names = isMap(environments) ? environments.items.map(({ key }) => String(isScalar(key) ? key.value : key)) : [];
  const others = names.filter((name) => name !== environment && !document.hasIn(["environments", name, "tier"]));
  const own =
    names.includes(environment) && (document.hasIn(["environments", environment, "tier"]) || others.length > 0);
  return setValue(text, own ? `environments.${environment}.tier` : "tier", tier);
}

type Value = string | number | boolean | readonly string[];

/** Cuts the new text in where the old scalar stands. */
function replaceScalar(
  text: string,
  document: Document.Parsed,
  keys: readonly string[],
  value: Value,
): string | undefined {
  const node = document.getIn(keys, true);
  if (!isScalar(node) || !node.range || Array.isArray(value)) return undefined;
  const [start, end] = node.range;
  if (start === end) return undefined;
  return text.slice(0, start) + scalarText(value as string | number | boolean, quoteOf(node.type)) + text.slice(end);
}

const quoteOf = (type: unknown): string => (type === "QUOTE_DOUBLE" ? '"' : type === "QUOTE_SINGLE" ? "'" : "");

/** Plain where YAML reads it back as the same value, else quoted. */
function scalarText(value: string | number | boolean, quote: string): string {
  if (typeof value !== "string") return String(value);
  if (quote === "'") return `'${value.replaceAll("'", "''")}'`;
  const plain = quote === "" && /^[A-Za-z0-9/][A-Za-z0-9 ./_%-]*$/.test(value) && parseDocument(value).toJS() === value;
  return plain ? value : JSON.stringify(value);
}

/** Through the document model: comments stay, and only the touched mapping may be laid out anew. */
function addValue(text: string, document: Document.Parsed, keys: readonly string[], value: Value): string | undefined {
  for (let depth = 1; depth < keys.length; depth++) {
    const parent = document.getIn(keys.slice(0, depth), true);
    if (parent === undefined || (isScalar(parent) && parent.value === null)) break;
    if (isAlias(parent) || !isCollection(parent)) return undefined;
  }
  document.setIn(keys, document.createNode(value));
  const crlf = /\r\n/.test(text);
  const written = document.toString({
    lineWidth: 0,
    indentSeq: !/^\S.*:\s*\r?\n- /m.test(text),
    flowCollectionPadding: !/\{\S/.test(text),
  });
  return crlf ? written.replaceAll("\n", "\r\n") : written;
}

/** The new text has the value at the path; anything else is a defect that must not reach the file. */
function readsBack(text: string, keys: readonly string[], value: Value): boolean {
  const document = parseDocument(text, { uniqueKeys: false, logLevel: "silent" });
  if (document.errors.length > 0) return false;
  const node = document.getIn(keys);
  const read = isCollection(node) ? node.toJSON() : node;
  return JSON.stringify(read) === JSON.stringify(value);
}

function refuse(path: string, why: string): Outcome<string> {
  const problem: Problem = {
    code: "SK1140",
    message: `${path} cannot be written into the manifest: ${why}`,
    path,
    fix: "make the change by hand",
  };
  return { ok: false, problems: [problem] };
}
