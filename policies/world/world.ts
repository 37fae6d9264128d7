import type { GraphResource, ResourceGraph } from "../../blueprints/graph/graph";
import { isSecret, isUnknown, stepsOf, valueAt } from "../../blueprints/graph/values";
import { GraphView } from "../../blueprints/graph/view";
import { atLeast, type Tier } from "../../blueprints/tiers/tier";
import type { Declared } from "../declared";
import { UnseenValue, unseen } from "./unseen";

/**
 * What rules see: the graph, the tier, what the manifest declares. Readers of single values (`text`, `number`, `flag`,
 * `list`) answer undefined for what is not written (the cloud's default holds) and end the judgement as unknown for what is
 * written but not known or secret. Derived facts (`policies/facts`) are computed once for all rules.
 */
export class World {
  readonly view: GraphView;
  /** Stands for the whole environment in rules that judge what is missing. */
  readonly environment: GraphResource;
  private readonly facts = new Map<string, unknown>();

  constructor(
    graph: ResourceGraph | GraphView,
    readonly tier: Tier,
    private readonly declarations: Declared = {},
  ) {
    // The engine registers in an order of its own: what a rule says of the first of several must not hang on it.
    this.view =
      graph instanceof GraphView
        ? graph
        : new GraphView([...graph.resources].sort(({ id: a }, { id: b }) => (a < b ? -1 : a > b ? 1 : 0)));
    this.environment = environmentResource(graph);
  }

  get resources(): readonly GraphResource[] {
    return this.view.resources;
  }

  /** Cloud resources of these types, components left out. */
  all(...types: readonly string[]): readonly GraphResource[] {
    return this.view.ofType(...types);
  }

  /** True where the environment is at this tier or a higher one. */
  atLeast(tier: Tier): boolean {
    return atLeast(this.tier, tier);
  }

  /** A declaration of the manifest; unknown where there is no manifest or it doesn't say. */
  declared<K extends keyof Declared>(what: K): NonNullable<Declared[K]> {
    const value = this.declarations[what];
    if (value === undefined) throw new UnseenValue(`${what}, which a manifest declares`);
    return value;
  }

  /** A declaration of the manifest, or undefined. */
  declares<K extends keyof Declared>(what: K): Declared[K] | undefined {
    return this.declarations[what];
  }

  /** The value as it stands in the graph, marks included; undefined where nothing is written. */
  peek(resource: GraphResource, path: string): unknown {
    return valueAt(resource.inputs, path);
  }

  /** True where something is written, be it unknown or secret. Empty lists, mappings and texts count as nothing. */
  has(resource: GraphResource, path: string): boolean {
    const value = this.peek(resource, path);
    if (value === undefined || value === "") return false;
    if (Array.isArray(value)) return value.length > 0;
    return typeof value !== "object" || value === null || Object.keys(value).length > 0;
  }

  value(resource: GraphResource, path: string): unknown {
    const value = this.peek(resource, path);
    if (isUnknown(value) || isSecret(value)) throw unseen(resource, path);
    return value;
  }

  text(resource: GraphResource, path: string): string | undefined {
    const value = this.value(resource, path);
    if (value === undefined || typeof value === "string") return value;
    if (typeof value === "number" || typeof value === "boolean") return String(value);
    throw unseen(resource, path);
  }

  /** States keep some numbers as text; a text that is no number is unknown. */
  number(resource: GraphResource, path: string): number | undefined {
    const value = this.value(resource, path);
    if (value === undefined || value === "") return undefined;
    const number = typeof value === "string" ? Number(value) : value;
    if (typeof number !== "number" || !Number.isFinite(number)) throw unseen(resource, path);
    return number;
  }

  flag(resource: GraphResource, path: string): boolean | undefined {
    const value = this.value(resource, path);
    if (value === undefined || typeof value === "boolean") return value;
    if (value === "true" || value === "false") return value === "true";
    throw unseen(resource, path);
  }

  /** Items of a list, which may be unknown one by one; a single mapping counts as a list of one. */
  list(resource: GraphResource, path: string): readonly unknown[] {
    const value = this.value(resource, path);
    if (value === undefined) return [];
    return Array.isArray(value) ? value : [value];
  }

  /** Texts of a list; unknown where one of them is. */
  texts(resource: GraphResource, path: string): readonly string[] {
    return this.list(resource, path).map((item, index) => {
      if (typeof item === "string" || typeof item === "number") return String(item);
      throw unseen(resource, `${path}[${index}]`);
    });
  }

  /**
   * The resources of a type that an input refers to, whether their ids are known or not.
   * Unknown where it refers to more than the graph shows: a value without a known origin, or an id that was not read.
   */
  follow(resource: GraphResource, path: string, ...types: readonly string[]): readonly GraphResource[] {
    const value = this.peek(resource, path);
    if (value === undefined) return [];
    const found = this.linked(resource, path, ...types);
    const wanted = countOf(value);
    if (found.length < wanted || (wanted === 0 && isUnknown(value) && found.length === 0)) throw unseen(resource, path);
    return found;
  }

  /** Like `follow`, but only what the graph shows: for rules where one is enough. */
  linked(resource: GraphResource, path: string, ...types: readonly string[]): readonly GraphResource[] {
    const top = stepsOf(path)[0];
    const found = this.view
      .from(resource)
      .filter(({ input, to }) => input === top && types.includes(to.type))
      .map(({ to }) => to);
    return [...new Set(found)];
  }

  /** Resources of these types that refer to this one, through any input or the one that is named. */
  referrers(resource: GraphResource, types: readonly string[], input?: string): readonly GraphResource[] {
    const found = this.view
      .to(resource)
      .filter(
        (edge) =>
          edge.by !== "order" && types.includes(edge.from.type) && (input === undefined || edge.input === input),
      )
      .map(({ from }) => from);
    return [...new Set(found)];
  }

  /** Resources of these types that this one refers to, through any input. */
  referred(resource: GraphResource, ...types: readonly string[]): readonly GraphResource[] {
    const found = this.view
      .from(resource)
      .filter(({ by, to }) => by !== "order" && types.includes(to.type))
      .map(({ to }) => to);
    return [...new Set(found)];
  }

  /** A derived fact, computed once. */
  fact<T>(name: string, compute: () => T): T {
    if (!this.facts.has(name)) this.facts.set(name, compute());
    return this.facts.get(name) as T;
  }
}

/** How many resources a value names: one a text or unknown item; an unknown whole counts as at least one. */
function countOf(value: unknown): number {
  if (isUnknown(value)) return 1;
  if (!Array.isArray(value)) return 1;
  return new Set(value.map((item, index) => (typeof item === "string" ? item : `#${index}`))).size;
}

function environmentResource({ resources }: ResourceGraph): GraphResource {
  return {
    id: "environment",
    type: "scalekit:index:Environment",
    name: "environment",
    stack: resources[0]?.stack ?? "",
    custom: false,
    inputs: {},
    dependsOn: [],
    references: {},
    ignoreChanges: [],
    protect: false,
    sources: {},
    transformed: [],
  };
}
