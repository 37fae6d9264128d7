import type { GraphResource } from "../../blueprints/graph/graph";
import { loadManifest } from "../../blueprints/manifest/load";
import type { Resolved } from "../../blueprints/manifest/manifest";
import { makePlan } from "../../blueprints/plan/make";
import type { EnvironmentLock, Plan, PlannedStack } from "../../blueprints/plan/plan";
import type { Problem } from "../../blueprints/problems/problem";
import type { Tier } from "../../blueprints/tiers/tier";
import { synthStack } from "../../stacks/synth/synth";
import { type Bounds, tooMany } from "./bounds";

/** One state of an environment: the manifest as it stands, or as it stood at the merge base. */
export interface SideInput {
  readonly text: Uint8Array | string;
  readonly file: string;
  /** What is locked of the environment, whose name is known once the manifest was read. */
  readonly lock: (environment: string) => EnvironmentLock;
  readonly environment?: string;
  readonly tier?: Tier;
}

export interface Planned {
  readonly resolved: Resolved;
  readonly plan: Plan;
  readonly lock: EnvironmentLock;
}

export function planSide({ text, file, lock, environment, tier }: SideInput): Planned | readonly Problem[] {
  const loaded = loadManifest(text, file, {
    ...(environment !== undefined && { environment }),
    ...(tier !== undefined && { tier }),
  });
  if (!loaded.ok) return loaded.problems;
  const known = lock(loaded.value.manifest.environment);
  return { resolved: loaded.value, plan: makePlan(loaded.value, known), lock: known };
}

/** Stacks whose graph is known already, by what decides it: a stack that a change leaves alone is not run twice. */
export class SynthCache {
  private readonly known = new Map<string, readonly GraphResource[]>();

  async graphOf({ plan, lock }: Planned, bounds: Bounds, checkpoint: () => void): Promise<GraphResource[]> {
    const resources: GraphResource[] = [];
    for (const stack of plan.stacks) {
      checkpoint();
      resources.push(...(await this.stack(plan, stack, lock)));
      if (resources.length > bounds.resources) throw tooMany(resources.length, bounds);
    }
    return resources;
  }

  private async stack(plan: Plan, stack: PlannedStack, lock: EnvironmentLock): Promise<readonly GraphResource[]> {
    const handed = lock.handed ?? {};
    const { project, environment, tier, account } = plan;
    // Without the lines of the manifest: they move, and what is made stays the same.
    const parts = stack.parts.map(({ sources: _, ...part }) => part);
    const key = JSON.stringify([project, environment, tier, account, handed, { ...stack, parts }]);
    const known = this.known.get(key);
    if (known) return known;
    const resources = await synthStack(plan, stack, { handed, account, sandbox: false });
    this.known.set(key, resources);
    return resources;
  }
}
