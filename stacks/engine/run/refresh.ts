import { openStack } from "../session";
import { settlePending } from "../state/pending";
import { breakStaleLocks } from "../state/stale-lock";
import { openEnvironment } from "./environment";
import { runTasks } from "./schedule";
import type { RunSettings } from "./settings";
import { runStack, type StackRun } from "./stack-run";

export interface RefreshResult {
  /** Every stack that exists, planned or leaving; `changes` are the resources that differ from the state. */
  readonly stacks: readonly StackRun[];
  readonly cancelled: boolean;
}

/** Compares the state with the cloud and changes nothing. A deleted or altered resource is a change of its stack. */
export const runDrift = (settings: RunSettings): Promise<RefreshResult> => compare(settings, "drift");

/** Takes what the cloud says into the state. */
export const runRefresh = (settings: RunSettings): Promise<RefreshResult> => compare(settings, "refresh");

async function compare(settings: RunSettings, operation: "drift" | "refresh"): Promise<RefreshResult> {
  const { recorded, chosen, leaving } = await openEnvironment(settings);
  const names = [...chosen.map(({ name }) => name), ...leaving.map(({ name }) => name)].filter(
    (name) => (recorded.get(name)?.resources ?? 0) > 0,
  );
  const runs = new Map<string, StackRun>();
  await runTasks(
    names.map((name) => ({ name, after: [] })),
    {
      concurrency: settings.concurrency,
      signal: settings.signal,
      onSkipped: () => undefined,
      run: async (name) => {
        const run = await runStack(name, operation, settings, async (options) => {
          const say = (message: string) => settings.observe({ kind: "notice", stack: name, message });
          await breakStaleLocks(settings.session, name, say);
          const stack = await openStack(settings.session, name, async () => ({}));
          if (operation === "refresh") await settlePending(settings.session, stack, say);
          await stack.refresh({ ...options, previewOnly: operation === "drift" });
          return undefined;
        });
        runs.set(name, run);
        return run.status === "failed" || run.status === "cancelled" ? run.status : "ok";
      },
    },
  );
  return { stacks: names.flatMap((name) => runs.get(name) ?? []), cancelled: settings.signal.aborted };
}
