import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseAllDocuments } from "yaml";
import { exceeds } from "../../manifest/bounds";
import { indentQuoted } from "./quoted-lines";
import { MAXIMUM_DEPTH } from "./reading";

/** YAML costs some 300 times its size to parse; larger exports exist as JSON, which costs a tenth. */
const LIMITS = { characters: 20_000_000, tokens: 5_000_000, depth: MAXIMUM_DEPTH, indentation: 1000 } as const;
/** Aliases may repeat what they name; a document of nothing but aliases would grow without end. */
const MAXIMUM_ALIASED = 100_000;

/** What a tag (`!Ref`) makes of the plain value below it. */
export type Tagged = (tag: string, value: unknown) => unknown;

export type Parsed = { readonly documents: readonly unknown[] } | { readonly wrong: string };

/** All documents of a text as plain data: no dates, no tags but those that `tagged` understands. */
export function parseYaml(text: string, tagged: Tagged = (_, value) => value): Parsed {
  if (text.length > LIMITS.characters)
    return { wrong: `has ${Math.round(text.length / 1e6)} MB of YAML; up to 20 MB are read, and JSON beyond` };
  const excess = exceeds(text, LIMITS);
  if (excess) return { wrong: `has ${excess.what} (line ${excess.line})` };
  const lines = new LineCounter();
  const strict = documentsIn(text, lines);
  const list = strict.some(({ errors }) => errors.some(({ code }) => code === "MISSING_CHAR"))
    ? documentsIn(indentQuoted(text))
    : strict;
  for (const { errors } of list) {
    const [error] = errors;
    if (error)
      return { wrong: `is not valid YAML (line ${lines.linePos(error.pos[0]).line}): ${firstLine(error.message)}` };
  }
  const state = { aliased: 0 };
  const plain = list.map((document) =>
    toPlain(document.contents, tagged, state, 0, (alias) => (isAlias(alias) ? alias.resolve(document) : undefined)),
  );
  return state.aliased > MAXIMUM_ALIASED
    ? { wrong: "repeats itself through aliases without end" }
    : { documents: plain };
}

function documentsIn(text: string, lineCounter = new LineCounter()) {
  const options = { lineCounter, uniqueKeys: false, prettyErrors: false, logLevel: "silent" } as const;
  const documents = parseAllDocuments(text, options);
  return Array.isArray(documents) ? documents : [];
}

const firstLine = (message: string): string => (message.split("\n")[0] ?? "").replace(/ at line \d+.*$/, "");

function toPlain(
  node: unknown,
  tagged: Tagged,
  state: { aliased: number },
  depth: number,
  resolve: (node: unknown) => Node | undefined,
  inAlias = false,
): unknown {
  if (inAlias && ++state.aliased > MAXIMUM_ALIASED) return null;
  if (depth > MAXIMUM_DEPTH) throw new RangeError("too deep");
  if (isAlias(node)) return toPlain(resolve(node), tagged, state, depth + 1, resolve, true);
  const below = (inner: unknown): unknown => toPlain(inner, tagged, state, depth + 1, resolve, inAlias);
  if (isScalar(node)) return withTag(node.tag, node.value, tagged);
  if (isSeq(node)) return withTag(node.tag, node.items.map(below), tagged);
  if (!isMap(node)) return null;
  const entries = node.items.map(({ key, value }): [string, unknown] => [
    String(isScalar(key) ? key.value : key),
    below(value),
  ]);
  return withTag(node.tag, Object.fromEntries(entries), tagged);
}

const withTag = (tag: string | undefined, value: unknown, tagged: Tagged): unknown =>
  tag?.startsWith("!") && tag !== "!" ? tagged(tag, value) : value;
