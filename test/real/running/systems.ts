/** A system that is started here: units behind HAProxy and, where it has one, a store with its readers. */
export interface System {
  readonly name: string;
  readonly units: number;
  /** Requests that a unit works on at once. */
  readonly workers: number;
  /** How long a worker is busy with one, apart from the store. */
  readonly sleepMs: number;
  readonly store?: {
    readonly readers: number;
    /** Workers of the writer, and of each reader. */
    readonly workers: number;
    readonly sleepMs: number;
    /** Share of requests that only read, 0 to 1. */
    readonly readRatio: number;
  };
}

/** Ten, whose limits lie in different places: units, the store's writer, its readers. A few hundred requests a second each. */
export const SYSTEMS: readonly System[] = [
  { name: "one unit", units: 1, workers: 4, sleepMs: 40 },
  { name: "two units", units: 2, workers: 4, sleepMs: 40 },
  { name: "three slow units", units: 3, workers: 8, sleepMs: 100 },
  { name: "six small units", units: 6, workers: 2, sleepMs: 50 },
  { name: "quick units", units: 2, workers: 3, sleepMs: 20 },
  { name: "very slow units", units: 4, workers: 10, sleepMs: 200 },
  {
    name: "one slow reader",
    units: 4,
    workers: 16,
    sleepMs: 20,
    store: { readers: 1, workers: 2, sleepMs: 40, readRatio: 0.7 },
  },
  {
    name: "one quick reader",
    units: 4,
    workers: 16,
    sleepMs: 20,
    store: { readers: 1, workers: 4, sleepMs: 25, readRatio: 0.8 },
  },
  {
    name: "two readers",
    units: 4,
    workers: 16,
    sleepMs: 20,
    store: { readers: 2, workers: 2, sleepMs: 25, readRatio: 0.8 },
  },
  {
    name: "writer is full",
    units: 4,
    workers: 16,
    sleepMs: 20,
    store: { readers: 2, workers: 3, sleepMs: 30, readRatio: 0.5 },
  },
];

/** Requests a second that so many workers carry. */
export const carries = ({ workers, sleepMs }: { readonly workers: number; readonly sleepMs: number }): number =>
  (workers * 1000) / sleepMs;
