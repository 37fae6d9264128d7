import { get } from "node:http";
import { join } from "node:path";
import type { Checks } from "./predict";
import type { System } from "./systems";
import { type Bench, freePorts, until } from "./tools";

/** A running system, by the port that its clients ask. */
export interface Running {
  readonly port: number;
  /** Process ids of the units. */
  readonly units: readonly number[];
}

const UNIT = join(__dirname, "unit.js");

/** Whether something answers a request with 200. */
export const answers = (port: number, path = "/health", timeout = 1000): Promise<boolean> =>
  new Promise((resolve) => {
    const asked = get({ host: "127.0.0.1", port, path, agent: false, timeout }, (response) => {
      response.resume();
      response.on("end", () => resolve(response.statusCode === 200));
      response.on("error", () => resolve(false));
    });
    asked.on("timeout", () => asked.destroy());
    asked.on("error", () => resolve(false));
  });

/** Starts a system's units, its store and HAProxy before them. */
export async function startSystem(
  bench: Bench,
  system: System,
  checks: Checks,
  balance = "leastconn",
): Promise<Running> {
  const { units, workers, sleepMs, store } = system;
  const [port = 0, ...rest] = await freePorts(1 + units + (store ? 1 + store.readers : 0));
  const [served, stores] = [rest.slice(0, units), rest.slice(units)];
  const [writer, ...readers] = stores;
  const unit = (options: object): number => bench.start(process.execPath, [UNIT, JSON.stringify(options)]).pid ?? 0;
  for (const port of stores) unit({ port, workers: store?.workers, sleepMs: store?.sleepMs });
  const writeShare = 1 - (store?.readRatio ?? 1);
  const pids = served.map((each) => unit({ port: each, workers, sleepMs, writeShare, writer, readers }));
  await Promise.all([...stores, ...served].map((each) => until(() => answers(each), `nothing answers on ${each}`)));
  bench.start("haproxy", ["-db", "-f", bench.write("haproxy.cfg", httpConfig(port, served, checks, balance))]);
  await until(() => answers(port), "HAProxy does not answer");
  return { port, units: pids };
}

const milliseconds = (seconds: number): string => `${Math.round(seconds * 1000)}ms`;

/**
 * One name before all units. A request is tried once: what a client sees is what the balancer knows. A check that hangs lasts
 * as long as the longer of `timeout check` and `timeout connect`, so the second is short.
 */
const httpConfig = (port: number, units: readonly number[], checks: Checks, balance: string): string => `global
  nbthread 1
defaults
  mode http
  timeout connect 200ms
  timeout client 60s
  timeout server 60s
  timeout queue 60s
  timeout check ${milliseconds(checks.timeout)}
  retries 0
listen web
  bind 127.0.0.1:${port}
  balance ${balance}
  option httpchk GET /health
  default-server check inter ${milliseconds(checks.inter)} fall ${checks.fall} rise 2
${units.map((unit, at) => `  server unit${at} 127.0.0.1:${unit}`).join("\n")}
`;
