import type { PartKind } from "../../blueprints/plan/parts";
import type { Part, PartOf, Plan, PlannedStack } from "../../blueprints/plan/plan";
import type { RunContext } from "../context";

/** Registers a stack's resources and returns its outputs. */
export type StackProgram = (plan: Plan, stack: PlannedStack, context: RunContext) => Record<string, unknown>;

/** The parts of one kind, in the plan's order. */
export function partsOf<K extends PartKind>(stack: PlannedStack, kind: K): PartOf<K>[] {
  return stack.parts.filter((part: Part): part is Part & PartOf<K> => part.kind === kind);
}

/** The one part of a kind that every stack of this sort has. */
export function partOf<K extends PartKind>(stack: PlannedStack, kind: K): PartOf<K> {
  const [part] = partsOf(stack, kind);
  if (!part) throw new Error(`the plan of stack ${stack.name} lacks a part of kind ${kind}`);
  return part;
}

/** Tags that every taggable resource of an environment carries. */
export function environmentTags(plan: Plan, stack: PlannedStack): Record<string, string> {
  return { "scalekit:project": plan.project, "scalekit:environment": plan.environment, "scalekit:stack": stack.key };
}
