import type { GraphResource, ResourceGraph } from "../blueprints/graph/graph";
import { UNKNOWN } from "../blueprints/graph/values";
import type { Declared } from "./declared";

/** Written in a sample's inputs where a value comes from another of its resources: `ref("subnet-a")`. */
export interface Ref {
  readonly $ref: string;
}
export const ref = (name: string): Ref => ({ $ref: name });

/** One resource of an example, by hand: inputs as a program writes them. */
export interface SampleResource {
  readonly type: string;
  readonly name: string;
  /** Default eu-west-1. */
  readonly region?: string;
  /** Default: the region. */
  readonly stack?: string;
  /** Service or store of the manifest that it belongs to. */
  readonly part?: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly ignoreChanges?: readonly string[];
  readonly protect?: boolean;
}

/** A small environment: its resources, and what its manifest declares. */
export interface Sample {
  readonly resources: readonly SampleResource[];
  readonly declared?: Declared;
}

/** The graph of a sample, with references where `ref` stands and the values behind them unknown, as in a plan. */
export function graphOf({ resources }: Sample): ResourceGraph {
  const idOf = new Map(resources.map((resource) => [resource.name, `sample::${resource.type}::${resource.name}`]));
  return {
    resources: resources.map((resource): GraphResource => {
      const { type, name, region = "eu-west-1", part, ignoreChanges = [], protect = false } = resource;
      const references: Record<string, readonly string[]> = {};
      const inputs: Record<string, unknown> = {};
      for (const [input, value] of Object.entries(resource.inputs ?? {})) {
        const names = new Set<string>();
        inputs[input] = resolved(value, names);
        if (names.size > 0) references[input] = [...names].map((to) => idFor(to, idOf)).sort();
      }
      return {
        id: idFor(name, idOf),
        type,
        name,
        stack: resource.stack ?? region,
        ...(part !== undefined && { part }),
        region,
        custom: true,
        inputs,
        dependsOn: [...new Set(Object.values(references).flat())].sort(),
        references,
        ignoreChanges,
        protect,
        sources: {},
        transformed: [],
      };
    }),
  };
}

function idFor(name: string, ids: ReadonlyMap<string, string>): string {
  const id = ids.get(name);
  if (id === undefined) throw new Error(`the sample has no resource ${name}`);
  return id;
}

function resolved(value: unknown, names: Set<string>): unknown {
  if (Array.isArray(value)) return value.map((item) => resolved(item, names));
  if (typeof value !== "object" || value === null) return value;
  if ("$ref" in value && typeof value.$ref === "string") {
    names.add(value.$ref);
    return UNKNOWN;
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolved(item, names)]));
}
