import type { Tier } from "../../../blueprints/tiers/tier";
import type { Change } from "./change";
import { nameOf } from "./change";
import { announceControlPlanes, checkTier, type Environment, openEnvironment } from "./environment";
import { failedByProtectionOnly, type Refusal, refusals } from "./guard";
import { previewStacks } from "./previews";
import type { RunSettings } from "./settings";
import type { StackRun } from "./stack-run";
import { isStateful } from "./stateful";
import { readState } from "./unprotect";

export interface PreviewOptions extends RunSettings {
  /** Read the cloud first, so that drift is seen and put right. */
  readonly refresh?: boolean;
  readonly allowShrink?: boolean;
  /** URNs or logical names of stateful resources that may be replaced or deleted. */
  readonly allowReplace?: readonly string[];
}

/** What an `up` would do. */
export interface Preview {
  readonly tier: { readonly recorded: Tier | undefined; readonly planned: Tier };
  /** In the plan's order. */
  readonly stacks: readonly StackRun[];
  /** Stacks that left the manifest: everything in them would be deleted. */
  readonly leaving: readonly { readonly stack: string; readonly changes: readonly Change[] }[];
  readonly refusals: readonly Refusal[];
  /** Stacks whose preview failed for a reason other than the guard's. */
  readonly failed: readonly StackRun[];
  readonly cancelled: boolean;
}

export async function runPreview(options: PreviewOptions): Promise<Preview> {
  return previewEnvironment(options, await openEnvironment(options));
}

export async function previewEnvironment(options: PreviewOptions, environment: Environment): Promise<Preview> {
  checkTier(environment.tier, options.plan.tier, options.allowShrink === true);
  announceControlPlanes(options, environment.chosen);
  const runs = await previewStacks(options, environment.chosen, environment.handed, options.refresh === true);
  const leaving = await Promise.all(
    environment.leaving.map(async ({ name }) => ({ stack: name, changes: await deletions(options, name) })),
  );
  const stacks = environment.chosen.flatMap(({ name }) => runs.get(name) ?? []);
  const changes = [...stacks, ...leaving].flatMap((stack) => stack.changes);
  return {
    tier: { recorded: environment.tier, planned: options.plan.tier },
    stacks,
    leaving,
    refusals: refusals(changes, options.allowReplace ?? []),
    failed: stacks.filter((run) => run.status === "failed" && !failedByProtectionOnly(run)),
    cancelled: options.signal.aborted,
  };
}

/** Everything that destroying a stack deletes, from its state. */
export async function deletions(settings: RunSettings, stack: string): Promise<Change[]> {
  const { resources } = await readState(settings.session, stack);
  return (resources ?? [])
    .filter(({ custom, type }) => custom === true && !type.startsWith("pulumi:providers:"))
    .map(({ urn, type, protect }) => ({
      stack,
      urn,
      type,
      name: nameOf(urn),
      verb: "delete",
      properties: [],
      stateful: isStateful(type),
      protect: protect === true,
    }));
}

export const hasChanges = (preview: Preview): boolean =>
  preview.leaving.length > 0 ||
  preview.tier.recorded !== preview.tier.planned ||
  preview.stacks.some((run) => run.changes.length > 0 || run.outputsChange || run.pending);
