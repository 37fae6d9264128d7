/** Who is told of what: the alarms of a stack's own resources. */
export interface AlarmsArgs {
  /** Absent: the topic has no subscriber of ours. */
  readonly email?: string;
  /** Percent of requests that end in an error. */
  readonly errorPercent: number;
  /** Errors of the load balancer itself in five minutes. */
  readonly errorCount: number;
  readonly latencyP99Ms: number;
  /** How far a copy of another region's data may be behind. */
  readonly lagSeconds: number;
}

/** What the account may cost a month. */
export interface BudgetArgs {
  readonly monthlyUsd: number;
  /** Absent: its alerts go to a topic. */
  readonly email?: string;
}
