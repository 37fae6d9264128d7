import { execFileSync } from "node:child_process";
import { join, relative } from "node:path";
import { isRecord } from "../../blueprints/graph/readers/reading";
import type { Peers } from "./install";
import type { Fixture } from "./peer";

type Json = Readonly<Record<string, unknown>>;

/**
 * Folders of Terraform's language as `show -json` of a plan would write them, as far as that needs no provider: what is
 * written, with variables' defaults; whatever is computed is not known.
 */
export function terraformPlans({ python }: Peers, root: string, folders: readonly string[]): readonly Fixture[] {
  const printed = execFileSync(python, [join(__dirname, "parse-terraform.py")], {
    input: JSON.stringify(folders),
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  return Object.entries(JSON.parse(printed) as Record<string, Json[]>).map(([folder, files]) => ({
    path: relative(root, folder),
    text: JSON.stringify(planOf(files)),
  }));
}

/** The least of a plan that a reader needs: values, what is unknown, and who refers to whom. */
export function planOf(files: readonly Json[]): Json {
  const defaults = new Map(
    named(files, "variable").flatMap(([name, block]) => {
      const value = [block.default].flat()[0];
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
  const resources = named(files, "resource").flatMap(([type, byName]) =>
    Object.entries(byName).flatMap(([name, block]) =>
      isRecord(block) ? [resourceOf(type, name, block, defaults)] : [],
    ),
  );
  return {
    format_version: "1.2",
    terraform_version: "1.9.0",
    planned_values: { root_module: { resources: resources.map(({ planned }) => planned) } },
    resource_changes: resources.map(({ change }) => change),
    configuration: { root_module: { resources: resources.map(({ written }) => written) } },
  };
}

function named(files: readonly Json[], kind: string): readonly (readonly [string, Json])[] {
  return files
    .flatMap((file) => (Array.isArray(file[kind]) ? file[kind] : []))
    .filter(isRecord)
    .flatMap((block) => Object.entries(block))
    .filter((entry): entry is [string, Json] => isRecord(entry[1]));
}

/** Arguments that are Terraform's own, not the resource's. */
const META = ["count", "for_each", "provider", "lifecycle", "depends_on", "dynamic", "provisioner"];

function resourceOf(type: string, name: string, block: Json, defaults: ReadonlyMap<string, unknown>) {
  const address = `${type}.${name}`;
  const values: Record<string, unknown> = {};
  const unknown: Record<string, unknown> = {};
  const expressions: Record<string, unknown> = {};
  for (const [key, wrapped] of argumentsOf(block)) {
    if (META.includes(key)) continue;
    const written = withDefaults(unwrapped(wrapped), defaults);
    const [known, hidden] = split(written);
    if (known !== undefined) values[key] = known;
    if (hidden !== false) unknown[key] = hidden;
    const references = referencesIn(written);
    if (references.length > 0) expressions[key] = { references };
  }
  // Blocks that an expression makes: how many there are, and what is in them, only a run can tell.
  for (const made of [block.dynamic].flat())
    for (const label of isRecord(made) ? Object.keys(made) : []) unknown[label] = true;
  return {
    planned: { address, mode: "managed", type, name, values },
    change: { address, mode: "managed", type, name, change: { actions: ["create"], after_unknown: unknown } },
    written: { address, mode: "managed", type, name, expressions },
  };
}

const argumentsOf = (block: Json) => Object.entries(block).filter(([key]) => !key.startsWith("__"));

/** The parser wraps each argument in a list; blocks are lists of mappings whose own arguments are wrapped again. */
function unwrapped(wrapped: unknown): unknown {
  if (!Array.isArray(wrapped)) return wrapped;
  if (wrapped.length > 0 && wrapped.every(isBlock))
    return wrapped.map((block) =>
      Object.fromEntries(argumentsOf(block).map(([key, value]) => [key, unwrapped(value)])),
    );
  return wrapped[0];
}

const isBlock = (value: unknown): value is Json =>
  isRecord(value) && argumentsOf(value).every(([, inner]) => Array.isArray(inner));

function withDefaults(value: unknown, defaults: ReadonlyMap<string, unknown>): unknown {
  if (typeof value === "string") {
    const name = /^\$\{var\.([\w-]+)\}$/.exec(value)?.[1];
    return name !== undefined && defaults.has(name) ? defaults.get(name) : value;
  }
  return mapped(value, (inner) => withDefaults(inner, defaults));
}

/** What is known of a value, and where it is not: true for a whole, mappings and lists for parts. */
function split(value: unknown): readonly [known: unknown, hidden: unknown] {
  if (typeof value === "string") return value.includes("${") ? [undefined, true] : [value, false];
  if (Array.isArray(value)) {
    const parts = value.map(split);
    return [parts.map(([known]) => known ?? null), parts.some(([, at]) => at !== false) && parts.map(([, at]) => at)];
  }
  if (!isRecord(value)) return [value, false];
  const parts = Object.entries(value).map(([key, inner]) => [key, split(inner)] as const);
  const hidden = parts.filter(([, [, at]]) => at !== false).map(([key, [, at]]) => [key, at]);
  const known = parts.filter(([, [inner]]) => inner !== undefined).map(([key, [inner]]) => [key, inner]);
  return [Object.fromEntries(known), hidden.length > 0 && Object.fromEntries(hidden)];
}

/** `${aws_s3_bucket.files.id}` refers to the attribute and to the resource, as a plan lists them. */
function referencesIn(value: unknown): string[] {
  if (typeof value === "string") {
    if (!value.includes("${")) return [];
    return [...value.matchAll(/\b(aws_\w+\.[\w-]+)(\.\w+)?/g)].flatMap(([whole, resource]) => [
      whole,
      resource ?? whole,
    ]);
  }
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  return isRecord(value) ? Object.values(value).flatMap(referencesIn) : [];
}

function mapped(value: unknown, change: (inner: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map(change);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, change(inner)]));
}
