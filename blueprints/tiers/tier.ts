/** The four sizes of blueprint, in the order in which a system grows. */
export const TIERS = ["starter", "growth", "scale", "global"] as const;
export type Tier = (typeof TIERS)[number];

export const isTier = (text: string): text is Tier => TIERS.some((each) => each === text);

/** One default of a tier: the manifest path that it fills (with `*` for any name), its value and why it is that. */
export interface TierDefault {
  /** Dotted manifest path; `*` stands for each service or data store that the manifest names. */
  readonly path: string;
  /** In the form in which a person would write it in the manifest ("60s", "50%", 3, true). */
  readonly value: unknown;
  /** Holds only where a field beside it has one of these values: `{ engine: ["postgres"] }`. Which keys belong to which kind at all is manifest/kinds.ts. */
  readonly when?: Readonly<Record<string, readonly string[]>>;
  /** Why this tier has this value; shown by `scalekit plan --why` and `scalekit explain`. */
  readonly reason: string;
}

export const atLeast = (tier: Tier, floor: Tier): boolean => TIERS.indexOf(tier) >= TIERS.indexOf(floor);
