import type { Change } from "./change";
import { destroyStack } from "./destroy-stack";
import { type Environment, openEnvironment } from "./environment";
import { deletions } from "./preview";
import { runTasks, type Task } from "./schedule";
import type { RunSettings } from "./settings";
import { lostWith } from "./stateful";
import { type RunResult, type StackResult, statusOf } from "./up";

export interface DestroyOptions extends RunSettings {
  /** Lift protection in Pulumi and in the cloud first. Without it, stateful resources are named and nothing is deleted. */
  readonly unprotect: boolean;
  readonly confirm: (plan: DestroyPlan) => Promise<boolean>;
}

export interface DestroyPlan {
  /** Everything that would be deleted, in the order of stacks in which it goes. */
  readonly changes: readonly Change[];
  /** What holds data or is protected, with what is lost. */
  readonly stateful: readonly { readonly change: Change; readonly loss: string }[];
  readonly stacks: readonly string[];
}

export interface DestroyResult extends RunResult {
  readonly plan: DestroyPlan;
}

/** Destroys an environment, or the stacks of `--only`, in the reverse order of their making (DECISIONS 22). */
export async function runDestroy(options: DestroyOptions): Promise<DestroyResult> {
  const environment = await openEnvironment(options);
  const tasks = destroyTasks(options, environment);
  const plan = await planDestroy(options, tasks);
  const nothing = (status: RunResult["status"]): DestroyResult => ({ status, stacks: [], plan });
  if (tasks.length === 0) return nothing("unchanged");
  if (plan.stateful.length > 0 && !options.unprotect) return nothing("refused");
  if (!(await options.confirm(plan))) return nothing(options.signal.aborted ? "cancelled" : "declined");
  const results = new Map<string, StackResult>();
  await runTasks(tasks, {
    concurrency: options.concurrency,
    signal: options.signal,
    onSkipped: (stack, status, because) => {
      results.set(stack, { stack, status, ...(because !== undefined && { because }) });
    },
    run: async (stack) => {
      const run = await destroyStack(options, stack, { unprotect: options.unprotect });
      results.set(stack, { stack, status: run.status === "unchanged" ? "done" : run.status, run });
      if (run.status === "failed" || run.status === "cancelled") return run.status;
      environment.handed.drop(stack);
      return "ok";
    },
  });
  const stacks = tasks.flatMap(({ name }) => results.get(name) ?? []);
  return { status: statusOf(stacks), stacks, plan };
}

/** Stacks that exist, each after all that depend on it; what left the manifest goes before everything that it may use. */
function destroyTasks({ plan }: RunSettings, { recorded, chosen, leaving }: Environment): Task[] {
  const leavers = leaving.map(({ name }) => name);
  const planned = chosen.filter(({ name }) => recorded.has(name)).reverse();
  return [
    ...leavers.map((name): Task => ({ name, after: [], lane: "leaving" })),
    ...planned.map(({ name }): Task => {
      const dependents = plan.stacks.filter(({ dependsOn }) => dependsOn.includes(name)).map((stack) => stack.name);
      return { name, after: [...dependents, ...leavers] };
    }),
  ];
}

async function planDestroy(options: RunSettings, tasks: readonly Task[]): Promise<DestroyPlan> {
  const changes = (await Promise.all(tasks.map(({ name }) => deletions(options, name)))).flat();
  const stateful = changes
    .filter((change) => change.stateful || change.protect)
    .map((change) => ({ change, loss: lostWith(change.type) ?? "it is protected" }));
  return { changes, stateful, stacks: tasks.map(({ name }) => name) };
}
