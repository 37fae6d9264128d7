import type { Tier } from "../tiers/tier";

/** Where a person wrote a value. Lines and columns count from 1. */
export interface Written {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A value that the tier chose: `default` is the dotted manifest path that would override it. */
export interface TierChoice {
  readonly tier: Tier;
  readonly default: string;
  readonly reason: string;
}

/** How a value was computed from others: the formula in words and the manifest paths that went into it. */
export interface Derivation {
  readonly formula: string;
  readonly from: readonly string[];
}

/** Where a value came from. A derived value carries the source of its most telling origin plus the derivation. */
export type Source = (Written | TierChoice) & { readonly derived?: Derivation };

/** Sources by dotted path; the empty path is the fallback for everything below. */
export type Sources = Readonly<Record<string, Source>>;
