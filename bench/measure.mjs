// Times whole processes, and says on what.
import { spawnSync } from "node:child_process";
import { cpus, loadavg, totalmem } from "node:os";

export const machine = () =>
  `${cpus().length} x ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}, load ${loadavg()[0].toFixed(1)}`;

/** @returns functions that print a median and its range, and return the median in seconds */
export function measurer(folder, runs) {
  function measure(what, [command, ...args], env = {}, times = runs) {
    return measureWork(what, () => {
      const { status, error, stderr } = spawnSync(command, args, { cwd: folder, encoding: "utf8", env: { ...process.env, ...env }, maxBuffer: 2 ** 28 });
      // Findings are status 1; anything else is a run that proves nothing.
      if (error || (status ?? 2) > 1) throw new Error(`${what}: ${error?.message ?? stderr.slice(-2000)}`);
    }, times);
  }

  /** The first run, which fills the machine's file cache, is not counted. */
  function measureWork(what, work, times = runs) {
    work();
    const seconds = Array.from({ length: times }, () => {
      const start = process.hrtime.bigint();
      work();
      return Number(process.hrtime.bigint() - start) / 1e9;
    }).sort((a, b) => a - b);
    const median = seconds[Math.floor(times / 2)];
    console.log(`${what.padEnd(48)} ${median.toFixed(2).padStart(7)} s  (${seconds[0].toFixed(2)} to ${seconds.at(-1).toFixed(2)})`);
    return median;
  }
  return { measure, measureWork };
}
