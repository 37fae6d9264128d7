import type { TierDefault } from "./tier";

/** How other regions write sessions decides whether they are global, and the other way round; the same at every tier. */
export const sessionChoices: readonly TierDefault[] = [
  {
    path: "sessions.global",
    value: false,
    when: { otherRegionsWrite: ["regional"] },
    reason: "Regional sessions: each region has its own, and people sign in again after a failover.",
  },
];

export const sessionDefaults: readonly TierDefault[] = [
  {
    path: "sessions.otherRegionsWrite",
    value: "peering",
    when: { global: ["true"] },
    reason:
      "A Global Datastore takes writes in the primary region only. A write from another region takes a round trip there; reads stay near.",
  },
  {
    path: "sessions.otherRegionsWrite",
    value: "regional",
    when: { global: ["false"] },
    reason: "Each region that serves has sessions of its own, so there is nothing to write elsewhere.",
  },
];
