// How long `scalekit plan` takes beside `pulumi preview` of the same stacks: the shop at tier global, nothing made yet, on
// the real engine with the sandbox's providers. Medians of whole processes, start-up included. Numbers to read, no test:
// they are this machine's. Run with `npm run bench`; `npm run bench -- 9` takes nine runs of each instead of five.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { cpus, tmpdir, totalmem } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { ensureEngine, installShims, statePlace } = createRequire(import.meta.url)(root);
const runs = Number(process.argv[2] ?? 5);
const main = join(root, "dist/cli/main.js");
const MANIFEST = "examples/shop/scalekit.yaml";

const folder = mkdtempSync(join(tmpdir(), "scalekit-bench-"));
const quiet = { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], maxBuffer: 2 ** 28 };
try {
  const engine = await ensureEngine({ env: process.env, say: console.error, signal: new AbortController().signal });
  const pulumi = plainProject(engine.path);
  const { stacks, totals } = JSON.parse(scalekit("plan", "--format", "json"));
  for (const { name } of stacks) pulumi(name, "stack", "init", "--secrets-provider", "passphrase");
  console.log(`${cpus().length} x ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`);
  console.log(`shop at tier global: ${totals.stacks} stacks, ${totals.resources} resources; medians of ${runs} runs\n`);
  const plan = measure("scalekit plan", () => scalekit("plan"));
  // One after the other, as a pipeline with a job step a stack does.
  const each = measure("pulumi preview, a process a stack", () => {
    for (const { name } of stacks) pulumi(name, "preview");
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

/** Pulumi.yaml in a folder of its own, with the stand-in for the Node language host that the tests use. */
function plainProject(engine) {
  const manifest = join(folder, MANIFEST);
  mkdirSync(dirname(manifest), { recursive: true });
  writeFileSync(manifest, readFileSync(join(root, MANIFEST)));
  const project = readFileSync(join(root, "Pulumi.yaml"), "utf8");
  writeFileSync(
    join(folder, "Pulumi.yaml"),
    `${project.replace("main: dist/", `main: ${root}/dist/`)}  scalekit:tier: { value: global }\n`,
  );
  const host = join(root, "test/support/language-host/pulumi-language-nodejs.js");
  const bin = join(folder, "bin");
  mkdirSync(bin);
  writeFileSync(join(bin, "pulumi-language-nodejs"), `#!/bin/sh\nexec "${process.execPath}" "${host}" "$@"\n`, {
    mode: 0o755,
  });
  const shims = installShims(join(folder, "plugins"), { cloudDir: join(folder, "cloud") });
  const place = statePlace({ folder: join(folder, "plain"), sandbox: true, env: process.env });
  for (const path of [place.localFolder, place.env.PULUMI_HOME]) mkdirSync(path, { recursive: true });
  const path = [bin, shims.pathDir, process.env.PATH].join(delimiter);
  const env = { ...process.env, ...place.env, ...shims.env, PATH: path };
  return (stack, ...words) =>
    execFileSync(engine, [...words, "--stack", `sandbox.${stack}`, "--non-interactive"], { ...quiet, env });
}

function peakMegabytes() {
  const spy = join(folder, "spy.cjs");
  writeFileSync(spy, 'process.on("exit", () => process.stderr.write(`\\n${process.resourceUsage().maxRSS}`));');
  const words = ["--require", spy, main, "plan", "--tier", "global", "-f", MANIFEST];
  const { stderr } = spawnSync(process.execPath, words, quiet);
  return Math.round(Number(stderr.trim().split("\n").at(-1)) / 1024);
}
