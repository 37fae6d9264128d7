import type { Check } from "./check";
import type { Lane } from "./lane";

/** What too long a line did to a station's units, or would have done. */
export interface Broken {
  /** When the first unit failed its health check for good. */
  readonly atSeconds: number;
  /** False where units were only watched: nothing was taken out. */
  readonly acted: boolean;
  /** Most units that were out at once, and how many went in all. */
  readonly most: number;
  readonly taken: number;
  /** When the last was back; undefined where some are out at the end. */
  readonly backAtSeconds?: number;
}

/**
 * Takes units out that fail their health checks because the line before them is longer than a check waits. Each unit is asked
 * once in an interval, and the moments are spread evenly over it. Requests in line keep their place: those that are left serve
 * them. Everything follows from the line: no randomness.
 */
export class Breaker {
  /** Units that serve, by when in the interval they are asked, and by how many checks in a row they have failed. */
  private readonly counts: Int32Array;
  private readonly phases: number;
  private readonly failures: number;
  private readonly backSteps: number;
  private serving = 0;
  private out = 0;
  /** Units that began to serve in this step. */
  private fresh = 0;
  /** Units that come back, in the order of time. */
  private readonly due: { step: number; units: number }[] = [];
  private first = 0;
  private active = false;
  private firstStep = -1;
  private lastStep = -1;
  private most = 0;
  private taken = 0;

  /**
   * @param room units that would serve if none were taken out; the lane's own row is written to
   * @param acts false: nothing is taken out, only told
   */
  constructor(
    private readonly lane: Lane,
    private readonly check: Check,
    private readonly room: Int32Array,
    private readonly row: Int32Array,
    private readonly acts: boolean,
    private readonly stepSeconds: number,
  ) {
    const { intervalSeconds, failures, backSeconds } = check;
    this.phases = Math.max(1, Math.round(intervalSeconds / stepSeconds));
    // A step that is longer than an interval holds several checks.
    this.failures = Math.max(1, Math.ceil((failures * intervalSeconds) / (this.phases * stepSeconds) - 1e-9));
    this.backSteps = Math.max(1, Math.ceil(backSeconds / stepSeconds));
    this.counts = new Int32Array(this.phases * this.failures);
  }

  /** Before each step, with the line as the last one left it. */
  step(step: number): void {
    if (!this.active) {
      // Of what is only watched the first unit that would go is all that is told.
      if (this.lane.queued === 0 || (!this.acts && this.firstStep !== -1)) return;
      this.begin(step);
    }
    const room = this.room[step] as number;
    const fails = this.waitSeconds(room) > this.check.timeoutSeconds;
    this.comeBack(step, fails);
    this.adapt(step, Math.max(0, room - this.out));
    this.ask(step, fails);
    if (this.acts) {
      const serving = this.open ? room : this.serving;
      this.row[step] = serving;
      this.lane.broken = room - serving;
    }
    if ((this.out === 0 && this.lane.queued === 0) || (!this.acts && this.firstStep !== -1)) this.end();
  }

  get broken(): Broken | undefined {
    if (this.firstStep === -1) return undefined;
    const { stepSeconds, out, lastStep, most, taken, acts } = this;
    return {
      atSeconds: this.firstStep * stepSeconds,
      acted: acts,
      most,
      taken,
      ...(acts && out === 0 && { backAtSeconds: lastStep * stepSeconds }),
    };
  }

  /** All are out and yet they serve. */
  private get open(): boolean {
    return this.check.failsOpen && this.serving === 0;
  }

  private begin(step: number): void {
    const units = this.room[Math.max(0, step - 1)] as number;
    this.counts.fill(0);
    for (let phase = 0; phase < this.phases; phase++)
      this.counts[phase * this.failures] =
        Math.floor((units * (phase + 1)) / this.phases) - Math.floor((units * phase) / this.phases);
    this.serving = units;
    this.active = true;
  }

  private end(): void {
    this.active = false;
    this.lane.broken = 0;
  }

  /** How long a check waits that comes now. */
  private waitSeconds(room: number): number {
    const units = this.open ? room : this.serving;
    return units === 0 ? Number.POSITIVE_INFINITY : this.lane.queued / (units * this.lane.station.unitRps);
  }

  private comeBack(step: number, fails: boolean): void {
    for (; this.first < this.due.length; this.first++) {
      const next = this.due[this.first] as { step: number; units: number };
      if (next.step > step) return;
      if (this.open && fails) {
        // They serve although they are out, and pass no check as long as the line is too long.
        next.step = step + this.phases;
        return;
      }
      this.out -= next.units;
      this.lastStep = step;
    }
    this.due.length = 0;
    this.first = 0;
  }

  /** Units that are new are asked for the first time an interval later; those that scaling takes leave evenly. */
  private adapt(step: number, wanted: number): void {
    const { phases, failures, counts } = this;
    const phase = step % phases;
    // What comes now stands behind this step's check, so that it is not among those that are asked in it.
    this.fresh = Math.max(0, wanted - this.serving);
    for (let on = 1; this.serving > wanted; on++) {
      const at = ((phase + on) % phases) * failures + (Math.floor((on - 1) / phases) % failures);
      if ((counts[at] as number) === 0) continue;
      counts[at] = (counts[at] as number) - 1;
      this.serving--;
    }
  }

  private ask(step: number, fails: boolean): void {
    const { counts, failures, phases } = this;
    const from = (step % phases) * failures;
    if (fails) {
      this.takeOut(step, counts[from + failures - 1] as number);
      for (let at = from + failures - 1; at > from; at--) counts[at] = counts[at - 1] as number;
      counts[from] = 0;
    } else {
      let all = 0;
      for (let at = from; at < from + failures; at++) {
        all += counts[at] as number;
        counts[at] = 0;
      }
      counts[from] = all;
    }
    counts[from] = (counts[from] as number) + this.fresh;
    this.serving += this.fresh;
    this.fresh = 0;
  }

  private takeOut(step: number, units: number): void {
    if (units === 0) return;
    if (this.firstStep === -1) this.firstStep = step;
    this.taken += units;
    if (!this.acts) return;
    this.serving -= units;
    this.out += units;
    if (this.out > this.most) this.most = this.out;
    this.due.push({ step: step + this.backSteps, units });
  }
}
