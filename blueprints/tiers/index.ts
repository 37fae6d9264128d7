import { engineDefaults } from "./engines";
import { global } from "./global";
import { growth } from "./growth";
import { scale } from "./scale";
import { sessionChoices, sessionDefaults } from "./sessions";
import { starter } from "./starter";
import type { Tier, TierDefault } from "./tier";

/** A tier's own defaults among those that are the same everywhere; where several hold for a path, the first wins. */
function withShared(own: readonly TierDefault[]): readonly TierDefault[] {
  return [...sessionChoices, ...own, ...engineDefaults, ...sessionDefaults];
}

/** Every default of each tier, flat. */
export const TIER_DEFAULTS: Readonly<Record<Tier, readonly TierDefault[]>> = {
  starter: withShared(starter),
  growth: withShared(growth),
  scale: withShared(scale),
  global: withShared(global),
};

/** What each tier is, in a sentence; `explain` and `init` show it. */
export const TIER_SUMMARIES: Readonly<Record<Tier, string>> = {
  starter: "one small instance of everything, in the shape that can grow to several regions without replacing anything",
  growth: "two zones serve, so that one may fail; steady CPU, a reader that takes over",
  scale:
    "three zones with spare capacity, scaling by load, a database proxy and more readers; a second region may wait",
  global: "several regions serve at once, with a global database and sessions in each; any region may be lost",
};
