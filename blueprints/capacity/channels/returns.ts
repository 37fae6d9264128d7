import type { Lane } from "../lane";
import type { Failing } from "./draw";

/**
 * Messages of a queue on which work failed: they come back once they can be seen again, and are set aside after so many tries.
 * Each try fails for the same share of messages, in whole messages: what is left of one is carried to the next. No randomness.
 */
export class Returns {
  /** Messages that come back in each step, by how often they were worked on before (1, 2 …). */
  private readonly due: readonly Float64Array[];
  private readonly backSteps: number;
  private carry = 0;
  /** Of all that came to the line, those that came back. */
  returned = 0;
  /** Worked on in vain. */
  failed = 0;
  /** Worked on in vain for the last time. */
  ended = 0;

  constructor(
    private readonly lane: Lane,
    private readonly failing: Failing,
    private readonly steps: number,
    stepSeconds: number,
  ) {
    this.due = Array.from({ length: failing.tries - 1 }, () => new Float64Array(steps));
    this.backSteps = Math.max(1, Math.ceil(failing.backSeconds / stepSeconds));
    lane.took = (step, came, from, until) => this.workedOn(step, came, from, until);
  }

  /** Neither in line nor done: they cannot be seen yet. */
  get hidden(): number {
    return this.failed - this.ended - this.returned;
  }

  /** Before each step. */
  comeBack(step: number): void {
    const { accepted } = this.lane;
    for (const row of this.due) {
      const count = row[step] as number;
      accepted[step] = (accepted[step] as number) + count;
      this.returned += count;
    }
  }

  /** A part of what came in a step was worked on: what is new stands before what came back. */
  private workedOn(step: number, came: number, from: number, until: number): void {
    let end = this.lane.accepted[came] as number;
    for (let tries = this.due.length; tries > 0; tries--) {
      const start = end - ((this.due[tries - 1] as Float64Array)[came] as number);
      this.fail(step, tries, Math.min(until, end) - Math.max(from, start));
      end = start;
    }
    this.fail(step, 0, Math.min(until, end) - from);
  }

  private fail(step: number, tries: number, count: number): void {
    if (count <= 0) return;
    const exact = count * this.failing.share + this.carry;
    const failed = Math.min(count, Math.floor(exact + 1e-9));
    this.carry = exact - failed;
    this.failed += failed;
    const row = this.due[tries];
    const at = step + this.backSteps;
    if (!row) this.ended += failed;
    else if (at < this.steps) row[at] = (row[at] as number) + failed;
  }
}
