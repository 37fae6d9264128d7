import type { Tier } from "../../../blueprints/tiers/tier";
import { openEnvironment } from "./environment";
import type { RunSettings } from "./settings";
import { readState } from "./unprotect";

export interface StackState {
  readonly stack: string;
  /** Region, dns, global-data, edge… : the part of the name after the environment. */
  readonly key: string;
  readonly state: "up" | "missing" | "interrupted" | "leaving";
  readonly tier?: Tier;
  /** Resources at a provider; components and providers themselves are not counted. */
  readonly resources: number;
  readonly lastUpdate?: string;
  /** Operations that a killed run left open. */
  readonly pending: number;
}

export interface Status {
  readonly tier: { readonly recorded: Tier | undefined; readonly planned: Tier };
  readonly stacks: readonly StackState[];
  /** Everything planned is up at the planned tier, nothing is interrupted, nothing is leaving. */
  readonly green: boolean;
}

/** What is recorded of an environment, joined with its plan. Asks the backend only, not the cloud. */
export async function runStatus(settings: RunSettings): Promise<Status> {
  const { recorded, chosen, leaving, tier } = await openEnvironment(settings);
  const planned = settings.plan.tier;
  const names = [...chosen.map(({ name }) => name), ...leaving.map(({ name }) => name)];
  const gone = new Set(leaving.map(({ name }) => name));
  const stacks = await Promise.all(
    names.map(async (stack): Promise<StackState> => {
      const key = stack.slice(settings.plan.environment.length + 1);
      const known = recorded.get(stack);
      if (!known) return { stack, key, state: "missing", resources: 0, pending: 0 };
      const state = await readState(settings.session, stack);
      const resources = (state.resources ?? []).filter(
        ({ custom, type }) => custom === true && !type.startsWith("pulumi:"),
      ).length;
      const pending = state.pending_operations?.length ?? 0;
      const here = pending > 0 ? "interrupted" : resources === 0 ? "missing" : "up";
      return {
        stack,
        key,
        state: gone.has(stack) ? "leaving" : here,
        resources,
        pending,
        ...(known.tier && { tier: known.tier }),
        ...(known.lastUpdate !== undefined && { lastUpdate: known.lastUpdate }),
      };
    }),
  );
  const green = stacks.every((stack) => stack.state === "up" && stack.tier === planned);
  return { tier: { recorded: tier, planned }, stacks, green };
}
