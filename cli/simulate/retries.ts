import { factValue } from "../../blueprints/capacity/fact";
import type { RetryPolicy } from "../../blueprints/capacity/retries";
import { percent } from "../../blueprints/manifest/units";
import { asked } from "./traffic";

export interface RetryFlags {
  readonly retries?: number;
  readonly "retry-budget"?: string;
}

/** More tries than this nobody waits for, and each costs memory. */
const MOST = 20;

/** How clients try again, as flags say; the waits are the documented ones of AWS's SDKs. @throws ScalekitError SK9007 */
export function retriesOf({ retries, "retry-budget": budget }: RetryFlags): RetryPolicy | undefined {
  if (retries === undefined) {
    if (budget !== undefined)
      throw asked("--retry-budget is about retries", "--retries beside it", "add for example --retries 2");
    return undefined;
  }
  if (!(Number.isInteger(retries) && retries >= 1 && retries <= MOST))
    throw asked(`--retries ${retries} is no number of retries`, `1 to ${MOST}`, "write for example --retries 2");
  const share = budget === undefined ? undefined : percent(budget);
  if (budget !== undefined && (share === undefined || share < 0 || share > 1))
    throw asked(
      `--retry-budget ${budget.slice(0, 80)} is no share`,
      "0% to 100%",
      "write for example --retry-budget 20%",
    );
  return {
    retries,
    baseSeconds: factValue("retryBase"),
    capSeconds: factValue("retryCap"),
    budgetSeconds: factValue("retryBudgetSeconds"),
    ...(share !== undefined && { budget: share }),
  };
}
