import { join } from "node:path";
import { errorOf, medianError, percentText, table } from "./arithmetic";
import { startSystem } from "./haproxy";
import { predictSaturation } from "./predict";
import { record, say } from "./record";
import { carries, SYSTEMS, type System } from "./systems";
import { Bench, CORES, MISSING, SKIPPED, versions } from "./tools";

const ASK = join(__dirname, "ask.js");
const SETTLE_MS = 4000;
const MEASURE_MS = 10_000;
const AIM = 0.15;
/** A machine that does other things too must not take units out in the middle. */
const LENIENT = { inter: 2, fall: 5, timeout: 10 };

/** Answers a second where more clients ask than all workers together can serve: a closed loop, so nothing is refused. */
async function measure(system: System): Promise<number> {
  const bench = new Bench();
  try {
    const { port } = await startSystem(bench, system, LENIENT);
    const asked = { port, clients: 3 * system.units * system.workers, settleMs: SETTLE_MS, ms: MEASURE_MS };
    const said = await bench.run(process.execPath, [ASK, JSON.stringify(asked)], CORES.clients);
    const { served, failed, seconds } = JSON.parse(said) as { served: number; failed: number; seconds: number };
    if (failed > 0) throw new Error(`${system.name}: ${failed} requests failed`);
    return served / seconds;
  } finally {
    bench.stop();
  }
}

if (MISSING.length > 0) test.skip(SKIPPED, () => {});
else
  test("services behind HAProxy are full where the model says", async () => {
    const predictions = SYSTEMS.map((system) => ({ system, ...predictSaturation(system) }));
    record("saturation-predicted", { versions: versions(), predictions });
    const measured: number[] = [];
    for (const { system } of predictions) measured.push(await measure(system));
    const errors = predictions.map(({ rps }, at) => errorOf(rps, measured[at] ?? Number.NaN));
    record("saturation-measured", { versions: versions(), measured, errors, median: medianError(errors) });
    const rows = predictions.map(({ system, rps, what }, at) => [
      system.name,
      `${system.units} x ${carries(system)} rps`,
      what,
      rps.toFixed(1),
      (measured[at] ?? 0).toFixed(1),
      percentText(errors[at] ?? 0),
    ]);
    say(table(["system", "units", "full first", "predicted rps", "measured rps", "error"], rows));
    say(`median error ${percentText(medianError(errors))} over ${errors.length} runs`);
    expect(medianError(errors)).toBeLessThanOrEqual(AIM);
  }, 600_000);
