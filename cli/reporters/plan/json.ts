import type { GraphResource, ResourceGraph } from "../../../blueprints/graph/graph";
import type { Source } from "../../../blueprints/manifest/source";
import type { Handover, Part, Plan, PlannedStack } from "../../../blueprints/plan/plan";
import type { Problem } from "../../../blueprints/problems/problem";
import { resourcesOf } from "./join";

/** What `scalekit plan --format json` prints; its schema is docs/schemas/plan.schema.json. Field names are a promise. */
export interface PlanDocument {
  readonly schemaVersion: "1";
  readonly project: string;
  readonly environment: string;
  readonly tier: string;
  readonly account: string;
  readonly stacks: readonly StackDocument[];
  readonly warnings: readonly Problem[];
  readonly totals: { readonly stacks: number; readonly resources: number };
}
interface StackDocument {
  readonly name: string;
  readonly key: string;
  readonly kind: string;
  readonly region: string;
  readonly role: string;
  readonly dependsOn: readonly string[];
  readonly parts: readonly PartDocument[];
  readonly resources: readonly ResourceDocument[];
  readonly needs: readonly Handover[];
  readonly controlPlanes: PlannedStack["controlPlanes"];
}
interface PartDocument {
  readonly name: string;
  readonly kind: string;
  readonly args: unknown;
  /** By dotted path into `args`; the empty path holds for everything else. */
  readonly sources: Readonly<Record<string, Source>>;
}
interface ResourceDocument {
  readonly type: string;
  readonly name: string;
  /** Null for what a stack has besides its parts. */
  readonly part: string | null;
  /** Why it is there: the manifest value or tier default that asked for it. */
  readonly source: Source | null;
}

/** The plan and its resources as one document of plain data. */
export function planJson(plan: Plan, graph: ResourceGraph): PlanDocument {
  const stacks = plan.stacks.map((stack) => stackJson(stack, graph));
  return {
    schemaVersion: "1",
    project: plan.project,
    environment: plan.environment,
    tier: plan.tier,
    account: plan.account,
    stacks,
    warnings: plan.warnings,
    totals: { stacks: stacks.length, resources: stacks.reduce((sum, { resources }) => sum + resources.length, 0) },
  };
}

function stackJson(stack: PlannedStack, graph: ResourceGraph): StackDocument {
  const { name, key, kind, region, role, dependsOn, needs, controlPlanes } = stack;
  return {
    name,
    key,
    kind,
    region,
    role,
    dependsOn,
    parts: stack.parts.map(({ name: part, kind: partKind, args, sources }: Part) => ({
      name: part,
      kind: partKind,
      args,
      sources,
    })),
    resources: resourcesOf(graph, stack).map(resourceJson),
    needs,
    controlPlanes,
  };
}

const resourceJson = ({ type, name, part, sources }: GraphResource): ResourceDocument => ({
  type,
  name,
  part: part ?? null,
  source: sources[""] ?? Object.values(sources)[0] ?? null,
});
