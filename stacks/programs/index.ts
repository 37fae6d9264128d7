import type { Plan, PlannedStack, StackKind } from "../../blueprints/plan/plan";
import { keep } from "../../components/kept";
import type { RunContext } from "../context";
import type { StackProgram } from "./program";

/** Each is loaded when a stack of its kind is there: Kubernetes components, say, only where something runs on it. */
const PROGRAMS: Readonly<Record<StackKind, () => Promise<StackProgram>>> = {
  dns: async () => (await import("./dns.js")).dnsProgram,
  region: async () => (await import("./region.js")).regionProgram,
  "global-data": async () => (await import("./global-data.js")).globalDataProgram,
  apps: async () => (await import("./apps.js")).appsProgram,
  edge: async () => (await import("./edge.js")).edgeProgram,
};

/** The Pulumi program of one stack of a plan; its result becomes the stack's outputs. */
export function programFor(
  plan: Plan,
  stack: PlannedStack,
  context: RunContext,
): () => Promise<Record<string, unknown>> {
  return async () => {
    const program = await PROGRAMS[stack.kind]();
    keep(stack.kept ?? []);
    return program(plan, stack, context);
  };
}
