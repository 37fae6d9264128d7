import fc from "fast-check";
import {
  erlangB,
  erlangC,
  meanWait,
  percentile,
  takesLonger,
  waitsLonger,
} from "../../../blueprints/capacity/queueing";

// Thousands of random systems take their time where others use the machine too.
jest.setTimeout(120_000);

describe("Erlang's formulas", () => {
  // Published: pyworkforce's README (the first), textbooks' closed forms, and two routes to twelve digits.
  test.each([
    [14, 10, 0.1741319336],
    [1, 0.5, 0.5],
    [2, 1, 1 / 3],
    [3, 2, 4 / 9],
    [10, 8, 0.4091801508],
    [20, 18, 0.5507690048],
    [50, 45, 0.3638644672],
    [100, 90, 0.2169404809],
    [100, 95, 0.5064568539],
  ])("C(%d, %d) is %d", (servers, load, expected) => {
    expect(erlangC(servers, load)).toBeCloseTo(expected, 9);
  });

  test("B(3, 2) is 4/19", () => expect(erlangB(3, 2)).toBeCloseTo(4 / 19, 12));

  test("of a call centre with 14 agents at 10 erlangs, 88.8 % are answered in 20 s where a call takes 180 s", () => {
    const queue = { servers: 14, load: 10, serviceSeconds: 180 };
    expect(1 - waitsLonger(queue, 20)).toBeCloseTo(0.8883500192, 9);
  });
});

/** The stationary chain itself, solved by its balance equations and cut off where nothing is left. */
function byStates(servers: number, load: number): { readonly waits: number; readonly queue: number } {
  const states = [1];
  for (let n = 1; n < 20_000; n++) {
    const next = ((states[n - 1] ?? 0) * load) / Math.min(n, servers);
    states.push(next);
    if (n > servers && next < 1e-18) break;
  }
  const all = states.reduce((sum, each) => sum + each, 0);
  return {
    waits: states.slice(servers).reduce((sum, each) => sum + each, 0) / all,
    queue: states.reduce((sum, each, n) => sum + each * Math.max(0, n - servers), 0) / all,
  };
}

const queues = fc
  .record({
    servers: fc.integer({ min: 1, max: 60 }),
    use: fc.double({ min: 0.02, max: 0.97, noNaN: true }),
    serviceSeconds: fc.double({ min: 0.001, max: 10, noNaN: true }),
  })
  .map(({ servers, use, serviceSeconds }) => ({ servers, load: servers * use, serviceSeconds }));

describe("M/M/c, against the balance equations of its states", () => {
  test("waits as often and as long", () => {
    fc.assert(
      fc.property(queues, (queue) => {
        const states = byStates(queue.servers, queue.load);
        expect(erlangC(queue.servers, queue.load)).toBeCloseTo(states.waits, 8);
        // Little's law: what waits on average is the arrival rate times the mean wait.
        expect((meanWait(queue) * queue.load) / queue.serviceSeconds).toBeCloseTo(states.queue, 6);
      }),
      { numRuns: 1000 },
    );
  });

  test("takes as long as its density says: the mean of its tail is wait plus service", () => {
    fc.assert(
      fc.property(queues, (queue) => {
        const until = 60 * (meanWait(queue) + queue.serviceSeconds);
        const steps = 20_000;
        let area = 0;
        for (let k = 0; k < steps; k++) area += (takesLonger(queue, ((k + 0.5) * until) / steps) * until) / steps;
        expect(area / (meanWait(queue) + queue.serviceSeconds)).toBeCloseTo(1, 2);
      }),
      { numRuns: 50 },
    );
  });

  test("with one server is done at its rate less what arrives: the closed form of M/M/1", () => {
    const queue = { servers: 1, load: 0.8, serviceSeconds: 0.1 };
    for (const t of [0.1, 0.5, 1, 2]) expect(takesLonger(queue, t)).toBeCloseTo(Math.exp((-(1 - 0.8) * t) / 0.1), 10);
    expect(percentile(queue, 0.99)).toBeCloseTo((-Math.log(0.01) * 0.1) / 0.2, 6);
  });

  test("is no slower with one server more, and no faster with more to do", () => {
    fc.assert(
      fc.property(queues, fc.double({ min: 0.01, max: 5, noNaN: true }), (queue, seconds) => {
        const more = { ...queue, servers: queue.servers + 1 };
        const busier = { ...queue, load: queue.load * 1.01 };
        expect(takesLonger(more, seconds)).toBeLessThanOrEqual(takesLonger(queue, seconds) + 1e-9);
        expect(takesLonger(busier, seconds)).toBeGreaterThanOrEqual(takesLonger(queue, seconds) - 1e-9);
        expect(percentile(more, 0.99)).toBeLessThanOrEqual(percentile(queue, 0.99) * (1 + 1e-6));
      }),
      { numRuns: 1000 },
    );
  });

  test("has no end where as much arrives as can be served", () => {
    const full = { servers: 4, load: 4, serviceSeconds: 1 };
    expect([meanWait(full), percentile(full, 0.99)]).toEqual([Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]);
    expect([takesLonger(full, 10), waitsLonger(full, 10), erlangC(4, 0)]).toEqual([1, 1, 0]);
  });
});
