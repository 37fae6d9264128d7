import type { GraphResource } from "../graph/graph";
import { numberAt, textAt } from "./meter";

export const SCHEDULE = "aws:autoscaling/schedule:Schedule";

const DAY_MINUTES = 24 * 60;
const WEEK_MINUTES = 7 * DAY_MINUTES;

/**
 * Share of the week in which a group has instances, by its scheduled actions: an action with no more than zero instances stops
 * it until the next one. 1 where there is none, or one whose times are not understood.
 */
export function shareOn(actions: readonly GraphResource[]): number {
  const events = actions.map((action) => ({ at: minutesOf(textAt(action, "recurrence") ?? ""), off: stops(action) }));
  if (events.length === 0 || events.some(({ at }) => at === undefined)) return 1;
  const times = events.flatMap(({ at = [], off }) => at.map((minute) => ({ minute, off })));
  const sorted = times.sort((a, b) => a.minute - b.minute);
  const off = sorted.reduce((sum, event, index) => {
    const next = sorted[index + 1]?.minute ?? (sorted[0]?.minute ?? 0) + WEEK_MINUTES;
    return sum + (event.off ? next - event.minute : 0);
  }, 0);
  return 1 - off / WEEK_MINUTES;
}

const stops = (action: GraphResource): boolean =>
  numberAt(action, "maxSize") === 0 || numberAt(action, "desiredCapacity") === 0;

/**
 * Minutes of the week at which a cron expression of whole times fires: `0 20 * * 1-5`, with days as numbers, ranges and lists.
 * @returns undefined for any other expression
 */
export function minutesOf(cron: string): readonly number[] | undefined {
  const [, minute, hour, days] = /^(\d{1,2}) (\d{1,2}) \* \* ([\d,*-]+)$/.exec(cron.trim()) ?? [];
  const at = Number(hour) * 60 + Number(minute);
  const on = days === undefined ? undefined : daysOf(days);
  return on && at < DAY_MINUTES ? on.map((day) => day * DAY_MINUTES + at) : undefined;
}

function daysOf(text: string): readonly number[] | undefined {
  if (text === "*") return [0, 1, 2, 3, 4, 5, 6];
  const days = text.split(",").flatMap((part) => {
    const [, from, to = from] = /^([0-7])(?:-([0-7]))?$/.exec(part) ?? [];
    if (from === undefined || Number(to) < Number(from)) return [Number.NaN];
    return Array.from({ length: Number(to) - Number(from) + 1 }, (_, index) => (Number(from) + index) % 7);
  });
  return days.some(Number.isNaN) ? undefined : [...new Set(days)];
}
