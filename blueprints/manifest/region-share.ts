import { atLeast, type Tier } from "../tiers/tier";

export interface RegionShare {
  /** Part of the whole traffic, 0 to 1. */
  readonly share: number;
  readonly words: string;
}

/**
 * Share of the whole traffic that one region must be ready for. Active-passive: all of it, in either region.
 * Active-active: an equal part; at tier global the part that is left to each when one region is gone.
 * @param regions how many there are, the primary with them
 */
export function shareOfEach(regions: number, routing: unknown, tier: Tier): RegionShare {
  if (regions <= 1) return { share: 1, words: "the one region" };
  if (routing !== "active-active")
    return { share: 1, words: "all traffic, which whichever region is active carries alone" };
  if (atLeast(tier, "global"))
    return {
      share: 1 / (regions - 1),
      words: `1/${regions - 1} of the traffic, as when one of ${regions} regions is gone`,
    };
  return { share: 1 / regions, words: `1/${regions} of the traffic` };
}
