import type { Units } from "./scaling";
import { CAUSES, type Cause, type Station } from "./system";

/** A station while it runs. Requests are whole and keep their order; `head` is how far into that order the work has come. */
export class Lane {
  /** Requests that came so far. */
  came = 0;
  served = 0;
  dropped = 0;
  /** Request-seconds in line: the area under the queue. */
  area = 0;
  /** Request-seconds that those who left the line had waited, counted request by request. */
  waited = 0;
  mostQueued = 0;
  mostQueuedStep = -1;
  longestWait = 0;
  saturatedStep = -1;
  saturatedSteps = 0;
  saturatedCause: Cause = "detecting";
  /** Requests a second that wanted to be served and could be, in the first step in which not all were. */
  saturatedDemand = 0;
  saturatedLimit = 0;
  drainedStep = -1;
  /** Units that are out because they failed their health checks. */
  broken = 0;
  /** By the order of CAUSES. */
  readonly drops = new Float64Array(CAUSES.length);
  /** Told of those who are served, as `lost` is of others. */
  took?: (step: number, came: number, from: number, until: number) => void;
  /** Told of those who are dropped: now, the step in which they came, and their places among those who came in it. */
  lost?: (step: number, came: number, from: number, until: number) => void;
  private head = 0;
  private due = 0;
  private headStep = 0;
  private headUntil = 0;
  private readonly patience: number;

  constructor(
    readonly station: Station,
    readonly accepted: Float64Array,
    readonly units: Units,
    /** Units that serve, after what a scenario takes and connections refuse. */
    readonly serving: Int32Array | Float64Array,
    private readonly stepSeconds: number,
  ) {
    this.patience = Math.max(1, Math.round(station.patienceSeconds / stepSeconds));
  }

  get queued(): number {
    return this.came - this.served - this.dropped;
  }

  /** Waits of those that are still in line after so many steps, for Little's law. */
  waitingStill(steps: number): number {
    let waited = 0;
    let until = this.headUntil;
    let position = Math.floor(this.head);
    for (let step = this.headStep; position < this.came; step++) {
      until += this.accepted[step] as number;
      if (until <= position) continue;
      waited += (until - position) * (steps - step) * this.stepSeconds;
      position = until;
    }
    return waited;
  }

  /** Steps that the first of the line has stood there, after a step; only where somebody does. */
  oldest(step: number): number {
    const first = Math.floor(this.head);
    for (;;) {
      const end = this.headUntil + (this.accepted[this.headStep] as number);
      if (end > first || this.headStep >= step) return step - this.headStep;
      this.headUntil = end;
      this.headStep++;
    }
  }

  /** Takes in what comes in a step. @returns what could be served of it and of the line, if nothing else limits it */
  want(step: number): number {
    this.came += this.accepted[step] as number;
    const line = this.came - this.head;
    const room = (this.serving[step] as number) * this.station.unitRps * this.stepSeconds;
    return Math.min(line, room);
  }

  /** Serves so much, drops who waited too long, and keeps account of the rest. */
  move(step: number, amount: number, bound: boolean): void {
    const all = this.came - this.head;
    if (amount >= all && this.headStep === step) {
      // Nobody waited and nobody does: the common case.
      const came = this.accepted[step] as number;
      this.served += came;
      if (came > 0) this.took?.(step, step, 0, came);
      this.head = this.came;
      this.leave(step);
      return;
    }
    this.slow(step, amount >= all ? this.came : this.head + amount, bound);
  }

  private slow(step: number, until: number, bound: boolean): void {
    const from = Math.floor(this.head);
    const whole = Math.floor(until);
    this.served += whole - from;
    this.walk(step, from, whole, this.took);
    this.head = until;
    if (step >= this.patience) this.due += this.accepted[step - this.patience] as number;
    this.expire(step, whole, bound);
    const queue = this.came - Math.floor(this.head);
    if (queue === 0) {
      this.drainedStep = step;
      this.headStep = step + 1;
      this.headUntil = this.came;
      return;
    }
    this.area += queue * this.stepSeconds;
    this.note(step, queue, bound, until - from);
  }

  /** All before this step is done: the line begins with the next. */
  private leave(step: number): void {
    if (step >= this.patience) this.due += this.accepted[step - this.patience] as number;
    this.headStep = step + 1;
    this.headUntil = this.came;
  }

  private expire(step: number, whole: number, bound: boolean): void {
    const gone = this.due - whole;
    if (gone <= 0) return;
    this.dropped += gone;
    const cause = CAUSES.indexOf(this.causeAt(step, bound));
    this.drops[cause] = (this.drops[cause] as number) + gone;
    this.walk(step, whole, this.due, this.lost);
    this.head = this.due;
  }

  /** Counts the waits of those from one place of the order to another, step by step of their coming. */
  private walk(step: number, from: number, until: number, told?: Lane["lost"]): void {
    for (let position = from; position < until; ) {
      // `headUntil` is the place up to which all that came before `headStep` stands.
      const end = this.headUntil + (this.accepted[this.headStep] as number);
      if (end <= position) {
        this.headUntil = end;
        this.headStep++;
        continue;
      }
      const leaving = Math.min(end, until) - position;
      const wait = (step - this.headStep) * this.stepSeconds;
      this.waited += leaving * wait;
      if (wait > this.longestWait) this.longestWait = wait;
      told?.(step, this.headStep, position - this.headUntil, position - this.headUntil + leaving);
      position += leaving;
    }
  }

  private note(step: number, queue: number, bound: boolean, moved: number): void {
    this.saturatedSteps++;
    if (queue > this.mostQueued) [this.mostQueued, this.mostQueuedStep] = [queue, step];
    if (this.saturatedStep !== -1) return;
    this.saturatedStep = step;
    this.saturatedCause = this.causeAt(step, bound);
    this.saturatedDemand = (this.accepted[step] as number) / this.stepSeconds;
    // Where a store is short, what it let through; else what the units could.
    this.saturatedLimit = bound ? moved / this.stepSeconds : (this.serving[step] as number) * this.station.unitRps;
  }

  private causeAt(step: number, bound: boolean): Cause {
    if (bound) return "store";
    const { scaling, connected, granted } = this.station;
    const [wanted, ready, serving] = [this.units.wanted[step], this.units.ready[step], this.serving[step]] as [
      number,
      number,
      number,
    ];
    const room = connected?.units ?? Number.POSITIVE_INFINITY;
    const whole = serving + this.broken;
    if (this.breaksMost(step, whole)) return "broken";
    if (whole < Math.min(ready, room)) return "scenario";
    if (whole < ready) return "connections";
    if (ready >= scaling.most) return granted === undefined ? "full" : "quota";
    return wanted > ready ? "booting" : "detecting";
  }

  /** True where units that are out would carry at least as much as would be missing with them. */
  private breaksMost(step: number, whole: number): boolean {
    const { unitRps } = this.station;
    const missing = (this.accepted[step] as number) / this.stepSeconds - whole * unitRps;
    return this.broken > 0 && this.broken * unitRps >= missing;
  }
}
