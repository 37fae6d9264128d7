import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Pair,
  type Scalar,
  type YAMLMap,
  type Node as YamlNode,
} from "yaml";
import type { Problem } from "../problems/problem";
import type { Written } from "./source";
import { join, type Node, type Place, type Tree, type WrittenTree } from "./tree";

/** Keys that are part of every JavaScript object; as names they are either an attack or a source of surprises. */
export const PROTOTYPE_KEYS: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

/** Values whose text is meant, whatever YAML makes of it: 16.10 is a version and not 16.1. */
const TEXT_PATHS = /(?:^|\.)(?:version|account|cpu|fingerprint|expires)$|(?:^|\.)services\.[^.]+\.environment\.[^.]+$/;

const MAXIMUM_ALIASES = 100;
const MAXIMUM_NODES = 20_000;
const MAXIMUM_DEPTH = 32;
const MAXIMUM_PROBLEMS = 100;

/** YAML nodes to plain values, with the place of each, duplicate and prototype keys found, aliases followed within bounds. */
export function walk(
  document: Document.Parsed,
  placeAt: (offset: number) => Written,
): WrittenTree | readonly Problem[] {
  return new Walk(document, placeAt).run();
}

class Walk {
  private readonly places = new Map<string, Place>();
  private readonly problems: Problem[] = [];
  private nodes = 0;
  private aliases = 0;

  constructor(
    private readonly document: Document.Parsed,
    private readonly placeAt: (offset: number) => Written,
  ) {}

  run(): WrittenTree | readonly Problem[] {
    const root = this.document.contents;
    const start = this.placeOf(root);
    this.places.set("", { value: start });
    if (!isMap(root)) return [notAMapping(start, root === null)];
    const tree = this.mapping(root, "", 0);
    return this.problems.length > 0 ? this.problems : { tree, places: this.places };
  }

  private value(node: unknown, path: string, depth: number): Node {
    if (this.exhausted(node, depth)) return null;
    if (isAlias(node)) return this.alias(node, path, depth);
    if (isMap(node)) return this.mapping(node, path, depth);
    if (isSeq(node)) return node.items.map((item, index) => this.item(item, join(path, index), depth));
    return isScalar(node) ? this.scalar(node, path) : null;
  }

  private mapping(map: YAMLMap, path: string, depth: number): Tree {
    const tree: Tree = {};
    const seen = new Set<string>();
    for (const pair of map.items) {
      const key = this.key(pair, seen);
      if (key === undefined) continue;
      const here = join(path, key);
      const keyPlace = this.placeOf(pair.key);
      this.places.set(here, { key: keyPlace, value: this.placeOf(pair.value, keyPlace) });
      tree[key] = this.value(pair.value, here, depth + 1);
    }
    return tree;
  }

  private item(node: unknown, path: string, depth: number): Node {
    this.places.set(path, { value: this.placeOf(node) });
    return this.value(node, path, depth + 1);
  }

  private key(pair: Pair, seen: Set<string>): string | undefined {
    const at = this.placeOf(pair.key);
    const key = isScalar(pair.key) ? String(pair.key.source ?? pair.key.value) : undefined;
    if (key === undefined) {
      this.report({
        code: "SK1008",
        message: "a key that is not plain text",
        at,
        expected: "a name",
        fix: "write the key as a plain word",
      });
    } else if (PROTOTYPE_KEYS.has(key)) {
      this.report({
        code: "SK1010",
        message: `"${key}" cannot be a name`,
        at,
        expected: "any other name",
        fix: "rename it; this word is part of the language that reads the manifest",
      });
    } else if (seen.has(key)) {
      this.report({
        code: "SK1009",
        message: `"${key}" is there twice`,
        at,
        expected: "each key once",
        fix: "remove one of the two; only one could count",
      });
    } else {
      seen.add(key);
      return key;
    }
    return undefined;
  }

  private alias(alias: Alias, path: string, depth: number): Node {
    this.aliases++;
    // Resolving looks through the document, so the number of times is bounded before it is done.
    const target = this.aliases > MAXIMUM_ALIASES ? undefined : alias.resolve(this.document);
    if (!target) {
      if (this.aliases <= MAXIMUM_ALIASES + 1)
        this.report(aliasProblem(this.placeOf(alias), this.aliases > MAXIMUM_ALIASES));
      return null;
    }
    return this.value(target, path, depth + 1);
  }

  private scalar(node: Scalar, path: string): Node {
    const { value } = node;
    if (TEXT_PATHS.test(path) && (typeof value === "number" || typeof value === "boolean"))
      return node.source ?? String(value);
    if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
    return value === null || value === undefined ? null : String(value);
  }

  private exhausted(node: unknown, depth: number): boolean {
    this.nodes++;
    if (this.nodes <= MAXIMUM_NODES && depth <= MAXIMUM_DEPTH) return false;
    if (this.nodes === MAXIMUM_NODES + 1 || depth === MAXIMUM_DEPTH + 1) {
      const what =
        depth > MAXIMUM_DEPTH ? `nesting deeper than ${MAXIMUM_DEPTH} levels` : `more than ${MAXIMUM_NODES} values`;
      this.report({
        code: "SK1004",
        message: `the manifest has ${what}`,
        at: this.placeOf(node),
        expected: "a manifest written by hand or by `scalekit init`",
        fix: "check anchors and aliases: one that contains itself never ends",
      });
    }
    return true;
  }

  private report(problem: Problem): void {
    if (this.problems.length < MAXIMUM_PROBLEMS) this.problems.push(problem);
  }

  private placeOf(node: unknown, fallback?: Written): Written {
    const range = (node as YamlNode | null | undefined)?.range;
    if (range) return this.placeAt(range[0]);
    return fallback ?? this.placeAt(0);
  }
}

function aliasProblem(at: Written, tooMany: boolean): Problem {
  return tooMany
    ? {
        code: "SK1004",
        message: `the manifest has more than ${MAXIMUM_ALIASES} aliases`,
        at,
        expected: "few or no aliases",
        fix: "write the values out",
      }
    : {
        code: "SK1011",
        message: "an alias without an anchor",
        at,
        expected: "`&name` before `*name`",
        fix: "write the value out",
      };
}

function notAMapping(at: Written, empty: boolean): Problem {
  return {
    code: "SK1007",
    message: empty ? "the manifest is empty" : "the manifest is not a mapping",
    at,
    expected: "a mapping with name, regions, domain and services",
    fix: "run `scalekit init` to write one",
  };
}
