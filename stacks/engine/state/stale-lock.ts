import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { ScalekitError } from "../../../blueprints/problems/problem";
import { isAlive } from "../binary/one-at-a-time";
import { engineName, type Session } from "../session";

/** What the file backend writes into a lock (pulumi/pkg/backend/diy/lock.go, lockContent). */
interface Lock {
  readonly pid: number;
  readonly username: string;
  readonly hostname: string;
  readonly timestamp: string;
}

/** How long an engine whose command line was killed may take to notice and to end. */
const PATIENCE_MS = 20_000;

/**
 * Clears the way to a stack's state on this machine: the lock of a process that is gone is broken with a notice, that of
 * a live one is waited for a little, any other is refused (DECISIONS 23). Backends elsewhere are left to the engine.
 * @throws ScalekitError SK3006 with owner and age
 */
export async function breakStaleLocks(session: Session, stack: string, say: (notice: string) => void): Promise<void> {
  const { localFolder } = session.place;
  if (localFolder === undefined) return;
  const name = engineName(session, stack);
  const folder = join(localFolder, ".pulumi", "locks", "organization", session.project, name);
  const deadline = Date.now() + PATIENCE_MS;
  for (const file of lockFiles(folder)) {
    const lock = readLockFile(join(folder, file));
    if (!lock) continue;
    let told = false;
    while (existsSync(join(folder, file)) && isHeld(lock)) {
      if (lock.hostname !== hostname() || Date.now() > deadline) throw inUse(stack, lock);
      if (!told) say(`${stack} is still in use by process ${lock.pid} of an earlier run; waiting for it to end`);
      told = true;
      await wait(250);
    }
    if (!existsSync(join(folder, file))) continue;
    for (const part of [file, `${file}.attrs`]) rmSync(join(folder, part), { force: true });
    say(`Broke the lock on ${stack} that process ${lock.pid} left ${age(lock)} ago: it no longer runs`);
  }
}

function lockFiles(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".json")) : [];
}

/** Undefined for a lock that is gone or half written. */
function readLockFile(file: string): Lock | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Lock;
  } catch {
    return undefined;
  }
}

function isHeld(lock: Lock): boolean {
  if (lock.hostname !== hostname()) return true;
  return isAlive(lock.pid) && !startedAfter(lock.pid, Date.parse(lock.timestamp));
}

/**
 * Whether a process began after a time, so that its id is one used again. Known on Linux only (/proc/PID/stat, field 22,
 * in ticks of 1/100 s since boot: proc(5)); elsewhere a live process is taken for the holder.
 */
function startedAfter(pid: number, time: number): boolean {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
    const boot = Number(/^btime (\d+)$/m.exec(readFileSync("/proc/stat", "utf8"))?.[1]) * 1000;
    return boot + Number(fields[19]) * 10 > time + 2_000;
  } catch {
    return false;
  }
}

const inUse = (stack: string, lock: Lock): ScalekitError =>
  new ScalekitError({
    code: "SK3006",
    message: `the state of ${stack} is in use by ${lock.username}@${lock.hostname}, process ${lock.pid}, for ${age(lock)}`,
    fix: `wait for it; if it is gone for good, \`pulumi cancel --stack ${stack}\` breaks its lock`,
  });

function age(lock: Lock): string {
  const seconds = Math.max(0, Math.round((Date.now() - Date.parse(lock.timestamp)) / 1000));
  if (seconds < 120) return `${seconds} s`;
  return seconds < 7200 ? `${Math.round(seconds / 60)} minutes` : `${Math.round(seconds / 3600)} hours`;
}
