import type { Disturbance } from "./system";

export interface ScenarioInput {
  /** `region`, several at once (`zone+writer`), or a name of one's own. */
  readonly id: string;
  /** Where it strikes, as `prove` names places; without one where recovery takes longest. */
  readonly place?: string;
  readonly atSeconds: number;
  /** How long what failed stays away, where it does not come back by itself. */
  readonly forSeconds: number;
}

/** What a scenario does to the traffic. */
export interface Struck {
  readonly id: string;
  readonly place: string;
  readonly atSeconds: number;
  readonly disturbances: readonly Disturbance[];
  /** What happens when, in words. */
  readonly events: readonly { readonly atSeconds: number; readonly what: string }[];
}
