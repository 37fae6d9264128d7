import type { PolicyResource, ResourceValidationArgs } from "@pulumi/policy";
import * as wire from "@pulumi/policy/deserialize";
import type { GraphResource } from "../../blueprints/graph/graph";
import { currentType } from "../../blueprints/graph/readers/former-types";
import { joinPlan } from "../../blueprints/graph/readers/join-plan";
import { type WireValues, wireValues } from "../../blueprints/graph/readers/wire-values";

type Properties = Readonly<Record<string, unknown>>;
/** Takes the SDK's proxies off and writes secrets and assets as the engine sent them; the declarations leave it out. */
const { serializeProperties } = wire as unknown as {
  readonly serializeProperties: (properties: object) => Promise<Properties>;
};

/** What the engine showed of one resource's inputs, after the provider's Check. */
export interface SeenInputs extends WireValues {
  readonly providerRegion?: string;
}

/**
 * Inputs come resource by resource. Only what is handed to a remediation still has its secrets marked, so that is where
 * they are read; nothing is ever changed there.
 */
export async function seenInputs({ props, provider }: ResourceValidationArgs): Promise<SeenInputs> {
  const values = wireValues(await serializeProperties(props));
  if (!provider) return values;
  const { region } = wireValues(await serializeProperties(provider.props)).inputs;
  return typeof region === "string" ? { ...values, providerRegion: region } : values;
}

export interface EngineGraphOptions {
  /** The plan's name of an engine's stack. */
  readonly rename: (stack: string) => string;
  /** The same stack from the offline synth, where the pack was handed the plan. */
  readonly planned: readonly GraphResource[];
}

/**
 * The graph of the stack that the engine is at. Dependencies come with the whole stack at the end, whose properties are
 * outputs; inputs were seen before, resource by resource.
 */
export function engineGraph(
  resources: readonly PolicyResource[],
  inputs: ReadonlyMap<string, SeenInputs>,
  { rename, planned }: EngineGraphOptions,
): GraphResource[] {
  const plan = new Map(planned.map((resource) => [resource.id, resource]));
  const renamed = (urn: string): string =>
    urn.replace(/^urn:pulumi:([^:]*)/, (_, stack: string) => `urn:pulumi:${rename(stack)}`);
  const seen = resources.filter(isWanted).map((resource): GraphResource => {
    const { urn, type, name, parent, provider, opts } = resource;
    const id = renamed(urn);
    const own = inputs.get(urn);
    const references: Record<string, readonly string[]> = {};
    for (const [input, to] of Object.entries(resource.propertyDependencies))
      if (to.length > 0) references[input] = [...new Set(to.map((other) => renamed(other.urn)))].sort();
    const dependencies = [
      ...resource.dependencies.map((other) => renamed(other.urn)),
      ...Object.values(references).flat(),
    ];
    const region = typeof own?.inputs.region === "string" ? own.inputs.region : own?.providerRegion;
    return {
      id,
      type: currentType(type),
      name,
      stack: rename(stackOf(urn)),
      ...(parent && parent.type !== STACK_TYPE && { parent: renamed(parent.urn) }),
      ...(region !== undefined && { region }),
      custom: plan.get(id)?.custom ?? (provider !== undefined || type.startsWith("pulumi:providers:")),
      inputs: own?.inputs ?? {},
      dependsOn: [...new Set(dependencies)].sort(),
      references,
      ignoreChanges: opts.ignoreChanges,
      filled: own?.filled ?? [],
      protect: opts.protect,
      sources: {},
      transformed: [],
    };
  });
  return joinPlan(seen, planned);
}

const STACK_TYPE = "pulumi:pulumi:Stack";
export const stackOf = (urn: string): string => urn.slice("urn:pulumi:".length).split("::")[0] ?? "";

/** The stack itself and the providers that the engine makes by itself are nobody's resources. */
const isWanted = ({ type, name }: PolicyResource): boolean =>
  type !== STACK_TYPE && !(type.startsWith("pulumi:providers:") && /^default(_|$)/.test(name));
