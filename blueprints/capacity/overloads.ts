/** What units do before which the line is longer than their health checks wait: they serve on, or are taken out. */
export const OVERLOADS = ["waits", "breaks"] as const;
export type Overload = (typeof OVERLOADS)[number];
