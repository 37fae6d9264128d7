import type { Member } from "./outcome";

/** How clients try again after a request was dropped or refused. */
export interface RetryPolicy {
  /** Most tries after the first. */
  readonly retries: number;
  /** The wait before the first retry is anything up to this; it doubles with each (full jitter), up to the cap. */
  readonly baseSeconds: number;
  readonly capSeconds: number;
  /** Retries are no more than this share of the first tries, where clients keep a budget; 0 to 1. */
  readonly budget?: number;
  /** What the budget saves up at most: so many seconds of first tries. */
  readonly budgetSeconds: number;
}

/** What became of a station's clients. First tries = `came` - `retried`; `dropped` = tries again, come or pending, + `gaveUp`. */
export interface Retried {
  /** Tries after the first that came to the station. */
  readonly retried: number;
  /** Requests that were not tried again. */
  readonly gaveUp: number;
  /** Waits of clients that are not over at the end; they belong to the service, and are told with its last station. */
  readonly pending: number;
}

/** Where a retry goes: a share of each station of the service, in each step; and what share of it a scenario refuses. */
export interface Ways {
  shares(step: number): readonly number[];
  refused(at: number, step: number): number;
}

/**
 * The clients of one service: they come back to its stations, in whole requests. What comes back is known for each try, so that
 * nobody tries more often than the policy says. Jitter spreads evenly over the wait: no randomness.
 */
export class Clients {
  /** What is due in each step, by the number of the try after the first. */
  private readonly due: readonly Float64Array[];
  /** Of what came to each station in each step, how much was which retry. */
  private readonly tries: readonly (readonly Float64Array[])[];
  private readonly carry: Float64Array;
  private readonly carryRefused: Float64Array;
  private readonly retried: Float64Array;
  private readonly gaveUp: Float64Array;
  private late = 0;
  private tokens = 0;

  constructor(
    private readonly members: readonly Member[],
    private readonly policy: RetryPolicy,
    private readonly ways: Ways,
    private readonly steps: number,
    private readonly stepSeconds: number,
  ) {
    const row = (): Float64Array => new Float64Array(steps);
    const rows = (): readonly Float64Array[] => Array.from({ length: policy.retries }, row);
    this.due = rows();
    this.tries = members.map(rows);
    this.carry = new Float64Array(members.length);
    this.carryRefused = new Float64Array(members.length);
    this.retried = new Float64Array(members.length);
    this.gaveUp = new Float64Array(members.length);
    members.forEach(({ lane }, at) => {
      lane.lost = (step, came, from, until) => this.lose(at, step, came, from, until);
    });
  }

  /** Before each step: the budget grows with first tries, what a scenario refuses is lost, and what is due comes. */
  arrive(step: number): void {
    this.save(step);
    for (let at = 0; at < this.members.length; at++) {
      const refused = (this.members[at] as Member).stream.refusals?.[step] ?? 0;
      if (refused > 0) this.again(at, 0, refused, step);
    }
    for (let attempt = 0; attempt < this.policy.retries; attempt++) {
      const due = (this.due[attempt] as Float64Array)[step] as number;
      if (due > 0) this.divide(attempt, due, step);
    }
  }

  outcome(at: number): Retried {
    return {
      retried: this.retried[at] as number,
      gaveUp: this.gaveUp[at] as number,
      pending: at === this.members.length - 1 ? this.late : 0,
    };
  }

  private save(step: number): void {
    const { budget, budgetSeconds } = this.policy;
    if (budget === undefined) return;
    let first = 0;
    for (const { lane, stream } of this.members)
      first += (lane.accepted[step] as number) + (stream.refusals?.[step] ?? 0);
    // What is saved is for so many seconds as there are now; a quiet minute leaves nothing for a storm.
    const most = Math.max(first * budget * Math.max(1, budgetSeconds / this.stepSeconds), first * budget);
    this.tokens = Math.min(this.tokens + first * budget, most);
  }

  private divide(attempt: number, due: number, step: number): void {
    const shares = this.ways.shares(step);
    const last = Math.max(
      0,
      shares.findLastIndex((share) => share > 0),
    );
    let rest = due;
    for (let at = 0; at < this.members.length && rest > 0; at++) {
      const exact = due * (shares[at] ?? 0) + (this.carry[at] as number);
      const given = at === last ? rest : Math.min(rest, Math.floor(exact + 1e-9));
      this.carry[at] = at === last ? 0 : exact - given;
      rest -= given;
      if (given > 0) this.enter(at, attempt, given, step);
    }
  }

  /** A retry comes to a station, or is refused at once like what comes for the first time. */
  private enter(at: number, attempt: number, count: number, step: number): void {
    const { lane, stream } = this.members[at] as Member;
    this.retried[at] = (this.retried[at] as number) + count;
    const exact = count * this.ways.refused(at, step) + (this.carryRefused[at] as number);
    const refused = Math.min(count, Math.floor(exact + 1e-9));
    this.carryRefused[at] = exact - refused;
    if (refused > 0 && stream.refusals) {
      stream.refusals[step] = (stream.refusals[step] as number) + refused;
      stream.refused += refused;
      this.again(at, attempt + 1, refused, step);
    }
    const row = (this.tries[at] as readonly Float64Array[])[attempt] as Float64Array;
    row[step] = (row[step] as number) + count - refused;
    lane.accepted[step] = (lane.accepted[step] as number) + count - refused;
  }

  /** A part of what came in a step was dropped: first tries stand before the retries of the step. */
  private lose(at: number, step: number, came: number, from: number, until: number): void {
    const rows = this.tries[at] as readonly Float64Array[];
    const all = (this.members[at] as Member).lane.accepted[came] as number;
    let end = all;
    for (let attempt = rows.length - 1; attempt >= 0; attempt--) {
      const start = end - ((rows[attempt] as Float64Array)[came] as number);
      const lost = Math.min(until, end) - Math.max(from, start);
      if (lost > 0) this.again(at, attempt + 1, lost, step);
      end = start;
    }
    const first = Math.min(until, end) - from;
    if (first > 0) this.again(at, 0, first, step);
  }

  /** Requests that failed for the (n + 1)th time come again, or are given up. */
  private again(at: number, attempt: number, count: number, step: number): void {
    const { retries, budget, baseSeconds, capSeconds } = this.policy;
    const allowed = attempt >= retries ? 0 : budget === undefined ? count : Math.min(count, Math.floor(this.tokens));
    this.gaveUp[at] = (this.gaveUp[at] as number) + count - allowed;
    if (allowed === 0) return;
    if (budget !== undefined) this.tokens -= allowed;
    const wait = Math.min(capSeconds, baseSeconds * 2 ** attempt);
    const width = Math.max(1, Math.round(wait / this.stepSeconds));
    const row = this.due[attempt] as Float64Array;
    for (let on = 1; on <= width; on++) {
      const part = Math.floor((allowed * on) / width) - Math.floor((allowed * (on - 1)) / width);
      if (step + on < this.steps) row[step + on] = (row[step + on] as number) + part;
      else this.late += part;
    }
  }
}
