import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join, resolve } from "node:path";
import { runDestroy, runStatus, runUp } from "../../../stacks/engine";
import { readState } from "../../../stacks/engine/run/unprotect";
import { chain, chainPlan, LENGTH } from "./toy/chain";
import { makeWorld, type World } from "./world";

jest.setTimeout(300_000);

let world: World;
beforeEach(() => {
  world = makeWorld();
});
afterEach(() => world.close());

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

interface Ended {
  readonly out: string;
  readonly signal: NodeJS.Signals | null;
}

function startUp(): { child: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(
    process.execPath,
    ["-r", resolve(__dirname, "toy/typescript.js"), resolve(__dirname, "toy/up.ts"), world.folder],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  let out = "";
  child.stdout?.on("data", (data) => {
    out += String(data);
  });
  return { child, ended: new Promise((done) => child.on("close", (_code, signal) => done({ out, signal }))) };
}

const locks = join(".scalekit", "sandbox", "state", ".pulumi", "locks", "organization", "toyshop");

/** Process of the engine that holds a lock now and that this command started; one of a killed command may still be ending. */
function enginePid(command: ChildProcess): number | undefined {
  const folder = join(world.folder, locks);
  const files = existsSync(folder) ? readdirSync(folder, { recursive: true }).map(String) : [];
  for (const file of files.filter((name) => name.endsWith(".json"))) {
    try {
      const { pid } = JSON.parse(readFileSync(join(folder, file), "utf8")) as { pid: number };
      const parent = spawnSync("ps", ["-o", "ppid=", "-p", String(pid)], { encoding: "utf8" }).stdout.trim();
      if (Number(parent) === command.pid) return pid;
    } catch {
      // Gone meanwhile.
    }
  }
  return undefined;
}

/** Waits until so many calls have reached the cloud, or the run is over. */
async function untilCalls(count: number, child: ChildProcess): Promise<void> {
  while (world.calls().length < count && child.exitCode === null) await pause(20);
}

test("killed at ten points, the engine or the command itself, the same command finishes", async () => {
  let kills = 0;
  for (let point = 0; point < 10; point++) {
    const { child, ended } = startUp();
    // The engine of a command that was killed may work on for a moment: what counts is this command's own.
    while (enginePid(child) === undefined && child.exitCode === null) await pause(20);
    await untilCalls(world.calls().length + 1 + (point % 3), child);
    const victim = point % 2 === 0 ? child.pid : enginePid(child);
    if (victim !== undefined && child.exitCode === null) {
      process.kill(victim, "SIGKILL");
      kills++;
    }
    await ended;
  }
  expect(kills).toBe(10);
  const last = await startUp().ended;
  expect(JSON.parse(last.out)).toMatchObject({ status: expect.stringMatching(/^(done|unchanged)$/) });

  const names = ["dns", "eu-west-1"].flatMap((key) =>
    Array.from({ length: LENGTH }, (_, index) => `${key}-${index + 1}`),
  );
  expect(world.existing()).toEqual(names.sort());
  const settings = await world.settings(chainPlan, chain);
  expect(await runStatus(settings)).toMatchObject({ green: true });
  for (const { name } of chainPlan.stacks)
    expect((await readState(settings.session, name)).pending_operations ?? []).toEqual([]);
  expect((await runUp({ ...settings, confirm: async () => false })).status).toBe("unchanged");
  // Eleven starts of the engine: minutes where the machine is shared.
}, 900_000);

test("an up killed in the middle of a creation leaves nothing that destroy does not find", async () => {
  const { child, ended } = startUp();
  await untilCalls(3, child);
  child.kill("SIGKILL");
  await ended;
  await pause(600); // The toy's creation under way comes to its end in the cloud.
  const gone = await runDestroy({
    ...(await world.settings(chainPlan, chain)),
    unprotect: true,
    confirm: async () => true,
  });
  expect(gone.stacks.flatMap(({ run }) => run?.errors ?? [])).toEqual([]);
  expect(world.existing()).toEqual([]);
});

test("Ctrl-C lets the resource under way finish, starts nothing more, and the same command goes on", async () => {
  const { child, ended } = startUp();
  await untilCalls(3, child);
  child.kill("SIGINT");
  const { out } = await ended;
  expect(JSON.parse(out)).toMatchObject({
    status: "cancelled",
    stacks: [
      { stack: "test-dns", status: "cancelled" },
      { stack: "test-eu-west-1", status: "cancelled" },
    ],
  });
  const starts = world.calls().filter(({ what }) => what === "create-start").length;
  expect(world.calls().filter(({ what }) => what === "create-end").length).toBe(starts);
  expect(JSON.parse((await startUp().ended).out)).toMatchObject({ status: "done" });
});

test("a lock of another machine is refused with owner and age", async () => {
  await runUp({ ...(await world.settings(chainPlan, chain, { only: ["dns"] })), confirm: async () => true });
  const folder = join(world.folder, locks, "sandbox.test-dns");
  mkdirSync(folder, { recursive: true });
  const lock = {
    pid: 1,
    username: "ann",
    hostname: "elsewhere",
    timestamp: new Date(Date.now() - 3 * 3_600_000).toISOString(),
  };
  writeFileSync(join(folder, "a.json"), JSON.stringify(lock));
  const result = await runUp({
    ...(await world.settings(chainPlan, chain, { only: ["dns"] })),
    confirm: async () => true,
  });
  expect(result.status).toBe("preview-failed");
  expect(result.preview.failed[0]?.errors[0]?.message).toMatch(/in use by ann@elsewhere, process 1, for 3 hours/);
  expect(existsSync(join(folder, "a.json"))).toBe(true);
});

test("a lock of a process of this machine that is gone is broken with a notice", async () => {
  await runUp({ ...(await world.settings(chainPlan, chain, { only: ["dns"] })), confirm: async () => true });
  const folder = join(world.folder, locks, "sandbox.test-dns");
  mkdirSync(folder, { recursive: true });
  const lock = { pid: 999_999_999, username: "ann", hostname: hostname(), timestamp: new Date().toISOString() };
  writeFileSync(join(folder, "a.json"), JSON.stringify(lock));
  const result = await runUp({
    ...(await world.settings(chainPlan, chain, { only: ["dns"] })),
    confirm: async () => true,
  });
  expect(result.status).toBe("unchanged");
  expect(JSON.stringify(world.events)).toContain("Broke the lock on test-dns");
});
