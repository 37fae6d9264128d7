import type { GraphResource } from "../../../blueprints/graph/graph";
import { addressOf } from "../../address";

/** What a manifest may hold. */
export type Plain = string | number | boolean | readonly Plain[] | { readonly [key: string]: Plain };

/** One value of an inferred manifest: what the graph says and which resources say it, or a default and the question that it leaves. */
export class Said {
  private constructor(
    readonly value: Plain,
    /** Addresses of the resources that say it. */
    readonly from: readonly string[],
    /** What a person has to answer; the value stands in until then. */
    readonly question?: string,
  ) {}

  static by(value: Plain, ...resources: readonly GraphResource[]): Said {
    return new Said(value, [...new Set(resources.map(addressOf))]);
  }

  /** A value that follows from how it all looks, in words. */
  static because(value: Plain, why: string): Said {
    return new Said(value, [why]);
  }

  static ask(value: Plain, question: string): Said {
    return new Said(value, [], question);
  }

  /** The same value with a question beside where it came from. */
  but(question: string): Said {
    return new Said(this.value, this.from, question);
  }
}

/** A mapping of the manifest, in the order in which it is written. */
export type Section = ReadonlyMap<string, Node>;
export type Node = Said | Section;
/** A mapping on its way: what nothing is said of is undefined. */
export type Fields = Readonly<Record<string, Node | undefined>>;

/** Leaves out what nothing is said of, and mappings without members. */
export function section(entries: Fields): Section {
  return new Map(
    Object.entries(entries).filter(
      (entry): entry is [string, Node] => entry[1] !== undefined && (entry[1] instanceof Said || entry[1].size > 0),
    ),
  );
}

/** Every value with its dotted path. */
export function* valuesOf(node: Section, prefix = ""): Generator<readonly [path: string, said: Said]> {
  for (const [key, member] of node) {
    if (member instanceof Said) yield [`${prefix}${key}`, member];
    else yield* valuesOf(member, `${prefix}${key}.`);
  }
}

/** The mapping with another value at a path; undefined takes it out. What stands above a path that is not there is made. */
export function withValue(node: Section, path: readonly string[], value: Node | undefined): Section {
  const [key = "", ...rest] = path;
  const copy = new Map(node);
  const there = node.get(key);
  const inner = rest.length === 0 ? value : withValue(there instanceof Map ? there : new Map(), rest, value);
  if (inner === undefined || (inner instanceof Map && inner.size === 0)) copy.delete(key);
  else copy.set(key, inner);
  return copy;
}
