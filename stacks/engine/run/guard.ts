import type { Change } from "./change";
import type { StackRun } from "./stack-run";
import { lostWith } from "./stateful";

/** A change that is not made unless its resource is named. */
export interface Refusal {
  readonly change: Change;
  /** What would be lost. */
  readonly loss: string;
}

/** Replacements and deletions of what holds data or is protected, but for those that were named by URN or logical name. */
export function refusals(changes: readonly Change[], allowed: readonly string[]): Refusal[] {
  return changes
    .filter(({ verb, stateful, protect }) => (verb === "replace" || verb === "delete") && (stateful || protect))
    .filter(({ urn, name }) => !allowed.includes(urn) && !allowed.includes(name))
    .map((change) => ({ change, loss: lostWith(change.type) ?? "it is protected" }));
}

/**
 * True where a preview failed for nothing but Pulumi's own protection. The guard above says the same with more words, and
 * a resource that was named is unprotected before the update.
 */
export const failedByProtectionOnly = (run: StackRun): boolean =>
  run.status === "failed" && run.errors.length > 0 && run.errors.every(({ message }) => PROTECTED.test(message));

const PROTECTED = /is currently marked for protection|because it is protected/;
