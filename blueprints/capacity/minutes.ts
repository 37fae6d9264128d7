import type { Lane } from "./lane";
import { percentile, takesLonger } from "./queueing";

/** Response times of a station, judged minute by minute: a mean over hours would hide the minutes that hurt. */
export interface Latency {
  /** The worst minute's p99, in seconds. */
  readonly p99Seconds: number;
  readonly atSeconds: number;
  /** Share of all served requests that took longer than the objective. */
  readonly overShare: number;
  /** Minutes in which more than 1 % did. */
  readonly minutesOver: number;
}

const TAIL = 0.99;
const MINUTE = 60;

/** Follows a lane and closes a minute at a time. */
export class Minutes {
  private readonly width: number;
  private came = 0;
  private least = Number.POSITIVE_INFINITY;
  private wait = 0;
  private over = 0;
  private all = 0;
  private minutesOver = 0;
  private worst = { share: -1, load: -1, step: 0, servers: 0, wait: 0 };

  constructor(
    private readonly lane: Lane,
    private readonly objectiveSeconds: number,
    private readonly stepSeconds: number,
  ) {
    this.width = Math.max(1, Math.round(MINUTE / stepSeconds));
  }

  /** After each step. */
  step(step: number): void {
    const { lane } = this;
    const serving = lane.serving[step] as number;
    this.came += lane.accepted[step] as number;
    if (serving < this.least) this.least = serving;
    if (lane.saturatedSteps > 0 && lane.queued > 0) {
      const wait = lane.queued / Math.max(1e-9, serving * lane.station.unitRps);
      if (wait > this.wait) this.wait = Math.min(wait, lane.station.patienceSeconds);
    }
    if ((step + 1) % this.width === 0) this.close(step);
  }

  private close(step: number): void {
    const { unitRps, serversPerUnit } = this.lane.station;
    const rate = this.came / (this.width * this.stepSeconds);
    const serviceSeconds = serversPerUnit / unitRps;
    const servers = Math.floor(this.least * serversPerUnit);
    // As much as there is and no more: what comes beyond it stands in the line, whose wait is counted by itself.
    const load = Math.min(rate * serviceSeconds, servers * FULL);
    const queue = { servers, load, serviceSeconds };
    const left = this.objectiveSeconds - this.wait;
    const share =
      servers === 0 ? Number(this.came > 0) : this.wait > 0 ? beyond(left, serviceSeconds) : takesLonger(queue, left);
    this.all += this.came;
    this.over += this.came * share;
    if (share > 1 - TAIL && this.came > 0) this.minutesOver++;
    const { worst } = this;
    if (this.came > 0 && (share > worst.share || (share === worst.share && this.wait + load > worst.load)))
      this.worst = { share, load: this.wait + load, step: step + 1 - this.width, servers, wait: this.wait };
    [this.came, this.least, this.wait] = [0, Number.POSITIVE_INFINITY, 0];
  }

  get latency(): Latency {
    const { share, load, step, servers, wait } = this.worst;
    const { unitRps, serversPerUnit, patienceSeconds } = this.lane.station;
    const serviceSeconds = serversPerUnit / unitRps;
    const alone = -Math.log(1 - TAIL) * serviceSeconds;
    const p99 =
      share < 0
        ? 0
        : servers === 0
          ? patienceSeconds
          : wait > 0
            ? wait + alone
            : percentile({ servers, load, serviceSeconds }, TAIL);
    return {
      p99Seconds: p99,
      atSeconds: step * this.stepSeconds,
      overShare: this.all === 0 ? 0 : this.over / this.all,
      minutesOver: this.minutesOver,
    };
  }
}

/** A pool that is all but full: with 100 % the closed form has no end, and a minute has one. */
const FULL = 0.999;

const beyond = (seconds: number, serviceSeconds: number): number =>
  seconds <= 0 ? 1 : Math.exp(-seconds / serviceSeconds);
