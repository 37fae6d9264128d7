import type { ErrorAlarm, Probe } from "../topology/topology";
import type { Range } from "./range";
import { bySettings, known, rangeOf, type Step } from "./step";

/** How long until a probe is sure that something is gone. Without a probe: from the shortest to the longest there is. */
export function detection(id: string, what: string, probe: Probe | undefined): Step {
  if (!probe) return known(id, "detect", "detectUnknown", [], { what: `${what}: nothing that is seen watches it` });
  const { interval, threshold, timeout } = probe;
  const settings = [interval, threshold, ...(timeout ? [timeout] : [])];
  const step = { id, kind: "detect" as const, what: `${what}: ${WATCHERS[probe.by]}`, time: timeOf(probe), after: [] };
  return bySettings(step, settings, FORMULAS[probe.by]);
}

const WATCHERS: Readonly<Record<Probe["by"], string>> = {
  route53: "Route 53's health checks fail",
  cloudflare: "the CDN's monitors fail",
  balancer: "the load balancer's health checks fail",
  kubelet: "readiness probes fail",
};

/** Route 53 spaces probes from the response, the others start them on a fixed clock. */
const FORMULAS: Readonly<Record<Probe["by"], string>> = {
  route53: "(n - 1) x interval to n x (interval + limit)",
  cloudflare: "0 to interval + timeout x (retries + 1)",
  balancer: "(n - 1) x interval to n x interval + timeout",
  kubelet: "(n - 1) x period to n x period + timeout",
};

function timeOf({ by, interval, threshold, timeout }: Probe): Range {
  const [every, times] = [rangeOf(interval), rangeOf(threshold)];
  const wait = timeout ? rangeOf(timeout) : { min: 0, typical: 0, max: 0 };
  if (by === "cloudflare")
    return {
      min: 0,
      typical: every.typical / 2 + (wait.typical * (times.typical + 1)) / 2,
      max: every.max + wait.max * (times.max + 1),
    };
  return {
    min: Math.max(0, times.min - 1) * every.min,
    typical: (times.typical - 0.5) * every.typical + wait.typical / 2,
    max: by === "route53" ? times.max * (every.max + wait.max) : times.max * every.max + wait.max,
  };
}

/** The first alarm that would tell people; the period that runs when it begins may hide the start. */
export function alarmed(id: string, what: string, alarms: readonly ErrorAlarm[]): Step {
  const timed = alarms.map((alarm) => ({ alarm, time: alarmTime(alarm) }));
  const [first] = timed.sort((a, b) => a.time.typical - b.time.typical || a.time.max - b.time.max);
  if (!first) return known(id, "detect", "detectUnknown", [], { what: `${what}: no alarm on errors is seen` });
  const { period, datapoints, name } = first.alarm;
  const step = { id, kind: "detect" as const, what: `${what}: alarm ${name} fires`, time: first.time, after: [] };
  return bySettings(step, [period, datapoints], "period x datapoints, and up to one period more");
}

function alarmTime({ period, datapoints }: ErrorAlarm): Range {
  const [every, times] = [rangeOf(period), rangeOf(datapoints)];
  return {
    min: every.min * times.min,
    typical: every.typical * (times.typical + 0.5),
    max: every.max * (times.max + 1),
  };
}
