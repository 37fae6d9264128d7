/** How a pool of units grows and shrinks. Units are instances, pods, or environments of a function. */
export interface Scaling {
  readonly least: number;
  readonly most: number;
  /** Requests a second that one unit is asked for at the target of requests. */
  readonly targetRps?: number;
  /** The same at the target of utilisation; a full unit shows no more than 100 %, so growth in one go is bounded by it. */
  readonly target?: { readonly rps: number; readonly utilisation: number };
  readonly periodSeconds: number;
  /** Periods in a row that must want more, and that must want less. */
  readonly outPeriods: number;
  readonly inPeriods: number;
  /** Units added in one period at the most: this many, or so many times what is there. */
  readonly growth?: { readonly add: number; readonly times: number };
  readonly bootSeconds: number;
  /** Units that are ready sooner: a warm pool's, or pods for which there is room on nodes that run. */
  readonly quick?: { readonly units: number; readonly bootSeconds: number };
  /** Launches ahead of traffic that can be foreseen, by the time of a boot. */
  readonly foresees: boolean;
}

export interface Units {
  /** Asked for, in each step. */
  readonly wanted: Int32Array;
  /** Serving, in each step. */
  readonly ready: Int32Array;
}

/**
 * Units over time for what arrives. What is wanted follows from arrivals alone and grows with both limits, and a unit serves
 * once it has been wanted for as long as it boots: so more capacity is never worse, which tests hold.
 *
 * Out: what the least of the last periods asks for (so a ramp is followed with a lag of that many periods). In: never below
 * what any of the last periods asked for. Before the start it was as in the first period.
 */
export function unitsOver(arrivals: Float64Array, stepSeconds: number, scaling: Scaling, foreseeable = false): Units {
  const wanted = wantedOver(arrivals, stepSeconds, scaling, foreseeable && scaling.foresees);
  const { bootSeconds, quick } = scaling;
  const slow = leastOver(wanted, Math.ceil(bootSeconds / stepSeconds));
  if (!quick || quick.units === 0 || quick.bootSeconds >= bootSeconds) return { wanted, ready: slow };
  const ready = leastOver(wanted, Math.ceil(quick.bootSeconds / stepSeconds));
  for (let step = 0; step < ready.length; step++)
    ready[step] = Math.min(ready[step] as number, (slow[step] as number) + quick.units);
  return { wanted, ready };
}

function wantedOver(arrivals: Float64Array, stepSeconds: number, scaling: Scaling, foresees: boolean): Int32Array {
  const { least, most, outPeriods, inPeriods } = scaling;
  const steps = Math.max(1, Math.round(scaling.periodSeconds / stepSeconds));
  const loads = loadsOf(arrivals, steps, stepSeconds);
  const ahead = Math.ceil((scaling.bootSeconds + outPeriods * scaling.periodSeconds) / (steps * stepSeconds));
  const wanted = new Int32Array(arrivals.length);
  const first = loads[0] ?? 0;
  const foreseen = (period: number): number => {
    let load = 0;
    for (let on = 1; foresees && on <= ahead; on++) load = Math.max(load, loads[period + on] ?? 0);
    return asked(load, Number.POSITIVE_INFINITY, scaling);
  };
  let there = bounded(Math.max(asked(first, Number.POSITIVE_INFINITY, scaling), foreseen(0)), least, most);
  for (let period = 0; period < loads.length; period++) {
    wanted.fill(there, period * steps, Math.min(arrivals.length, (period + 1) * steps));
    let [low, high] = [Number.POSITIVE_INFINITY, 0];
    for (let back = 0; back < inPeriods; back++) {
      const load = loads[period - back] ?? first;
      if (back < outPeriods) low = Math.min(low, load);
      high = Math.max(high, load);
    }
    const out = Math.max(asked(low, there, scaling), foreseen(period));
    const hold = Math.min(there, asked(high, Number.POSITIVE_INFINITY, scaling));
    there = bounded(Math.max(out, hold), least, most);
  }
  return wanted;
}

/** Mean requests a second of each period. */
function loadsOf(arrivals: Float64Array, steps: number, stepSeconds: number): Float64Array {
  const loads = new Float64Array(Math.ceil(arrivals.length / steps));
  for (let step = 0; step < arrivals.length; step++) {
    const period = Math.floor(step / steps);
    loads[period] = (loads[period] as number) + (arrivals[step] as number);
  }
  for (let period = 0; period < loads.length; period++) {
    const length = Math.min(steps, arrivals.length - period * steps);
    loads[period] = (loads[period] as number) / (length * stepSeconds);
  }
  return loads;
}

/** Units that a load asks for, as far as one period may add to what is there. */
function asked(load: number, there: number, { targetRps, target, growth }: Scaling): number {
  const byRequests = targetRps === undefined ? 0 : roundUp(load / targetRps);
  const byUse = target === undefined ? 0 : Math.min(roundUp(load / target.rps), roundUp(there / target.utilisation));
  const wanted = Math.max(byRequests, byUse);
  return growth === undefined ? wanted : Math.min(wanted, Math.max(there + growth.add, there * growth.times));
}

const bounded = (units: number, least: number, most: number): number => Math.min(most, Math.max(least, units));

/** Rounds up, but not for the last bit of a quotient. */
const roundUp = (value: number): number => Math.ceil(value * (1 - 1e-12));

/** The least of the last so many steps and this one, in each step: what has been there for all of that time. */
function leastOver(values: Int32Array, steps: number): Int32Array {
  if (steps <= 0) return values.slice();
  const least = new Int32Array(values.length);
  const line = new Int32Array(values.length);
  let [head, tail] = [0, 0];
  for (let step = 0; step < values.length; step++) {
    const value = values[step] as number;
    while (tail > head && (values[line[tail - 1] as number] as number) >= value) tail--;
    line[tail++] = step;
    if ((line[head] as number) < step - steps) head++;
    least[step] = values[line[head] as number] as number;
  }
  return least;
}
