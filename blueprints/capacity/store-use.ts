import type { StoreLimit } from "./system";

/** How busy a store was whose throughput is known. */
export interface StoreUse {
  readonly id: string;
  /** Share of what it carries that was asked in its busiest minute, 0 to 1. */
  readonly use: number;
  readonly atSeconds: number;
  /** Readers that were there, where scaling adds some. */
  readonly readers?: { readonly least: number; readonly most: number; readonly mean: number };
  /** How far copies lag behind a writer in that minute; without end where it does nothing but write. */
  readonly lagSeconds?: number;
}

const MINUTE = 60;

/** Follows a store minute by minute. */
export class StoreWatch {
  private readonly width: number;
  private served = 0;
  private room = 0;
  private worst = { use: -1, step: 0 };

  constructor(
    private readonly store: StoreLimit,
    private readonly readers: Int32Array | undefined,
    private readonly stepSeconds: number,
  ) {
    this.width = Math.max(1, Math.round(MINUTE / stepSeconds));
  }

  step(step: number, answered: number, room: number): void {
    this.served += answered;
    this.room += room;
    if ((step + 1) % this.width !== 0) return;
    const use = this.served === 0 ? 0 : Math.min(1, this.served / this.room);
    if (use > this.worst.use) this.worst = { use, step: step + 1 - this.width };
    [this.served, this.room] = [0, 0];
  }

  /** Undefined where nobody asked anything of it. */
  get use(): StoreUse | undefined {
    const { use, step } = this.worst;
    if (use <= 0) return undefined;
    const { id, lagSeconds } = this.store;
    return {
      id,
      use,
      atSeconds: step * this.stepSeconds,
      ...(this.readers && {
        readers: { least: least(this.readers), most: most(this.readers), mean: mean(this.readers) },
      }),
      ...(lagSeconds !== undefined && { lagSeconds: lagAt(lagSeconds, use) }),
    };
  }
}

/**
 * How far copies lag behind a writer that is busy for a share of its time: as a queue in which copies take the changes in order
 * and keep up just as the writer does, so that the lag grows as 1 / (1 - use). Assumed: no figure is published.
 */
export const lagAt = (idleSeconds: number, use: number): number =>
  use >= 1 ? Number.POSITIVE_INFINITY : idleSeconds / (1 - use);

const least = (values: Int32Array): number =>
  values.reduce((low, value) => Math.min(low, value), Number.MAX_SAFE_INTEGER);
const mean = (values: Int32Array): number => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
const most = (values: Int32Array): number => values.reduce((high, value) => Math.max(high, value), 0);
