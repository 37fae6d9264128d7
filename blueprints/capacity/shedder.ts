import type { Lane } from "./lane";

/** What became of requests that are shed first. */
export interface Shed {
  /** How many came of the kind. */
  readonly may: number;
  /** How many of these were turned away. */
  readonly shed: number;
}

/**
 * Turns away, at once, requests that matter less where units have no room for them in the step in which they come: whoever
 * stands in line, and what matters more, goes first. Whole requests; what is left of one is carried to the next.
 */
export class Shedder {
  /** Turned away in each step. */
  readonly row: Float64Array;
  private may = 0;
  private gone = 0;
  private carry = 0;

  /** @param share of what comes to the lane, 0 to 1 */
  constructor(
    private readonly lane: Lane,
    private readonly share: number,
    private readonly stepSeconds: number,
  ) {
    this.row = new Float64Array(lane.accepted.length);
  }

  get shed(): Shed {
    return { may: this.may, shed: this.gone };
  }

  /** Before each step, once it is known which units serve. */
  step(step: number): void {
    const { lane, share, stepSeconds } = this;
    const came = lane.accepted[step] as number;
    const exact = came * share + this.carry;
    const kind = Math.min(came, Math.floor(exact + 1e-9));
    this.carry = exact - kind;
    this.may += kind;
    const room = (lane.serving[step] as number) * lane.station.unitRps * stepSeconds;
    const free = Math.max(0, Math.floor(room - lane.queued - (came - kind) + 1e-9));
    const gone = Math.max(0, kind - free);
    if (gone === 0) return;
    lane.accepted[step] = came - gone;
    this.row[step] = gone;
    this.gone += gone;
  }
}
