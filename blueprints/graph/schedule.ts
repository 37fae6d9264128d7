import { minutesOf, shareOf } from "../cron";
import type { GraphResource } from "./graph";
import { valueAt } from "./values";
import type { GraphView } from "./view";

/** An action that changes the sizes of a group of instances at certain times. */
export const SCHEDULE = "aws:autoscaling/schedule:Schedule";

/** Scheduled actions of a group. */
export const actionsOf = (group: GraphResource, view: GraphView): readonly GraphResource[] =>
  view.ofType(SCHEDULE).filter(({ references }) => references.autoscalingGroupName?.includes(group.id));

/**
 * Share of the week in which a group has instances, by its scheduled actions: an action with no more than zero instances stops
 * it until the next one. 1 where there is none, or one whose times are not understood.
 */
export function shareOn(actions: readonly GraphResource[]): number {
  const switches = actions.flatMap((action) => {
    const recurrence = valueAt(action.inputs, "recurrence");
    const at = typeof recurrence === "string" ? minutesOf(recurrence) : undefined;
    return at ? [{ at, off: stops(action) }] : [];
  });
  return switches.length < actions.length ? 1 : shareOf(switches);
}

/** True for an action that leaves no instance. */
export const stops = (action: GraphResource): boolean =>
  isNone(valueAt(action.inputs, "maxSize")) || isNone(valueAt(action.inputs, "desiredCapacity"));

/** Some states keep numbers as text. */
const isNone = (size: unknown): boolean => size === 0 || size === "0";
