import type { Range } from "../../blueprints/cost/amount";
import type { Estimate } from "../../blueprints/cost/estimate";
import type { Source } from "../../blueprints/manifest/source";
import type { Tier } from "../../blueprints/tiers/tier";
import type { Inputs } from "../audit/state";
import type { Savings } from "./savings";
import type { SimulatedDay } from "./simulated";

/** What a month costs, in the form that all reporters read. */
export interface CostResult {
  /** The manifest's project, or what was read. */
  readonly project: string;
  /** Known where a manifest says them. */
  readonly environment?: string;
  readonly tier?: Tier;
  /** With --state: what was read instead of a plan. */
  readonly inputs?: Inputs;
  readonly estimate: Estimate;
  readonly total: Range;
  /** Every stack in the order in which it is made, those that cost nothing too. */
  readonly stacks: readonly { readonly name: string; readonly about: string }[];
  readonly budget?: Budget;
  readonly since?: CostSince;
  /** With --simulate: the expected instances follow from this day. */
  readonly simulated?: SimulatedDay;
  /** With --savings. */
  readonly savings?: Savings;
}

export interface Budget {
  /** US dollars a month. */
  readonly amount: number;
  readonly at: Source;
}

/** With --since: the same of the merge base. */
export interface CostSince {
  /** As the person wrote it. */
  readonly ref: string;
  readonly mergeBase: string;
  /** Absent where the merge base has no manifest that can be planned. */
  readonly before?: { readonly estimate: Estimate; readonly total: Range; readonly budget?: Budget };
  /** Why there is nothing to compare with. */
  readonly missing?: string;
}

/** What decides the exit status. */
export const overBudget = ({ budget, total }: Pick<CostResult, "budget" | "total">): boolean =>
  budget !== undefined && total.expected > budget.amount;
