import type { GraphResource } from "../../../blueprints/graph/graph";
import { importId, isImportable } from "../../../blueprints/graph/import-id";
import { isRecord, isSecret, isUnknown } from "../../../blueprints/graph/values";
import { groupBy } from "../../../blueprints/group-by";
import type { Kept, Plan, PlannedStack } from "../../../blueprints/plan/plan";
import { addressOf } from "../../../policies/address";
import type { Match } from "../../../policies/audit/adopt/compare";
import { textAt } from "../../../policies/audit/infer/look";
import { keptBy } from "./keep";

/** One entry of the file that `pulumi import --file` reads (pulumi 3.246, pkg/cmd/pulumi/operations/import.go, importSpec). */
interface ImportSpec {
  readonly type: string;
  /** Unique in the file. */
  readonly name: string;
  readonly logicalName: string;
  readonly id?: string;
  readonly parent?: string;
  readonly provider?: string;
  readonly component?: true;
}

interface ImportFile {
  /** URNs by the names that parents and providers are called by. */
  readonly nameTable: Readonly<Record<string, string>>;
  readonly resources: readonly ImportSpec[];
  /** Settings of providers that the stack does not have yet. */
  readonly providerInputs: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export interface Adoption {
  /** Import files by stack. */
  readonly files: readonly {
    readonly stack: string;
    readonly name: string;
    readonly text: string;
    readonly resources: number;
  }[];
  /** By key of the stack: what stays as it was. */
  readonly kept: Readonly<Record<string, readonly Kept[]>>;
  /** What is there and cannot be adopted, with the reason. */
  readonly left: readonly { readonly address: string; readonly why: string }[];
}

/** The files that adopt what a plan has in common with a state, one a stack, and what each resource keeps. */
export function adopt(plan: Plan, planned: readonly GraphResource[], matches: readonly Match[]): Adoption {
  const left: { address: string; why: string }[] = [];
  const regions = new Map(plan.stacks.map(({ name, region }) => [name, region]));
  const adoptable = matches.flatMap((match) => {
    const found = idOf(match, regions.get(match.planned.stack));
    if ("why" in found) left.push({ address: addressOf(match.existing), why: found.why });
    return "id" in found ? [{ match, id: found.id }] : [];
  });
  const byStack = groupBy(adoptable, ({ match }) => match.planned.stack);
  const stacks = plan.stacks.flatMap((stack) => {
    const own = byStack.get(stack.name) ?? [];
    const resources = planned.filter((each) => each.stack === stack.name);
    const { file, without } = stackFile(plan, stack, resources, own);
    left.push(...without);
    const taken = own.filter(({ match }) => !without.some(({ address }) => address === addressOf(match.existing)));
    return taken.length === 0 ? [] : [{ stack, file, taken }];
  });
  return {
    files: stacks.map(({ stack, file, taken }) => ({
      stack: stack.name,
      name: `${stack.name}.import.json`,
      text: `${JSON.stringify(file, null, 2)}\n`,
      resources: taken.length,
    })),
    kept: Object.fromEntries(stacks.map(({ stack, taken }) => [stack.key, taken.map(({ match }) => keptBy(match))])),
    left,
  };
}

function idOf(
  { planned, existing }: Match,
  ofStack: string | undefined,
): { readonly id: string } | { readonly why: string } {
  if (!isImportable(existing.type)) return { why: "its type cannot be imported: the first run makes it anew" };
  const id = importId(existing.type, (name) => textAt(existing, name));
  return id === undefined || id.length > 2048
    ? { why: "the input does not show the id that it is imported by (a template has none)" }
    : { id: inOtherRegion(planned, ofStack) ? `${id}@${planned.region}` : id };
}

/** A resource may say another region than its provider; the import then says it behind the id (Terraform AWS provider 6, enhanced region support). */
const inOtherRegion = ({ inputs, region }: GraphResource, ofStack: string | undefined): boolean =>
  typeof inputs.region === "string" && region !== ofStack;

interface Adoptable {
  readonly match: Match;
  readonly id: string;
}

function stackFile(
  plan: Plan,
  stack: PlannedStack,
  planned: readonly GraphResource[],
  adoptable: readonly Adoptable[],
): { readonly file: ImportFile; readonly without: Adoption["left"] } {
  const byId = new Map(planned.map((each) => [each.id, each]));
  const ids = new Map(adoptable.map(({ match, id }) => [match.planned, id]));
  const providers = new Map(
    planned
      .filter(({ type }) => type.startsWith("pulumi:providers:"))
      .map((provider) => [provider.type.slice("pulumi:providers:".length), provider]),
  );
  const without: { address: string; why: string }[] = [];
  for (const { match } of adoptable) {
    const provider = providers.get(packageOf(match.planned));
    if (!provider || isKnown(provider.inputs)) continue;
    ids.delete(match.planned);
    without.push({
      address: addressOf(match.existing),
      why: `the settings of stack ${stack.name}'s ${packageOf(match.planned)} provider are only known once other stacks are up`,
    });
  }
  const wanted = withParents([...ids.keys()], byId);
  const names = namesOf(planned.filter((each) => wanted.has(each)));
  const used = new Set<string>();
  const resources = planned
    .filter((each) => wanted.has(each))
    .map((each): ImportSpec => {
      const parent = each.parent === undefined ? undefined : names.get(byId.get(each.parent) as GraphResource);
      const id = ids.get(each);
      const provider = each.custom && providers.has(packageOf(each)) ? packageOf(each) : undefined;
      if (provider !== undefined) used.add(provider);
      return {
        type: each.type,
        name: names.get(each) ?? each.name,
        logicalName: each.name,
        ...(id !== undefined && { id }),
        ...(parent !== undefined && { parent }),
        ...(provider !== undefined && { provider }),
        ...(!each.custom && { component: true as const }),
      };
    });
  const table = [...used].map((name) => [name, providers.get(name)] as const);
  return {
    file: {
      nameTable: Object.fromEntries(table.map(([name, provider]) => [name, urnOf(plan, stack, provider)])),
      resources,
      providerInputs: Object.fromEntries(table.map(([name, provider]) => [name, provider?.inputs ?? {}])),
    },
    without,
  };
}

const packageOf = ({ type }: GraphResource): string => type.split(":")[0] ?? "";

const urnOf = (plan: Plan, stack: PlannedStack, provider: GraphResource | undefined): string =>
  `urn:pulumi:${stack.name}::${plan.project}::${provider?.type}::${provider?.name}`;

function isKnown(value: unknown): boolean {
  if (isUnknown(value) || isSecret(value)) return false;
  if (Array.isArray(value)) return value.every(isKnown);
  return !isRecord(value) || Object.values(value).every(isKnown);
}

/** Resources with the components that hold them. */
function withParents(
  resources: readonly GraphResource[],
  byId: ReadonlyMap<string, GraphResource>,
): ReadonlySet<GraphResource> {
  const all = new Set<GraphResource>();
  for (const resource of resources)
    for (
      let at: GraphResource | undefined = resource;
      at && !all.has(at);
      at = at.parent === undefined ? undefined : byId.get(at.parent)
    )
      all.add(at);
  return all;
}

/** Names that differ within the file: the logical name, with the class where others share it. */
function namesOf(resources: readonly GraphResource[]): ReadonlyMap<GraphResource, string> {
  const names = new Map<GraphResource, string>();
  const taken = new Set<string>(["aws", "cloudflare", "kubernetes", "random"]);
  for (const resource of resources) {
    const wanted = `${resource.name}-${resource.type.split(":").at(-1)}`;
    let name = wanted;
    for (let count = 2; taken.has(name); count++) name = `${wanted}-${count}`;
    taken.add(name);
    names.set(resource, name);
  }
  return names;
}
