// How long `scalekit plan` takes beside `pulumi preview` of the same stacks: the shop at tier global, nothing made yet, on
// the real engine with the sandbox's providers. Medians of whole processes, start-up included. Numbers to read, no test:
// they are this machine's. Run with `npm run bench`; `npm run bench -- 9` takes nine runs of each instead of five.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir, totalmem } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { plainProject } from "./plain-project.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const runs = Number(process.argv[2] ?? 5);
const main = join(root, "dist/cli/main.js");
const MANIFEST = "examples/shop/scalekit.yaml";

const folder = mkdtempSync(join(tmpdir(), "scalekit-bench-"));
const quiet = { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], maxBuffer: 2 ** 28 };
try {
  const { pulumi, stacks, resources } = await plainProject(folder, MANIFEST);
  console.log(`${cpus().length} x ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`);
  console.log(`shop at tier global: ${stacks.length} stacks, ${resources} resources; medians of ${runs} runs\n`);
  const plan = measure("scalekit plan", () => scalekit("plan"));
  // One after the other, as a pipeline with a job step a stack does.
  const each = measure("pulumi preview, a process a stack", () => {
    for (const name of stacks) pulumi(name, ["preview"]);
  });
  const together = measure("one process, all stacks in parallel", () =>
    scalekit("preview", "--sandbox", "--concurrency", String(stacks.length)),
  );
  console.log(`\nplan is ${(each / plan).toFixed(1)} times as fast as a process a stack (aim: 8)`);
  console.log(`plan is ${(together / plan).toFixed(1)} times as fast as one process with all in parallel (aim: 4)`);
  console.log(`\n--help: ${medianSeconds(() => execFileSync(process.execPath, [main, "--help"], quiet)).toFixed(2)} s`);
  console.log(`peak memory of plan: ${peakMegabytes()} MB`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function measure(what, work) {
  const seconds = medianSeconds(work);
  console.log(`${what.padEnd(36)} ${seconds.toFixed(2).padStart(6)} s`);
  return seconds;
}

/** The first run, which fills the machine's file cache, is not counted. */
function medianSeconds(work) {
  work();
  const times = Array.from({ length: runs }, () => {
    const start = process.hrtime.bigint();
    work();
    return Number(process.hrtime.bigint() - start) / 1e9;
  });
  return times.sort((a, b) => a - b)[Math.floor(runs / 2)];
}

function scalekit(command, ...flags) {
  return execFileSync(process.execPath, [main, command, ...flags, "--tier", "global", "-f", MANIFEST], quiet);
}

function peakMegabytes() {
  const spy = join(folder, "spy.cjs");
  writeFileSync(spy, 'process.on("exit", () => process.stderr.write(`\\n${process.resourceUsage().maxRSS}`));');
  const words = ["--require", spy, main, "plan", "--tier", "global", "-f", MANIFEST];
  const { stderr } = spawnSync(process.execPath, words, quiet);
  return Math.round(Number(stderr.trim().split("\n").at(-1)) / 1024);
}
