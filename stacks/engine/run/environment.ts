import type { PlannedStack } from "../../../blueprints/plan/plan";
import { ScalekitError } from "../../../blueprints/problems/problem";
import { TIERS, type Tier } from "../../../blueprints/tiers/tier";
import { type Backend, type RecordedStack, readBackend, recordedTier } from "../state/backend";
import { Handed } from "./handed";
import { chosenStacks, leavingStacks, type RunSettings } from "./settings";

/** An environment as a run finds it: what is planned, joined with what the backend records (DECISIONS 7). */
export interface Environment {
  readonly backend: Backend;
  readonly recorded: ReadonlyMap<string, RecordedStack>;
  /** Tier that the environment runs at; undefined before the first up. */
  readonly tier: Tier | undefined;
  readonly chosen: readonly PlannedStack[];
  /** Empty where `--only` chooses stacks. */
  readonly leaving: readonly RecordedStack[];
  readonly handed: Handed;
}

export async function openEnvironment(settings: RunSettings): Promise<Environment> {
  const chosen = chosenStacks(settings.plan, settings.only);
  for (const problem of settings.session.place.warnings) settings.observe({ kind: "warning", problem });
  const backend = await readBackend(settings.session);
  return {
    backend,
    recorded: new Map(backend.stacks.map((stack) => [stack.name, stack])),
    tier: recordedTier(backend.stacks),
    chosen,
    leaving: settings.only.length > 0 ? [] : leavingStacks(settings.plan, backend),
    handed: await Handed.open(settings, backend),
  };
}

/**
 * @throws ScalekitError SK3008 where the plan's tier is lower than the recorded one (DECISIONS 6)
 */
export function checkTier(recorded: Tier | undefined, planned: Tier, allowShrink: boolean): void {
  if (recorded === undefined || allowShrink || TIERS.indexOf(planned) >= TIERS.indexOf(recorded)) return;
  throw new ScalekitError(
    {
      code: "SK3008",
      message: `the environment runs at tier ${recorded}, and ${planned} is lower`,
      fix: `use tier ${recorded}, or say --allow-shrink`,
    },
    1,
  );
}

/** Which other regions' control planes changing the chosen stacks needs (DECISIONS 21); said before a partial run. */
export function announceControlPlanes(settings: RunSettings, chosen: readonly PlannedStack[]): void {
  if (settings.only.length === 0) return;
  for (const stack of chosen) {
    for (const { region, reason } of stack.controlPlanes)
      settings.observe({
        kind: "notice",
        stack: stack.name,
        message: `needs the control plane of ${region}: ${reason}`,
      });
  }
}
