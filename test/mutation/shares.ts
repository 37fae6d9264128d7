import type { Tier } from "../../blueprints/tiers/tier";

/**
 * Share of the mutants that break an environment which rules catch at least, by tier: what was reached, so that no change
 * loses it unseen. The aim is 0.95 at tiers scale and global; below them regions are few and nothing is held yet.
 */
const HELD: Readonly<Record<Tier, number>> = { starter: 0, growth: 0, scale: 0.95, global: 0.95 };

export const heldShare = (tier: Tier): number => HELD[tier];
