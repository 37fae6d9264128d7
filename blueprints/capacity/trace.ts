import type { Lane } from "./lane";

/** A run in a few dozen pieces of equal length, to draw and to keep. */
export interface Trace {
  readonly pieceSeconds: number;
  /** Requests that came, were served and were dropped in each piece. */
  readonly came: Float64Array;
  readonly served: Float64Array;
  readonly dropped: Float64Array;
  /** Longest line of each piece. */
  readonly queued: Float64Array;
  /** Requests a second that the units could have served, on average. */
  readonly capacity: Float64Array;
}

export const PIECES = 96;

/** Follows a lane and writes down where it stands at the end of each piece. */
export class Tracer {
  readonly trace: Trace;
  private readonly width: number;
  private piece = 0;
  private before = { came: 0, served: 0, dropped: 0 };
  private queued = 0;
  private capacity = 0;

  constructor(
    private readonly lane: Lane,
    private readonly steps: number,
    stepSeconds: number,
  ) {
    this.width = Math.max(1, Math.ceil(steps / PIECES));
    const pieces = Math.ceil(steps / this.width);
    const row = (): Float64Array => new Float64Array(pieces);
    this.trace = {
      pieceSeconds: this.width * stepSeconds,
      came: row(),
      served: row(),
      dropped: row(),
      queued: row(),
      capacity: row(),
    };
  }

  step(step: number): void {
    const { lane } = this;
    const queued = lane.queued;
    if (queued > this.queued) this.queued = queued;
    this.capacity += lane.serving[step] as number;
    if ((step + 1) % this.width === 0 || step + 1 === this.steps) this.close(step);
  }

  private close(step: number): void {
    const { lane, trace, before, piece } = this;
    const length = step + 1 - piece * this.width;
    trace.came[piece] = lane.came - before.came;
    trace.served[piece] = lane.served - before.served;
    trace.dropped[piece] = lane.dropped - before.dropped;
    trace.queued[piece] = this.queued;
    trace.capacity[piece] = (this.capacity / length) * lane.station.unitRps;
    this.before = { came: lane.came, served: lane.served, dropped: lane.dropped };
    this.piece++;
    [this.queued, this.capacity] = [0, 0];
  }
}
