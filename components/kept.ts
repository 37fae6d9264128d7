import * as pulumi from "@pulumi/pulumi";
import type { Kept } from "../blueprints/plan/plan";

/** By project and stack: programs of several stacks may run in one process at the same time. */
const byStack = new Map<string, ReadonlyMap<string, Kept>>();

const here = (): string => `${pulumi.getProject()}/${pulumi.getStack()}`;

/** What adopted resources of the running stack keep; every component's children ask for theirs. */
export function keep(all: readonly Kept[]): void {
  byStack.set(here(), new Map(all.map((kept) => [`${kept.type} ${kept.name}`, kept])));
}

/** What a child keeps; nothing for what was never adopted. */
export function keptOf(ctor: object, name: string): Kept | undefined {
  const all = byStack.size === 0 ? undefined : byStack.get(here());
  if (all === undefined || all.size === 0) return undefined;
  // The SDK's classes carry their token; their declarations hide it.
  const type: unknown = Reflect.get(ctor, "__pulumiType");
  return typeof type === "string" ? all.get(`${type} ${name}`) : undefined;
}

/** The same as a `transform` that sets these arguments and tells the engine to leave them alone. */
export function layOver({ set, ignoreChanges }: Kept, args: object, opts: pulumi.CustomResourceOptions): void {
  Object.assign(args, set);
  opts.ignoreChanges = [...new Set([...(opts.ignoreChanges ?? []), ...ignoreChanges])];
}
