import type { ChannelLine } from "./draw";

const MINUTE = 60;

/**
 * How many work on a channel at once, minute by minute: more while messages are left, and once none are, as many as what comes
 * asks for, but no fewer than at first.
 */
export class Crew {
  private readonly width: number;
  private there: number;
  private came = 0;
  private least = Number.POSITIVE_INFINITY;
  private most = 0;

  constructor(
    private readonly line: ChannelLine,
    private readonly stepSeconds: number,
  ) {
    this.width = Math.max(1, Math.round(MINUTE / stepSeconds));
    this.there = line.workers.first;
  }

  get extent(): { readonly least: number; readonly most: number } {
    return { least: Math.min(this.least, this.most), most: this.most };
  }

  /** Workers in a step, for what comes in it and what was left before. */
  at(step: number, comes: number, left: number): number {
    if (step > 0 && step % this.width === 0) this.turn(left);
    this.came += comes;
    if (this.there < this.least) this.least = this.there;
    if (this.there > this.most) this.most = this.there;
    return this.there;
  }

  private turn(left: number): void {
    const { workers, workerRps } = this.line;
    const asked = Math.ceil((this.came / (this.width * this.stepSeconds) / workerRps) * (1 - 1e-12));
    this.there =
      left > 0
        ? Math.min(workers.most, this.there + workers.more)
        : Math.max(workers.first, Math.min(this.there, workers.most, asked));
    this.came = 0;
  }
}
