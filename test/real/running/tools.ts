import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";

/** What the measured systems are made of, as Debian packages them. */
const COMMANDS = ["haproxy", "pg_config", "taskset"] as const;

const has = (command: string): boolean => spawnSync("sh", ["-c", `command -v ${command}`]).status === 0;

/** Commands that are not there; empty: everything can be measured. */
export const MISSING: readonly string[] = COMMANDS.filter((command) => !has(command));
export const SKIPPED = `skipped: ${MISSING.join(", ")} missing; install Debian's haproxy, postgresql and util-linux`;

/** Where PostgreSQL keeps what is not on the path. */
export const postgres = (name: string): string =>
  join(execFileSync("pg_config", ["--bindir"], { encoding: "utf8" }).trim(), name);

const firstLine = (command: string, args: readonly string[]): string =>
  (spawnSync(command, args, { encoding: "utf8" }).stdout.split("\n")[0] ?? "").trim();

/** Versions of all that takes part, for the record. */
export const versions = (): Readonly<Record<string, string>> => ({
  node: process.version,
  haproxy: firstLine("haproxy", ["-v"]).replace(/ - .*/, ""),
  postgres: firstLine(postgres("postgres"), ["--version"]),
});

/** PostgreSQL refuses to be root, and nothing else here needs to be. */
const user = (): { readonly uid?: number; readonly gid?: number } =>
  process.getuid?.() === 0
    ? {
        uid: Number(execFileSync("id", ["-u", "nobody"], { encoding: "utf8" })),
        gid: Number(execFileSync("id", ["-g", "nobody"], { encoding: "utf8" })),
      }
    : {};

/** Core of the servers, and core of those that ask. */
export const CORES = { servers: 0, clients: cpus().length > 1 ? 1 : 0 } as const;

/** Programs of one measurement, on loopback and in a folder of their own; nothing of it outlives `stop`. */
export class Bench {
  readonly #user = user();
  readonly #children: ChildProcess[] = [];
  readonly folder = mkdtempSync(join(tmpdir(), "scalekit-reality-"));

  constructor() {
    this.#own(this.folder);
  }

  write(name: string, text: string): string {
    const file = join(this.folder, name);
    writeFileSync(file, text, { mode: 0o644 });
    return file;
  }

  newFolder(name: string): string {
    const path = join(this.folder, name);
    mkdirSync(path, { mode: 0o700 });
    this.#own(path);
    return path;
  }

  #own(path: string): void {
    const { uid, gid } = this.#user;
    if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid);
  }

  /** Starts what runs until `stop`, pinned to a core. */
  start(command: string, args: readonly string[], core: number = CORES.servers): ChildProcess {
    const child = spawn("taskset", ["-c", String(core), command, ...args], {
      ...this.#user,
      cwd: this.folder,
      stdio: "ignore",
    });
    this.#children.push(child);
    return child;
  }

  /** Runs something to its end, pinned to a core. @throws Error with what it said, where it failed */
  run(command: string, args: readonly string[], core: number = CORES.clients): Promise<string> {
    return new Promise((resolve, reject) => {
      const child = spawn("taskset", ["-c", String(core), command, ...args], {
        ...this.#user,
        cwd: this.folder,
        stdio: ["ignore", "pipe", "pipe"],
        env: { ...process.env, HOME: this.folder, PGPASSFILE: "/dev/null", LC_ALL: "C" },
      });
      let [out, error] = ["", ""];
      child.stdout?.on("data", (part: Buffer) => {
        out += part.toString();
      });
      child.stderr?.on("data", (part: Buffer) => {
        error += part.toString();
      });
      child.on("error", reject);
      child.on("close", (code) =>
        code === 0 ? resolve(out) : reject(new Error(`${command} ended with ${code}: ${error.slice(-500)}`)),
      );
    });
  }

  stop(): void {
    for (const child of this.#children) child.kill("SIGKILL");
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits until something holds. @throws Error where it does not within 20 s */
export async function until(holds: () => Promise<boolean>, otherwise: string): Promise<void> {
  const end = performance.now() + 20_000;
  while (performance.now() < end) {
    if (await holds().catch(() => false)) return;
    await pause(50);
  }
  throw new Error(otherwise);
}

/** Ports that nobody has at the moment. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const servers = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise<ReturnType<typeof createServer>>((resolve, reject) => {
          const server = createServer();
          server.on("error", reject);
          server.listen(0, "127.0.0.1", () => resolve(server));
        }),
    ),
  );
  const ports = servers.map((server) => {
    const address = server.address();
    return typeof address === "object" && address ? address.port : 0;
  });
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
