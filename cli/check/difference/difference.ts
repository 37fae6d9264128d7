import type { Range as Money } from "../../../blueprints/cost/amount";
import type { Range } from "../../../blueprints/recovery/range";
import type { Verdict } from "../../../blueprints/recovery/verdict";

/** What a change does besides what the rules say: to resources, to recovery and to the bill. It never decides the verdict. */
export interface Difference {
  readonly resources: ResourceDifference;
  readonly recovery: RecoveryDifference;
  readonly cost: CostDifference;
}

export interface ResourceDifference {
  readonly added: readonly PlannedResource[];
  readonly removed: readonly PlannedResource[];
  readonly changed: readonly (PlannedResource & {
    /** Top-level inputs that differ, or `options` where only the engine's options do. */
    readonly inputs: readonly string[];
  })[];
}
export interface PlannedResource {
  readonly id: string;
  readonly type: string;
  readonly address: string;
  readonly stack: string;
  /** True where something is lost with it that cannot be made again. */
  readonly stateful: boolean;
}

export interface RecoveryDifference {
  /** Scenarios whose typical times, or whose verdict, differ; with nothing to compare with all of them. */
  readonly scenarios: readonly ScenarioDifference[];
  /** Scenarios that miss an objective now, and whose risk is not accepted. */
  readonly missed: readonly string[];
  /** Why there is no proof of one side. */
  readonly missing?: string;
}
export interface ScenarioDifference {
  readonly id: string;
  /** Absent where the scenario cannot happen on that side: there is nothing that it could take away. */
  readonly before?: Recovered;
  readonly after?: Recovered;
}
export interface Recovered {
  /** Seconds; Infinity where a step waits for something that nobody here decides. */
  readonly rto: Range;
  readonly rpo: Range;
  readonly verdict: Verdict;
}

export interface CostDifference {
  /** US dollars a month; absent where there is nothing to compare with. */
  readonly before?: Money;
  readonly after: Money;
  /** The manifest's, in US dollars a month. */
  readonly budget?: number;
  /** Resources of the change whose price is not known: not in the sums. */
  readonly unpriced: number;
}
