import type { PlannedStack } from "../../../blueprints/plan/plan";
import type { RunContext } from "../../context";
import { openStack } from "../session";
import { breakStaleLocks } from "../state/stale-lock";
import type { Handed } from "./handed";
import { contained } from "./program";
import { runTasks } from "./schedule";
import type { RunSettings } from "./settings";
import { runStack, type StackRun } from "./stack-run";

/** What a program is told of this run. */
export const contextOf = (settings: RunSettings, handed: Handed): RunContext => ({
  handed: handed.all(),
  account: settings.plan.account,
  sandbox: settings.session.sandbox,
  ...(settings.endpoint !== undefined && { endpoint: settings.endpoint }),
});

/** Previews stacks, as many at once as `concurrency` allows: a preview changes nothing, so it waits for nobody. */
export async function previewStacks(
  settings: RunSettings,
  stacks: readonly PlannedStack[],
  handed: Handed,
  refresh: boolean,
): Promise<ReadonlyMap<string, StackRun>> {
  const runs = new Map<string, StackRun>();
  const byName = new Map(stacks.map((stack) => [stack.name, stack]));
  await runTasks(
    stacks.map(({ name }) => ({ name, after: [] })),
    {
      concurrency: settings.concurrency,
      signal: settings.signal,
      onSkipped: () => undefined,
      run: async (name) => {
        const planned = byName.get(name) as PlannedStack;
        const run = await runStack(name, "preview", settings, async (options) => {
          await breakStaleLocks(settings.session, name, (message) =>
            settings.observe({ kind: "notice", stack: name, message }),
          );
          const program = contained(settings.programFor(settings.plan, planned, contextOf(settings, handed)));
          const stack = await openStack(settings.session, name, program);
          const { policyPack } = settings.session;
          await stack.preview({ ...options, refresh, ...(policyPack !== undefined && { policyPacks: [policyPack] }) });
          return undefined;
        });
        runs.set(name, run);
        return run.status === "failed" || run.status === "cancelled" ? run.status : "ok";
      },
    },
  );
  return runs;
}
