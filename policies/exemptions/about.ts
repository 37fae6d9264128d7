/** Findings about exemptions themselves: their ids can be given a level and are explained like rules. */
export const EXEMPTION_RULES = [
  "policy/exemption-expired",
  "policy/exemption-unused",
  "policy/exemption-too-broad",
] as const;
export type ExemptionRule = (typeof EXEMPTION_RULES)[number];

export const EXEMPTION_ABOUT: Readonly<Record<ExemptionRule, { readonly title: string; readonly fix: string }>> = {
  "policy/exemption-expired": {
    title: "An exemption holds until its day and no longer",
    fix: "put right what it excused, or agree on a new day with its owner and write that",
  },
  "policy/exemption-unused": {
    title: "An exemption excuses something that is there",
    fix: "remove it: nothing needs it, and it would hide what comes later",
  },
  "policy/exemption-too-broad": {
    title: "An exemption excuses one known thing",
    fix: "write the address of the one resource that is meant",
  },
};
