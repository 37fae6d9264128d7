import { availableParallelism } from "node:os";
import type { Plan, PlannedStack } from "../../../blueprints/plan/plan";
import { nearest } from "../../../blueprints/problems/nearest";
import { ScalekitError } from "../../../blueprints/problems/problem";
import type { RunContext } from "../../context";
import type { Program, Session } from "../session";
import type { Backend, RecordedStack } from "../state/backend";
import type { Observe } from "./event";

export type ProgramFor = (plan: Plan, stack: PlannedStack, context: RunContext) => Program;

/** What every operation needs. */
export interface RunSettings {
  readonly plan: Plan;
  readonly programFor: ProgramFor;
  readonly session: Session;
  /** Lock file in which what stacks hand on is noted (`scalekit.lock.json`; the sandbox has its own). */
  readonly lockFile: string;
  /** Plan names of stacks; empty is all. */
  readonly only: readonly string[];
  /** How many stacks at once. */
  readonly concurrency: number;
  /** AWS endpoint of an emulator. */
  readonly endpoint?: string | undefined;
  readonly observe: Observe;
  readonly signal: AbortSignal;
}

/** Measured: four engines at once keep two cores busy, more only take memory (about 150 MB each). */
export const defaultConcurrency = (): number => Math.min(4, availableParallelism() + 1);

/** Stacks that the backend records and the plan no longer has (DECISIONS 7), in an order in which they can be destroyed. */
export function leavingStacks(plan: Plan, backend: Backend): RecordedStack[] {
  const planned = new Set(plan.stacks.map(({ name }) => name));
  return backend.stacks.filter(({ name }) => !planned.has(name)).sort((a, b) => lateness(plan, b) - lateness(plan, a));
}

/** How late a stack is made: what is made last goes first. */
function lateness(plan: Plan, { name }: RecordedStack): number {
  const key = name.slice(plan.environment.length + 1);
  if (key === "edge") return 4;
  if (key.endsWith("-apps")) return 3;
  if (key === "global-data") return 1;
  return key === "dns" ? 0 : 2;
}

/**
 * The planned stacks that `--only` chooses. Stacks may be named by their key too: `eu-west-1` for `production-eu-west-1`.
 * @throws ScalekitError SK3012
 */
export function chosenStacks(plan: Plan, only: readonly string[]): PlannedStack[] {
  if (only.length === 0) return [...plan.stacks];
  const known = new Map(plan.stacks.flatMap((stack) => [[stack.name, stack] as const, [stack.key, stack] as const]));
  const chosen = new Set(
    only.map((name) => {
      const stack = known.get(name);
      if (stack) return stack;
      const near = nearest(name, [...known.keys()]);
      throw new ScalekitError({
        code: "SK3012",
        message: `--only ${name}: the plan has no such stack`,
        expected: plan.stacks.map((planned) => planned.name).join(", "),
        ...(near !== undefined && { nearest: near }),
        fix: near === undefined ? "`scalekit status` lists the stacks" : `did you mean ${near}?`,
      });
    }),
  );
  return plan.stacks.filter((stack) => chosen.has(stack));
}
