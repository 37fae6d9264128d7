import type { GraphResource } from "../graph/graph";
import { isSecret, isUnknown, valueAt } from "../graph/values";
import type { GraphView } from "../graph/view";
import type { Setting } from "./topology";

/** Reads single values of a graph and keeps a list of what it could not see. */
export class Reader {
  private readonly missing = new Set<string>();

  constructor(readonly view: GraphView) {}

  get unseen(): readonly string[] {
    return [...this.missing].sort();
  }

  note(what: string, resource: GraphResource): void {
    this.missing.add(`${what} of ${resource.name}${resource.region === undefined ? "" : ` in ${resource.region}`}`);
  }

  /** The value at a path; undefined where nothing is written or, with a note, where it is not known. */
  value(resource: GraphResource, path: string): unknown {
    const value = valueAt(resource.inputs, path);
    if (!isUnknown(value) && !isSecret(value)) return value;
    this.note(path, resource);
    return undefined;
  }

  text(resource: GraphResource, path: string): string | undefined {
    const value = this.value(resource, path);
    return typeof value === "string" ? value : undefined;
  }

  /** States keep some numbers as text. */
  number(resource: GraphResource, path: string): number | undefined {
    return numeric(this.value(resource, path));
  }

  flag(resource: GraphResource, path: string): boolean {
    const value = this.value(resource, path);
    return value === true || value === "true";
  }

  list(resource: GraphResource, path: string): readonly unknown[] {
    const value = this.value(resource, path);
    return value === undefined ? [] : Array.isArray(value) ? value : [value];
  }

  has(resource: GraphResource, path: string): boolean {
    const value = valueAt(resource.inputs, path);
    return value !== undefined && value !== "" && !(Array.isArray(value) && value.length === 0);
  }

  /** A number that counts in a model, with where it came from. Without a default of the cloud, what is not written is unknown. */
  setting(name: string, resource: GraphResource, path: string, fallback?: number): Setting {
    const value = valueAt(resource.inputs, path);
    const number = numeric(value);
    // Only the input's own: what the rest of the resource came from would not change this number.
    const source = resource.sources[path];
    const known = { setting: name, resource: resource.name, ...(source && { source }) };
    if (number !== undefined) return { ...known, value: number, origin: "written" };
    if (fallback !== undefined && (value === undefined || value === ""))
      return { ...known, value: fallback, origin: "default" };
    this.note(path, resource);
    return { ...known, origin: "unknown" };
  }

  /** Resources of these types that an input refers to. */
  linked(resource: GraphResource, input: string, ...types: readonly string[]): readonly GraphResource[] {
    const found = this.view.from(resource).filter((edge) => edge.input === input && edge.by !== "order");
    return [...new Set(found.map(({ to }) => to))].filter(({ type }) => types.includes(type));
  }

  /** Resources of these types that refer to this one. */
  referrers(resource: GraphResource, ...types: readonly string[]): readonly GraphResource[] {
    const found = this.view.to(resource).filter(({ by, from }) => by !== "order" && types.includes(from.type));
    return [...new Set(found.map(({ from }) => from))];
  }
}

function numeric(value: unknown): number | undefined {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}
