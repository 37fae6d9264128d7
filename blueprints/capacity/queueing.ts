/**
 * Closed forms of the M/M/c queue: requests arrive at random (Poisson), each is worked on for a random time (exponential) by
 * one of `servers` alike, and those that find all busy wait in one line. Textbook: Kleinrock, Queueing Systems I, chapter 3.
 */
export interface Queue {
  readonly servers: number;
  /** Mean work that arrives in the time that one server needs for one request: arrival rate x service time (erlangs). */
  readonly load: number;
  /** Mean time that a server works on one request, in seconds. */
  readonly serviceSeconds: number;
}

/** Share of requests that are lost where nobody may wait. The recursion is stable for any size: B(0) = 1, B(k) = aB/(k + aB). */
export function erlangB(servers: number, load: number): number {
  let blocked = 1;
  for (let k = 1; k <= servers; k++) blocked = (load * blocked) / (k + load * blocked);
  return blocked;
}

/** Share of requests that have to wait; 1 where as much arrives as can be served. */
export function erlangC(servers: number, load: number): number {
  if (load >= servers) return 1;
  if (load <= 0) return 0;
  const blocked = erlangB(servers, load);
  return blocked / (1 - (load / servers) * (1 - blocked));
}

/** Mean wait before the work begins, in seconds; without end where the queue grows. */
export function meanWait({ servers, load, serviceSeconds }: Queue): number {
  if (load >= servers) return Number.POSITIVE_INFINITY;
  return (erlangC(servers, load) * serviceSeconds) / (servers - load);
}

/** Share of requests that wait longer than a time. */
export function waitsLonger({ servers, load, serviceSeconds }: Queue, seconds: number): number {
  if (seconds < 0 || load >= servers) return 1;
  return erlangC(servers, load) * Math.exp((-(servers - load) * seconds) / serviceSeconds);
}

/**
 * Share of requests whose wait and service together take longer than a time. With m the rate of one server, and C the share
 * that waits: e^-mt + C (e^-mt - e^-(c-a)mt) / (c - a - 1), and e^-mt (1 + C m t) where c - a = 1.
 */
export function takesLonger(queue: Queue, seconds: number, waiting = erlangC(queue.servers, queue.load)): number {
  const { servers, load, serviceSeconds } = queue;
  if (seconds <= 0 || load >= servers) return 1;
  const t = seconds / serviceSeconds;
  const spare = servers - load;
  const served = Math.exp(-t);
  if (Math.abs(spare - 1) < 1e-9) return Math.min(1, served * (1 + waiting * t));
  return Math.min(1, served + (waiting * (served - Math.exp(-spare * t))) / (spare - 1));
}

/** The time within which a share of requests is done (0.99: the p99), in seconds; without end where the queue grows. */
export function percentile(queue: Queue, share: number): number {
  if (queue.load >= queue.servers) return Number.POSITIVE_INFINITY;
  const waiting = erlangC(queue.servers, queue.load);
  let [low, high] = [0, queue.serviceSeconds];
  while (takesLonger(queue, high, waiting) > 1 - share) [low, high] = [high, 2 * high];
  while (high - low > 1e-9 * high) {
    const middle = (low + high) / 2;
    if (takesLonger(queue, middle, waiting) > 1 - share) low = middle;
    else high = middle;
  }
  return high;
}
