import facts from "../facts/usage.json";

/** What a bill depends on and no manifest says: volumes a month and sizes, at three loads. */
export type UsageFacts = typeof facts;

/** The guesses that are checked in (facts/usage.json). */
export const USAGE: UsageFacts = facts;
