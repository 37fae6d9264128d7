import { prove } from "../../../blueprints/recovery/prove";
import type { Range } from "../../../blueprints/recovery/range";
import { errorOf, medianError, percentText, recoveredAfter, type Try, table, within } from "./arithmetic";
import { answers, startSystem } from "./haproxy";
import { type Checks, poolOf, topologyOf } from "./predict";
import { record, say } from "./record";
import { Bench, MISSING, pause, SKIPPED, versions } from "./tools";

/** A unit that dies refuses connections; one that hangs accepts them and answers nothing. */
interface Run {
  readonly signal: "SIGKILL" | "SIGSTOP";
  readonly checks: Checks;
  /** Where in the interval of checks it strikes, 0 to 1: spread evenly, so that no luck decides. */
  readonly phase: number;
}

const CHECKS: readonly Checks[] = [
  { inter: 1, fall: 2, timeout: 0.5 },
  { inter: 1, fall: 3, timeout: 0.5 },
  { inter: 2, fall: 2, timeout: 1 },
  { inter: 1, fall: 5, timeout: 0.5 },
  { inter: 0.5, fall: 4, timeout: 0.5 },
];
const RUNS: readonly Run[] = (["SIGKILL", "SIGSTOP"] as const).flatMap((signal, side) =>
  CHECKS.map((checks, at) => ({ signal, checks, phase: (at + side / 2) / CHECKS.length })),
);

const UNITS = 2;
const TRY_MS = 25;
/** Two units take turns, so that every second try meets the one that is gone. */
const STEP_SECONDS = (UNITS * TRY_MS) / 1000;
const CLIENT_WAITS_MS = 1000;

/** What `scalekit prove` says of a process that dies. */
function predict({ checks }: Run): Range {
  const [proof] = prove(topologyOf(poolOf(UNITS, checks)), {}, ["process"]).proofs;
  if (!proof) throw new Error("nothing suffers from a process");
  return proof.rto;
}

/** Seconds from the strike until requests are answered again without exception. */
async function measure({ signal, checks, phase }: Run): Promise<number> {
  const bench = new Bench();
  try {
    const system = { name: "two units", units: UNITS, workers: 8, sleepMs: 5 };
    const { port, units } = await startSystem(bench, system, checks, "roundrobin");
    await pause(2000 + phase * checks.inter * 1000);
    const tries: Promise<Try>[] = [];
    const began = performance.now();
    const ask = async (): Promise<Try> => {
      const at = (performance.now() - began) / 1000;
      return { at, ok: await answers(port, "/", CLIENT_WAITS_MS) };
    };
    const asking = setInterval(() => tries.push(ask()), TRY_MS);
    await pause(500);
    const strike = (performance.now() - began) / 1000;
    process.kill(units[0] ?? 0, signal);
    await pause(1000 * (checks.fall * (checks.inter + checks.timeout) + 2));
    clearInterval(asking);
    const recovered = recoveredAfter(strike, await Promise.all(tries));
    if (recovered === undefined) throw new Error(`${signal}: requests failed to the end`);
    return recovered;
  } finally {
    bench.stop();
  }
}

if (MISSING.length > 0) test.skip(SKIPPED, () => {});
else
  test("HAProxy leaves a lost unit out within what the model says", async () => {
    const predictions = RUNS.map((run) => ({ run, rto: predict(run) }));
    record("failover-predicted", { versions: versions(), predictions });
    const measured: number[] = [];
    for (const run of RUNS) measured.push(await measure(run));
    const errors = predictions.map(({ rto }, at) => errorOf(rto.typical, measured[at] ?? Number.NaN));
    const hits = predictions.filter(({ rto }, at) => within(measured[at] ?? Number.NaN, rto, STEP_SECONDS)).length;
    record("failover-measured", { versions: versions(), measured, errors, median: medianError(errors), hits });
    const rows = predictions.map(({ run: { signal, checks }, rto }, at) => [
      signal === "SIGKILL" ? "dies" : "hangs",
      `inter ${checks.inter} s, fall ${checks.fall}, timeout ${checks.timeout} s`,
      `${rto.typical.toFixed(2)} s (${rto.min.toFixed(1)} to ${rto.max.toFixed(1)})`,
      `${(measured[at] ?? 0).toFixed(2)} s`,
      percentText(errors[at] ?? 0),
    ]);
    say(table(["the unit", "checks", "predicted", "measured", "error"], rows));
    say(
      `${hits} of ${RUNS.length} within the range, median error of the typical time ${percentText(medianError(errors))}`,
    );
    expect(hits).toBe(RUNS.length);
  }, 600_000);
