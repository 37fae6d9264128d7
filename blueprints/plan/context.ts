import type { Manifest, Resolved } from "../manifest/manifest";
import type { Source } from "../manifest/source";
import { type Names, namesOf } from "./names";
import type { PartArgs, PartKind } from "./parts";
import { type EnvironmentLock, type PartOf, PLACEHOLDER_ACCOUNT } from "./plan";
import { nodePorts, rulePriorities } from "./stable-numbers";

/** What every part of an environment's plan is made from. */
export interface PlanContext {
  readonly manifest: Manifest;
  readonly lock: EnvironmentLock;
  readonly account: string;
  readonly names: Names;
  /** Primary first. */
  readonly regions: readonly string[];
  /** Node port of a service on Kubernetes. */
  nodePort(service: string): number;
  /** Listener rule priority of a service. */
  priority(service: string): number;
  /** Where the value at a manifest path (of the written form) came from. */
  at(path: string): Source;
  /** Source of a value that is computed from others; the first path is the most telling one. */
  derived(formula: string, first: string, ...others: readonly string[]): Source;
  /** Source of a value that scalekit fixes whatever the manifest says, with the reason. */
  fixed(reason: string): Source;
}

/** The same, for one region. */
export interface RegionContext extends PlanContext {
  readonly region: string;
  readonly role: "primary" | "secondary";
}

export function planContext(resolved: Resolved, lock: EnvironmentLock): PlanContext {
  const { manifest } = resolved;
  const derived: PlanContext["derived"] = (formula, first, ...others) => ({
    ...resolved.sourceOf(first),
    derived: { formula, from: [first, ...others] },
  });
  const services = Object.entries(manifest.services);
  return {
    manifest,
    lock,
    account: lock.account ?? manifest.account ?? PLACEHOLDER_ACCOUNT,
    names: namesOf(manifest.name, manifest.environment),
    regions: [manifest.regions.primary, ...manifest.regions.secondaries],
    nodePort: numberOf(nodePorts(services.filter(([, { runs }]) => runs === "kubernetes").map(([name]) => name))),
    priority: numberOf(rulePriorities(Object.fromEntries(services.map(([name, { paths }]) => [name, paths])))),
    at: (path) => resolved.sourceOf(path),
    derived,
    fixed: (reason) => ({ ...resolved.sourceOf("name"), derived: { formula: reason, from: [] } }),
  };
}

function numberOf(numbers: ReadonlyMap<string, number>): (service: string) => number {
  return (service) => {
    const number = numbers.get(service);
    if (number === undefined) throw new Error(`no service ${service} of that kind is in the manifest`);
    return number;
  };
}

export const inRegion = (plan: PlanContext, region: string): RegionContext => ({
  ...plan,
  region,
  role: region === plan.manifest.regions.primary ? "primary" : "secondary",
});

/** A source for each argument (more for paths below it where they differ): the compiler asks for a new argument's source. */
export type ArgSources<K extends PartKind> = { readonly [A in RequiredKeys<PartArgs[K]>]: Source } & Readonly<
  Record<string, Source>
>;
type RequiredKeys<T> = { [A in keyof T]-?: undefined extends T[A] ? never : A }[keyof T];

/** Puts a part together; the fallback source is that of the manifest entry that asks for the part. */
export function makePart<K extends PartKind>(
  kind: K,
  name: string,
  fallback: Source,
  args: PartArgs[K],
  sources: ArgSources<K>,
): PartOf<K> {
  return { kind, name, args, sources: { "": fallback, ...sources } };
}
