import type { Plan, PlannedStack, StackKind } from "../../blueprints/plan/plan";
import type { RunContext } from "../context";
import { appsProgram } from "./apps";
import { dnsProgram } from "./dns";
import { edgeProgram } from "./edge";
import { globalDataProgram } from "./global-data";
import type { StackProgram } from "./program";
import { regionProgram } from "./region";

const PROGRAMS: Readonly<Record<StackKind, StackProgram>> = {
  dns: dnsProgram,
  region: regionProgram,
  "global-data": globalDataProgram,
  apps: appsProgram,
  edge: edgeProgram,
};

/** The Pulumi program of one stack of a plan; its result becomes the stack's outputs. */
export function programFor(
  plan: Plan,
  stack: PlannedStack,
  context: RunContext,
): () => Promise<Record<string, unknown>> {
  return async () => PROGRAMS[stack.kind](plan, stack, context);
}
