import { createHash } from "node:crypto";

/**
 * `<identifier>-<suffix>`, cut to fit with a hash of the whole where it is too long, so that two long names stay two.
 * Neither end of the cut is a hyphen, which RDS and ElastiCache refuse at the end or doubled.
 */
export function suffixed(identifier: string, suffix: string, limit: number): string {
  const whole = `${identifier}-${suffix}`;
  if (whole.length <= limit) return whole;
  const hash = createHash("sha256").update(whole).digest("hex").slice(0, 8);
  return `${identifier.slice(0, limit - suffix.length - hash.length - 2).replace(/-+$/, "")}-${hash}-${suffix}`;
}

const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
const FIRST_HOUR = 3;
const HOURS = 4;

/** Daily, before any maintenance window: AWS refuses windows that overlap. */
export const BACKUP_WINDOW = "01:00-02:00";

/**
 * One hour a week, chosen by the store's identifier among 28 (seven days, 03:00 to 07:00 UTC). An identifier holds its
 * region, so the regions of one store seldom have the same hour, and it never changes, so neither does the window.
 */
export function maintenanceWindow(identifier: string): string {
  const slot = createHash("sha256").update(identifier).digest().readUInt32BE(0) % (DAYS.length * HOURS);
  const day = DAYS[slot % DAYS.length];
  const hour = FIRST_HOUR + Math.floor(slot / DAYS.length);
  const clock = (value: number) => `${String(value).padStart(2, "0")}:00`;
  return `${day}:${clock(hour)}-${day}:${clock(hour + 1)}`;
}
