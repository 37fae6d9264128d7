import { detection } from "../../../blueprints/recovery/detect";
import { readOwn } from "../../../blueprints/recovery/own/read";
import { prove } from "../../../blueprints/recovery/prove";
import type { Range } from "../../../blueprints/recovery/range";
import { errorOf, median, medianError, percentText, recoveredAfter, type Try, table, within } from "./arithmetic";
import { Database } from "./postgres";
import { type Checks, poolOf, probeOf, topologyOf } from "./predict";
import { record, say } from "./record";
import { Bench, MISSING, pause, SKIPPED, versions } from "./tools";

/** What watches the primary and promotes: a fixed clock, as a supervisor's. */
const WATCH = { interval: 1, threshold: 2, timeout: 1 };
/** How HAProxy asks both servers. */
const CHECKS: Checks = { inter: 1, fall: 2, timeout: 1 };
const TRY_MS = 200;
const RUNS = 10;
const DRILLS = 3;

interface Seen {
  readonly recovered: number;
  readonly promoted: number;
  /** Writes that were acknowledged and are not there afterwards. */
  readonly lost: number;
  readonly acknowledged: number;
}

/** The scenario as a team would write it for `scalekit prove --scenarios`, with the times that its drills showed. */
function scenario(drills: readonly number[]): string {
  const watch = detection("watch", "", {
    ...probeOf({ inter: WATCH.interval, fall: WATCH.threshold, timeout: WATCH.timeout }),
    by: "balancer",
  }).time;
  const down = detection("down", "", probeOf(CHECKS)).time;
  const up = detection("up", "", probeOf({ ...CHECKS, fall: 1 })).time;
  const span = ({ min, typical, max }: Range): string => `takes: ${ms(typical)}, least: ${ms(min)}, most: ${ms(max)}`;
  const drilled = { min: Math.min(...drills), typical: median(drills), max: Math.max(...drills) };
  return `scenarios:
  primary-lost:
    title: the primary crashes and the replica is promoted
    loses: { orders: 0s }
    steps:
      watch: { kind: detect, ${span(watch)} }
      down: { kind: detect, ${span(down)} }
      promote: { kind: promote, ${span(drilled)}, after: [watch], source: ${drills.length} drills }
      up: { kind: redirect, ${span(up)}, after: [promote] }
      again: { kind: reconnect, takes: ${TRY_MS / 2}ms, least: 0s, most: ${TRY_MS}ms, after: [up, down] }
`;
}

const ms = (seconds: number): string => `${Math.round(seconds * 1000)}ms`;

function predict(drills: readonly number[]): { readonly rto: Range; readonly rpo: Range } {
  const own = readOwn(scenario(drills), "drills.yaml");
  if (!own.ok) throw new Error(JSON.stringify(own.problems));
  const [proof] = prove(topologyOf(poolOf(1)), { own: own.value.scenarios }, ["primary-lost"]).proofs;
  if (!proof) throw new Error("nothing suffers");
  return proof;
}

/** @param phase where in the watcher's interval the crash comes, 0 to 1 */
async function crash(phase: number): Promise<Seen> {
  const bench = new Bench();
  try {
    const database = await Database.start(bench, CHECKS);
    const began = performance.now();
    const now = (): number => (performance.now() - began) / 1000;
    const kept: number[] = [];
    const tries: Promise<Try>[] = [];
    const write = async (id: number): Promise<Try> => {
      const at = now();
      const ok = (await database.ask(`insert into kept values (${id})`)) !== undefined;
      if (ok) kept.push(id);
      return { at, ok };
    };
    const writing = setInterval(() => tries.push(write(tries.length)), TRY_MS);
    const promotion = watched(database);
    await pause(1000 * (1 + phase * WATCH.interval));
    const strike = now();
    database.crash();
    const promoted = await promotion;
    await pause(1000 * (CHECKS.inter + CHECKS.timeout + 2));
    clearInterval(writing);
    const recovered = recoveredAfter(strike, await Promise.all(tries));
    if (recovered === undefined) throw new Error("writes failed to the end");
    const there = new Set((await database.ask("select id from kept"))?.split("\n").map(Number));
    return { recovered, promoted, lost: kept.filter((id) => !there.has(id)).length, acknowledged: kept.length };
  } finally {
    bench.stop();
  }
}

/** Asks the primary on a fixed clock and promotes the replica after failures in a row. @returns how long promotion took */
function watched(database: Database): Promise<number> {
  let failures = 0;
  return new Promise((resolve, reject) => {
    const clock = setInterval(async () => {
      failures = (await database.isWell(WATCH.timeout)) ? 0 : failures + 1;
      if (failures !== WATCH.threshold) return;
      clearInterval(clock);
      database.promote().then(resolve, reject);
    }, WATCH.interval * 1000);
  });
}

const spread = async (runs: number): Promise<readonly Seen[]> => {
  const seen: Seen[] = [];
  for (let run = 0; run < runs; run++) seen.push(await crash(run / runs));
  return seen;
};

if (MISSING.length > 0) test.skip(SKIPPED, () => {});
else
  test("a crashed PostgreSQL is followed by its replica within what the model says", async () => {
    const drills = (await spread(DRILLS)).map(({ promoted }) => promoted);
    const { rto, rpo } = predict(drills);
    record("promotion-predicted", { versions: versions(), scenario: scenario(drills), rto, rpo });
    const seen = await spread(RUNS);
    const errors = seen.map(({ recovered }) => errorOf(rto.typical, recovered));
    const hits = seen.filter(({ recovered }) => within(recovered, rto, TRY_MS / 1000)).length;
    record("promotion-measured", { versions: versions(), seen, errors, median: medianError(errors), hits });
    say(`predicted: ${rto.typical.toFixed(2)} s (${rto.min.toFixed(1)} to ${rto.max.toFixed(1)}), ${rpo.max} s lost`);
    const rows = seen.map(({ recovered, promoted, lost, acknowledged }, at) => [
      `${recovered.toFixed(2)} s`,
      percentText(errors[at] ?? 0),
      `${promoted.toFixed(2)} s`,
      `${lost} of ${acknowledged}`,
    ]);
    say(table(["measured", "error", "of it promotion", "acknowledged writes lost"], rows));
    say(`${hits} of ${RUNS} within the range, median error of the typical time ${percentText(medianError(errors))}`);
    expect([hits, seen.reduce((sum, { lost }) => sum + lost, 0)]).toEqual([RUNS, 0]);
  }, 900_000);
