import { isRecord, isText, type Json, MAXIMUM_DEPTH, own } from "../reading";
import { type Context, NO_VALUE } from "./context";
import { resolve } from "./resolve";

const LOOP = "Fn::ForEach::";
/** CloudFormation takes 500 resources a template; what would become more than this is no template of anybody's. */
const MAXIMUM_MADE = 10_000;

/** What a loop goes through and makes: `[Identifier, collection, fragment]`. */
interface Loop {
  readonly identifier: string;
  readonly values: readonly string[];
  readonly fragment: Json;
}

export interface Unrolled {
  readonly template: Json;
  /** Names of loops whose collection is not known: what they make is not seen. */
  readonly closed: readonly string[];
}

/**
 * The template with its loops (`Fn::ForEach`) written out, in all sections and inside of properties
 * [AWS::LanguageExtensions transform].
 */
export function withoutLoops(template: Json, contextOf: () => Context): Unrolled {
  const sectionsWithLoops = ["Resources", "Conditions", "Outputs"].filter((name) => hasLoop(own(template, name)));
  if (sectionsWithLoops.length === 0) return { template, closed: [] };
  const context = contextOf();
  const closed: string[] = [];
  const state = { left: MAXIMUM_MADE, closed };
  const sections = sectionsWithLoops.map((name) => [name, unroll(own(template, name), new Map(), context, state, 0)]);
  return { template: { ...template, ...Object.fromEntries(sections) }, closed };
}

function hasLoop(value: unknown, depth = 0): boolean {
  if (depth > MAXIMUM_DEPTH) return false;
  if (Array.isArray(value)) return value.some((item) => hasLoop(item, depth + 1));
  if (!isRecord(value)) return false;
  return Object.entries(value).some(([key, inner]) => key.startsWith(LOOP) || hasLoop(inner, depth + 1));
}

type Names = ReadonlyMap<string, string>;
interface State {
  left: number;
  readonly closed: string[];
}

function unroll(value: unknown, names: Names, context: Context, state: State, depth: number): unknown {
  if (depth > MAXIMUM_DEPTH) throw new RangeError("too deep");
  if (isText(value)) return inText(value, names);
  if (Array.isArray(value)) return value.map((item) => unroll(item, names, context, state, depth + 1));
  if (!isRecord(value)) return value;
  const named = own(value, "Ref");
  if (isText(named) && names.has(named) && Object.keys(value).length === 1) return names.get(named);
  const entries = Object.entries(value).flatMap(([key, inner]): [string, unknown][] => {
    if (!key.startsWith(LOOP)) return [[inText(key, names), unroll(inner, names, context, state, depth + 1)]];
    const loop = loopOf(inner, names, context, state, depth);
    if (!loop) {
      state.closed.push(key.slice(LOOP.length));
      return [];
    }
    return loop.values.flatMap((one): [string, unknown][] => {
      if (--state.left < 0) throw new RangeError("too many");
      const made = unroll(loop.fragment, new Map([...names, [loop.identifier, one]]), context, state, depth + 1);
      return Object.entries(made as Json);
    });
  });
  return Object.fromEntries(entries);
}

function loopOf(value: unknown, names: Names, context: Context, state: State, depth: number): Loop | undefined {
  const [identifier, collection, fragment] = Array.isArray(value) ? value : [];
  if (!isText(identifier) || !isRecord(fragment)) return undefined;
  const values = resolve(unroll(collection, names, context, state, depth + 1), context);
  const known = [values].flat().filter((one) => one !== NO_VALUE);
  return known.every((one) => isText(one) || typeof one === "number")
    ? { identifier, fragment, values: known.map(String) }
    : undefined;
}

/** `${Name}`, and `&{Name}` for the value without what no logical id may have. */
function inText(text: string, names: Names): string {
  if (names.size === 0 || !/[$&]\{/.test(text)) return text;
  return text.replace(/([$&])\{([^}!]{1,300})\}/g, (whole, mark: string, name: string) => {
    const value = names.get(name.trim());
    if (value === undefined) return whole;
    return mark === "&" ? value.replace(/[^A-Za-z0-9]/g, "") : value;
  });
}
