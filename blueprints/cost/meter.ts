import type { GraphResource } from "../graph/graph";
import { valueAt } from "../graph/values";
import type { GraphView } from "../graph/view";
import type { Source } from "../manifest/source";
import type { Range } from "./amount";
import type { DeclaredTraffic } from "./traffic";
import type { UsageFacts } from "./usage";

/** Why a quantity is what it is. */
export type Basis =
  /** A setting of the resource; `at` is the manifest line or the tier's default that it came from. */
  | { readonly kind: "setting"; readonly text: string; readonly at?: Source }
  /** Follows from the traffic that the manifest declares, perhaps with an assumption. */
  | { readonly kind: "traffic"; readonly text: string }
  /** Follows from a simulation of the traffic; `at` is the setting that bounds it. */
  | { readonly kind: "simulated"; readonly text: string; readonly at?: Source }
  | { readonly kind: "assumed"; readonly text: string };

/** What a meter says of a resource: so much of what has this price. */
export interface Usage {
  readonly service: string;
  readonly what: string;
  /** Id in the price file. */
  readonly price: string;
  /** Id of a price that is no lower, where the first is not known. */
  readonly atMost?: string;
  readonly quantity: Range;
  readonly basis: Basis;
  /** Where the price holds, if not in the resource's own region. */
  readonly region?: string;
}

/** What costs something that is not known. */
export interface Unpriceable {
  readonly service: string;
  readonly what: string;
  readonly reason: string;
}

export interface MeterContext {
  readonly view: GraphView;
  readonly traffic: DeclaredTraffic;
  readonly usage: UsageFacts;
}

/** All that a resource of one type is billed for. */
export type Meter = (resource: GraphResource, context: MeterContext) => readonly (Usage | Unpriceable)[];
export type Meters = Readonly<Record<string, Meter>>;

export const regionOf = (resource: GraphResource): string => resource.region ?? "";

/** A number among the inputs; undefined where it is absent or not known yet. */
export function numberAt(resource: GraphResource, path: string): number | undefined {
  const value = valueAt(resource.inputs, path);
  if (typeof value === "number") return value;
  return typeof value === "string" && value.trim() !== "" && Number.isFinite(Number(value)) ? Number(value) : undefined;
}

export function textAt(resource: GraphResource, path: string): string | undefined {
  const value = valueAt(resource.inputs, path);
  return typeof value === "string" ? value : undefined;
}

export function listAt(resource: GraphResource, path: string): readonly unknown[] {
  const value = valueAt(resource.inputs, path);
  return Array.isArray(value) ? value : [];
}

/** Where a setting came from, or what made the resource. */
export function setting(resource: GraphResource, text: string, path = ""): Basis {
  const at = resource.sources[path] ?? resource.sources[""];
  return { kind: "setting", text, ...(at && { at }) };
}

export const assumed = ({ reason }: { readonly reason: string }): Basis => ({ kind: "assumed", text: reason });

/** Resources of a type that a resource's input refers to. */
export function referred(
  { view }: MeterContext,
  resource: GraphResource,
  input: string,
  type: string,
): readonly GraphResource[] {
  return (resource.references[input] ?? []).flatMap((id) => {
    const found = view.resource(id);
    return found?.type === type ? [found] : [];
  });
}
