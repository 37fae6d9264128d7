import { CATALOGUE, catalogueEntry } from "../problems/catalogue";
import { nearest } from "../problems/nearest";
import { TIER_DEFAULTS, TIER_SUMMARIES } from "../tiers";
import { TIERS, type Tier } from "../tiers/tier";
import { GLOSSARY } from "./glossary";
import { findPath, formOf, type SchemaPath, schemaPaths } from "./paths";

/** What is known of a word: a heading and paragraphs; or the nearest word that is known. */
export type Explanation =
  | { readonly found: true; readonly title: string; readonly paragraphs: readonly string[] }
  | { readonly found: false; readonly nearest?: string };

/** Explains an error code, a tier, a word of the glossary or a path of the manifest. */
export function explain(what: string): Explanation {
  const asked = what.trim();
  return code(asked) ?? tier(asked) ?? path(asked) ?? word(asked) ?? unknown(asked);
}

function code(asked: string): Explanation | undefined {
  const entry = catalogueEntry(asked);
  return (
    entry && { found: true, title: `${entry.code} ${entry.title}`, paragraphs: [entry.why, `What to do: ${entry.fix}`] }
  );
}

function tier(asked: string): Explanation | undefined {
  const name = TIERS.find((known) => known === asked.toLowerCase());
  if (!name) return undefined;
  const defaults = TIER_DEFAULTS[name].map(
    (entry) => `${withCondition(entry)}: ${shown(entry.value)}\n    ${entry.reason}`,
  );
  return {
    found: true,
    title: `tier ${name}`,
    paragraphs: [
      `${sentence(TIER_SUMMARIES[name])}`,
      "Its defaults, each of which the manifest may override:",
      ...defaults,
    ],
  };
}

function withCondition({
  path: at,
  when,
}: {
  path: string;
  when?: Readonly<Record<string, readonly string[]>>;
}): string {
  const conditions = Object.entries(when ?? {}).map(([field, values]) => `${field} ${values.join(" or ")}`);
  return conditions.length === 0 ? at : `${at} (${conditions.join(", ")})`;
}

function path(asked: string): Explanation | undefined {
  const found = findPath(asked);
  // `services` is a section and a word; where both are known, the section says more.
  return found && { found: true, title: found.path, paragraphs: [...describe(found), ...glossaryOf(found.path)] };
}

function describe({ path: at, schema }: SchemaPath): readonly string[] {
  const form = formOf(schema);
  const defaults = TIERS.flatMap((name) => defaultsAt(name, at));
  return [
    schema.description ?? "",
    ...(form === undefined ? [] : [`Form: ${form}.`]),
    ...(defaults.length === 0 ? [] : [`Defaults by tier:\n${defaults.join("\n")}`]),
  ].filter((text) => text !== "");
}

const defaultsAt = (name: Tier, at: string): readonly string[] =>
  TIER_DEFAULTS[name]
    .filter((entry) => entry.path === at)
    .map((entry) => `  ${name.padEnd(8)} ${withCondition({ ...entry, path: shown(entry.value) })}  ${entry.reason}`);

const glossaryOf = (at: string): readonly string[] => {
  const meaning = GLOSSARY[at];
  return meaning === undefined ? [] : [meaning];
};

function word(asked: string): Explanation | undefined {
  const lower = asked.toLowerCase();
  const meaning = Object.hasOwn(GLOSSARY, lower) ? GLOSSARY[lower] : undefined;
  return meaning === undefined ? undefined : { found: true, title: lower, paragraphs: [meaning] };
}

function unknown(asked: string): Explanation {
  const near = nearest(asked, words());
  return { found: false, ...(near !== undefined && { nearest: near }) };
}

/** Everything that can be asked for. */
export const words = (): readonly string[] => [
  ...TIERS,
  ...Object.keys(GLOSSARY),
  ...schemaPaths().map((entry) => entry.path),
  ...CATALOGUE.map((entry) => entry.code),
];

const shown = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));
const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
