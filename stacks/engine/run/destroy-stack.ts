import { openStack } from "../session";
import { exportState, settlePending } from "../state/pending";
import { breakStaleLocks } from "../state/stale-lock";
import { asRecorded, replay } from "./replay";
import type { RunSettings } from "./settings";
import { runStack, type StackRun } from "./stack-run";
import { unprotect } from "./unprotect";

/**
 * Deletes everything in one stack, and the stack. Protection is lifted first where that was asked for; a resource that a
 * killed run was just making in the sandbox is adopted first, so that nothing is left over.
 */
export async function destroyStack(
  settings: RunSettings,
  name: string,
  { unprotect: lift }: { readonly unprotect: boolean },
): Promise<StackRun> {
  const { session } = settings;
  const say = (message: string) => settings.observe({ kind: "notice", stack: name, message });
  const prepared = await prepare(settings, name, lift, say);
  if (prepared) return prepared;
  return runStack(name, "destroy", settings, async (options) => {
    const stack = await openStack(session, name, async () => ({}));
    await stack.destroy({ ...options, remove: true });
    return undefined;
  });
}

/** @returns a run only where preparing failed, so that the destroy is not begun */
async function prepare(
  settings: RunSettings,
  name: string,
  lift: boolean,
  say: (message: string) => void,
): Promise<StackRun | undefined> {
  const { session } = settings;
  const failed = (run: StackRun | undefined) =>
    run?.status === "failed" || run?.status === "cancelled" ? run : undefined;
  const ready = await runStack(name, "unprotect", { ...settings, observe: quietly(settings) }, async (options) => {
    await breakStaleLocks(session, name, say);
    const state = await exportState(await openStack(session, name, async () => ({})));
    const half = (state.pending_operations ?? [])
      .filter(({ type }) => type === "creating")
      .map(({ resource }) => resource.urn);
    if (session.sandbox && half.length > 0) {
      const stack = await openStack(session, name, replay(state, half, asRecorded));
      await stack.up({ ...options, target: half });
    } else {
      await settlePending(session, await openStack(session, name, async () => ({})), say);
    }
    return undefined;
  });
  return failed(ready) ?? (lift ? failed(await unprotect(settings, name)) : undefined);
}

/** Preparing is no operation of its own to a person: only what goes wrong is told. */
const quietly =
  ({ observe }: RunSettings): RunSettings["observe"] =>
  (event) => {
    if (event.kind === "diagnostic" || event.kind === "notice") observe(event);
  };
