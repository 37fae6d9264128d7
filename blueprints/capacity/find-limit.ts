import { isCarried, type Simulation } from "./simulate";
import { type Curve, timesCurve } from "./traffic/curve";

export interface Found {
  /** The largest multiple of the curve that is carried, to 1 %; 0 where not even a thousandth is. */
  readonly times: number;
  /** What happens a little above it; undefined where everything tried was carried. */
  readonly above?: Simulation;
  readonly runs: number;
}

const LARGEST = 4096;
const SMALLEST = 1 / 1024;
const PRECISION = 1.01;

/** Searches by halving between a multiple that is carried and one that is not. */
export function findLimit(curve: Curve, simulated: (curve: Curve) => Simulation): Found {
  let runs = 0;
  let above: Simulation | undefined;
  const carries = (times: number): boolean => {
    runs++;
    const simulation = simulated(timesCurve(curve, times));
    const carried = isCarried(simulation);
    if (!carried) above = simulation;
    return carried;
  };
  let [low, high] = [1, 1];
  if (carries(1)) {
    do {
      low = high;
      high *= 2;
    } while (high <= LARGEST && carries(high));
    if (high > LARGEST) return { times: low, runs };
  } else {
    do {
      high = low;
      low /= 2;
    } while (low >= SMALLEST && !carries(low));
    if (low < SMALLEST) return { times: 0, ...(above && { above }), runs };
  }
  while (high / low > PRECISION) {
    const middle = Math.sqrt(low * high);
    if (carries(middle)) low = middle;
    else high = middle;
  }
  return { times: low, ...(above && { above }), runs };
}
