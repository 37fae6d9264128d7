const DAY_MINUTES = 24 * 60;
export const WEEK_MINUTES = 7 * DAY_MINUTES;

/**
 * Minutes of the week at which a cron expression of whole times fires: `0 20 * * 1-5`, with days as numbers, ranges and lists.
 * @returns undefined for any other expression
 */
export function minutesOf(cron: string): readonly number[] | undefined {
  const [, minute, hour, days] = /^(\d{1,2}) (\d{1,2}) \* \* ([\d,*-]+)$/.exec(cron.trim()) ?? [];
  const at = Number(hour) * 60 + Number(minute);
  const on = days === undefined || Number(minute) > 59 || Number(hour) > 23 ? undefined : daysOf(days);
  return on?.map((day) => day * DAY_MINUTES + at);
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

/** Something that is switched on or off at minutes of the week. */
export interface Switch {
  readonly at: readonly number[];
  readonly off: boolean;
}

/** Share of the week in which something is on; 1 where nothing switches it. */
export function shareOf(switches: readonly Switch[]): number {
  const times = switches.flatMap(({ at, off }) => at.map((minute) => ({ minute, off })));
  const sorted = times.sort((a, b) => a.minute - b.minute);
  const off = sorted.reduce((sum, event, index) => {
    const next = sorted[index + 1]?.minute ?? (sorted[0]?.minute ?? 0) + WEEK_MINUTES;
    return sum + (event.off ? next - event.minute : 0);
  }, 0);
  return 1 - off / WEEK_MINUTES;
}

/** Hours of a week's 168, to a tenth. */
export const hoursOf = (share: number): number => Math.round(share * 1680) / 10;
