import type { Written } from "../../manifest/source";
import type { Loss } from "../failure";
import type { ScenarioId } from "../scenario-ids";
import type { Step } from "../step";

/** A scenario that people wrote down themselves. */
export interface OwnScenario {
  readonly id: string;
  readonly title: string;
  /** Built-in scenarios that strike with it. */
  readonly fails: readonly Strike[];
  readonly steps: readonly Step[];
  /** Share of requests that fail until its steps are over, 0 to 1. */
  readonly errors: number;
  readonly losses: readonly Loss[];
  /** A miss is a risk that is taken. */
  readonly accepted?: boolean;
}

export interface Strike {
  readonly scenario: ScenarioId;
  /** Only there; everywhere where it is absent. */
  readonly place?: string;
  /** Where it was written. */
  readonly at?: Written;
}
