import type { Tier } from "../../blueprints/tiers/tier";

/** Least shares of the mutants that break an environment which are caught, 0 to 1. */
export interface Held {
  readonly graphs: number;
  readonly manifests: number;
  /** Of graphs and manifests taken together. */
  readonly together: number;
}

const NOTHING: Held = { graphs: 0, manifests: 0, together: 0 };

/**
 * What was reached, rounded down, so that no change loses it unseen. The aim is 0.95 at tiers scale and global; below them
 * regions are few and nothing is held yet.
 */
const HELD: Readonly<Record<Tier, Held>> = {
  starter: NOTHING,
  growth: NOTHING,
  scale: { graphs: 0.99, manifests: 0.84, together: 0.97 },
  global: { graphs: 0.99, manifests: 0.88, together: 0.98 },
};

export const heldShares = (tier: Tier): Held => HELD[tier];
