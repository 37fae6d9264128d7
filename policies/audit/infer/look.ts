import type { GraphResource } from "../../../blueprints/graph/graph";
import { isRecord, isSecret, isUnknown, valueAt } from "../../../blueprints/graph/values";
import { nameFrom } from "../../../blueprints/manifest/name";
import { KNOWN_REGIONS } from "../../../blueprints/manifest/regions";
import type { World } from "../../world/world";
import { type Plain, Said } from "./said";

/** A value as it is written, else as the cloud answered; undefined where neither is known. */
export function look(resource: GraphResource, path: string): unknown {
  for (const values of [resource.inputs, resource.outputs ?? {}]) {
    const value = valueAt(values, path);
    if (value !== undefined && !isUnknown(value) && !isSecret(value) && value !== "") return value;
  }
  return undefined;
}

export function textAt(resource: GraphResource, path: string): string | undefined {
  const value = look(resource, path);
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}

/** States keep some numbers as text. */
export function numberAt(resource: GraphResource, path: string): number | undefined {
  const value = look(resource, path);
  const number = typeof value === "string" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}

export function flagAt(resource: GraphResource, path: string): boolean | undefined {
  const value = look(resource, path);
  return value === "true" || value === true ? true : value === "false" || value === false ? false : undefined;
}

/** Members of a list; a single mapping counts as a list of one. */
export function listAt(resource: GraphResource, path: string): readonly unknown[] {
  const value = look(resource, path);
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

export const recordsAt = (resource: GraphResource, path: string): readonly Readonly<Record<string, unknown>>[] =>
  listAt(resource, path).filter((item) => isRecord(item) && !isUnknown(item) && !isSecret(item)) as Readonly<
    Record<string, unknown>
  >[];

export const textsAt = (resource: GraphResource, path: string): readonly string[] =>
  listAt(resource, path).filter((item): item is string => typeof item === "string");

/** What a resource says at a path, as a value of the manifest. */
export function said<T>(
  resource: GraphResource | undefined,
  read: (resource: GraphResource) => T | undefined,
  write: (value: T) => Plain | undefined,
): Said | undefined {
  const value = resource && read(resource);
  const written = value === undefined ? undefined : write(value);
  return resource === undefined || written === undefined ? undefined : Said.by(written, resource);
}

const KINDS =
  /(^|-)(asg|autoscaling|auto-scaling|group|service|svc|ecs|deployment|deploy|fleet|scaling|instances?|servers?|cluster|aurora|rds|db-instance|replication|redis|valkey|elasticache|this|main|default|resource)(?=-|$)/g;
const PLAIN = /^(this|main|default|self|resource|primary|secondary)$/;

/**
 * What a resource is called by its owner, as a name of the manifest: after the component that holds it, its own name, its tag,
 * or its place in the program; without regions, the project's name and words that only say what kind of thing it is.
 */
export function calledBy(resource: GraphResource, world: World, words: readonly string[], fallback: string): string {
  if (resource.part !== undefined) return nameFrom(resource.part, fallback);
  const component = topComponent(resource, world);
  const names = [
    component?.name,
    ...["tags.Name", "metadata.name", "name"].map((path) => textAt(resource, path)),
    ...[programName(resource)],
  ];
  for (const name of names) {
    const left = name === undefined ? "" : withoutNoise(name, words);
    if (left !== "") return nameFrom(left, fallback);
  }
  return fallback;
}

/** The last name of an address that says something: `web` of `module.web.aws_autoscaling_group.this[0]`. */
function programName({ name }: GraphResource): string | undefined {
  const steps = name.replace(/\[[^\]]*\]/g, "").split(".");
  return steps.reverse().find((step) => !/^(aws|google|azurerm)_/.test(step) && step !== "module" && !PLAIN.test(step));
}

function withoutNoise(name: string, words: readonly string[]): string {
  let left = `-${name
    .replace(/([a-z])([A-Z])/g, "$1-$2")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")}-`;
  for (const word of [...KNOWN_REGIONS, ...words]) if (word !== "") left = left.split(`-${word}-`).join("-");
  const bare = left.replace(/^-+|-+$/g, "");
  const short = bare.replace(KINDS, "").replace(/^-+|-+$/g, "");
  return short === "" ? (PLAIN.test(bare) ? "" : bare) : short;
}

/** The outermost component that a resource belongs to. */
function topComponent(resource: GraphResource, world: World): GraphResource | undefined {
  let top: GraphResource | undefined;
  for (let at = resource.parent, steps = 0; at !== undefined && steps < 20; steps++) {
    const parent = world.view.resource(at);
    if (parent && !parent.custom) top = parent;
    at = parent?.parent;
  }
  return top;
}

/** Names that differ: a second `web` is `web-2`. */
export function distinct(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  for (let count = 2; ; count++) {
    const next = `${name.slice(0, 23 - String(count).length)}-${count}`;
    if (!taken.has(next)) return next;
  }
}

/** The commonest of several answers, the first of those that are as common. */
export function commonest<T>(values: readonly T[]): T | undefined {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}
