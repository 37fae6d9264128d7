import type { Outcome, Problem } from "../../problems/problem";
import type { GraphResource, ResourceGraph } from "../graph";
import { isRecord } from "../values";
import { currentInputs, currentType } from "./former-types";
import { wireValues } from "./wire-values";

/** One resource of a deployment, as far as it is read; both versions have the same fields. */
interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly custom: boolean;
  readonly id?: string;
  readonly parent?: string;
  readonly provider?: string;
  readonly protect?: boolean;
  readonly external?: boolean;
  readonly delete?: boolean;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly dependencies?: readonly string[];
  readonly propertyDependencies?: Readonly<Record<string, readonly string[] | null>>;
  readonly ignoreChanges?: readonly string[];
}

export interface StateOptions {
  /** Name that messages call the text by. */
  readonly file?: string;
  /** Name that the graph gives the stack, in ids too: the plan's, where the state's own differs (the sandbox's prefix). */
  readonly stack?: string;
}

const STACK_TYPE = "pulumi:pulumi:Stack";
const VERSIONS = [3, 4];

/**
 * The graph of what `pulumi stack export` writes, or of a checkpoint of a file backend. Secrets are marked and their
 * content dropped; what only the provider's Check filled is in `filled`.
 */
export function readPulumiState(text: string, options: StateOptions = {}): Outcome<ResourceGraph> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return refuse(options, "is no JSON");
  }
  const { version, resources } = deploymentIn(parsed);
  if (!Array.isArray(resources)) return refuse(options, "holds no deployment with resources");
  if (version !== undefined && !VERSIONS.includes(version))
    return refuse(options, `has version ${version}, which is not one that scalekit reads`);
  const wrong = resources.findIndex((resource) => !isStateResource(resource));
  if (wrong >= 0) return refuse(options, `has an entry ${wrong} under resources that is no resource`);
  return { ok: true, value: { resources: graphOf(resources as StateResource[], options) }, warnings: [] };
}

function graphOf(states: readonly StateResource[], { stack }: StateOptions): GraphResource[] {
  const live = states.filter((state) => state.delete !== true && state.external !== true);
  const regions = providerRegions(live);
  const renamed = (urn: string): string =>
    stack === undefined ? urn : urn.replace(/^urn:pulumi:[^:]*/, `urn:pulumi:${stack}`);
  return live.filter(isWanted).map((state): GraphResource => {
    const { inputs: written, filled } = wireValues(state.inputs ?? {});
    const references: Record<string, readonly string[]> = {};
    for (const [input, urns] of Object.entries(state.propertyDependencies ?? {}))
      if (urns && urns.length > 0) references[input] = [...new Set(urns.map(renamed))].sort();
    const dependencies = [...(state.dependencies ?? []).map(renamed), ...Object.values(references).flat()];
    const region = regionOf(state, regions);
    return {
      id: renamed(state.urn),
      type: currentType(state.type),
      name: nameOf(state.urn),
      stack: stack ?? stackOf(state.urn),
      ...(state.parent === undefined || typeOf(state.parent) === STACK_TYPE ? {} : { parent: renamed(state.parent) }),
      ...(region !== undefined && { region }),
      custom: state.custom,
      inputs: currentInputs(state.type, written),
      dependsOn: [...new Set(dependencies)].sort(),
      references,
      ignoreChanges: state.ignoreChanges ?? [],
      filled,
      outputs: { ...wireValues(state.outputs ?? {}).inputs, ...(state.id !== undefined && { id: state.id }) },
      protect: state.protect === true,
      sources: {},
      transformed: [],
    };
  });
}

/** The stack itself and the providers that the engine makes by itself are nobody's resources. */
const isWanted = ({ type, urn }: StateResource): boolean =>
  type !== STACK_TYPE && !(type.startsWith("pulumi:providers:") && /^default(_|$)/.test(nameOf(urn)));

function providerRegions(states: readonly StateResource[]): ReadonlyMap<string, string> {
  const regions = new Map<string, string>();
  for (const { type, urn, id, inputs } of states) {
    if (type.startsWith("pulumi:providers:") && typeof inputs?.region === "string")
      regions.set(`${urn}::${id}`, inputs.region);
  }
  return regions;
}

/** A resource's own region where it says one, else its ARN's, else its provider's. */
function regionOf(
  { inputs, outputs, provider }: StateResource,
  regions: ReadonlyMap<string, string>,
): string | undefined {
  for (const region of [inputs?.region, outputs?.region])
    if (typeof region === "string" && region !== "") return region;
  const fromArn = typeof outputs?.arn === "string" ? outputs.arn.split(":")[3] : undefined;
  return fromArn || (provider === undefined ? undefined : regions.get(provider));
}

/** `stack export` (version and deployment), a checkpoint (version, checkpoint.latest), or a deployment by itself. */
function deploymentIn(parsed: unknown): { readonly version?: number; readonly resources?: unknown } {
  if (!isRecord(parsed)) return {};
  const checkpoint = isRecord(parsed.checkpoint) ? parsed.checkpoint.latest : undefined;
  const deployment = [parsed.deployment, checkpoint].find(isRecord);
  const version = typeof parsed.version === "number" ? { version: parsed.version } : {};
  if (deployment) return { ...version, resources: deployment.resources ?? [] };
  // The checkpoint of a stack that never ran.
  if (isRecord(parsed.checkpoint)) return { ...version, resources: [] };
  return { ...version, resources: parsed.resources };
}

const isStateResource = (value: unknown): value is StateResource =>
  isRecord(value) &&
  typeof value.urn === "string" &&
  value.urn.startsWith("urn:pulumi:") &&
  typeof value.type === "string" &&
  typeof value.custom === "boolean" &&
  (value.inputs === undefined || isRecord(value.inputs)) &&
  (value.outputs === undefined || isRecord(value.outputs)) &&
  (value.dependencies === undefined || isTexts(value.dependencies)) &&
  (value.ignoreChanges === undefined || isTexts(value.ignoreChanges)) &&
  (value.propertyDependencies === undefined ||
    (isRecord(value.propertyDependencies) &&
      Object.values(value.propertyDependencies).every((urns) => urns === null || isTexts(urns))));

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((item) => typeof item === "string");

const stackOf = (urn: string): string => urn.slice("urn:pulumi:".length).split("::")[0] ?? "";
const typeOf = (urn: string): string => urn.split("::")[2]?.split("$").at(-1) ?? "";
const nameOf = (urn: string): string => urn.split("::").slice(3).join("::");

function refuse({ file = "the state" }: StateOptions, what: string): Outcome<ResourceGraph> {
  const problem: Problem = {
    code: "SK3017",
    message: `${file} ${what}`,
    expected: "what `pulumi stack export` writes (deployment version 3 or 4), or a checkpoint of a file backend",
    fix: "write it again with `pulumi stack export --file state.json`",
  };
  return { ok: false, problems: [problem] };
}
