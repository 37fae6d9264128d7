import { checkOf } from "../../../blueprints/capacity/check";
import type { Pool, Probe } from "../../../blueprints/topology/topology";

const setting = (value: number) => ({ resource: "targets", input: "healthCheck", value });
const pool = (interval: number, failures = 3, timeout = 5, passes = 2): Pool =>
  ({
    probe: {
      by: "balancer",
      interval: setting(interval),
      threshold: setting(failures),
      timeout: setting(timeout),
      passes: setting(passes),
      byWorkers: true,
    } as unknown as Probe,
  }) as Pool;

test("a pool's check is as its resources say", () => {
  expect(checkOf(pool(10), 90)).toEqual({
    intervalSeconds: 10,
    failures: 3,
    timeoutSeconds: 5,
    backSeconds: 20,
    failsOpen: true,
  });
});

test.each([
  ["an interval of ages", pool(1e12)],
  ["failures without end", pool(10, 1e12)],
  ["an endless interval", pool(Number.POSITIVE_INFINITY)],
  ["no number", pool(Number.NaN)],
  ["no time between two", pool(0)],
  ["a negative interval", pool(-10)],
  ["no failure", pool(10, 0)],
])("numbers of a stranger's state that make no check are none: %s", (_, strange) => {
  expect(checkOf(strange, 90)).toBeUndefined();
});
