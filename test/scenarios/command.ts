import { type ChildProcess, spawn } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../support/root";

/** The command as it is shipped; jest's global setup has compiled it. */
export const main = join(root, "dist", "cli", "main.js");

/** No run of these takes this long, even where four share a processor. */
const longest = 580_000;

export interface Ended {
  /** Exit status, or the signal that ended it. */
  readonly status: number | NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
}

/** A temporary folder with one manifest, in which the compiled command runs as a process of its own. */
export interface Folder {
  readonly path: string;
  manifest(): string;
  edit(change: (text: string) => string): void;
  start(...args: string[]): Started;
  run(...args: string[]): Promise<Ended>;
  /** Runs against the sandbox with `--format json`; the test fails where the status is another. */
  sandbox<Document>(status: number, command: string, ...args: string[]): Promise<Document>;
  close(): void;
}

export function folderWith(example: "shop" | "saas" | undefined): Folder {
  const path = mkdtempSync(join(tmpdir(), "scalekit-scenario-"));
  const file = join(path, "scalekit.yaml");
  if (example) copyFileSync(join(root, "examples", example, "scalekit.yaml"), file);
  const start = (...args: string[]) => startIn(path, args);
  const run = (...args: string[]) => start(...args).ended;
  return {
    path,
    manifest: () => readFileSync(file, "utf8"),
    edit: (change) => writeFileSync(file, change(readFileSync(file, "utf8"))),
    start,
    run,
    async sandbox<Document>(status: number, command: string, ...args: string[]) {
      const ended = await run(command, ...(command === "sandbox" ? [] : ["--sandbox"]), "--format", "json", ...args);
      if (ended.status !== status) throw new Error(unexpected([command, ...args], status, ended));
      return JSON.parse(ended.stdout) as Document;
    },
    close: () => rmSync(path, { recursive: true, force: true }),
  };
}

function startIn(cwd: string, args: readonly string[]): Started {
  const { SCALEKIT_BACKEND, SCALEKIT_SECRETS_PROVIDER, ...env } = process.env;
  const child = spawn(process.execPath, [main, ...args], { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  const timer = setTimeout(() => child.kill("SIGKILL"), longest);
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const ended = new Promise<Ended>((done) =>
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      done({ status: code ?? signal, stdout, stderr });
    }),
  );
  return { child, ended };
}

const unexpected = (args: readonly string[], wanted: number, { status, stdout, stderr }: Ended): string =>
  `scalekit ${args.join(" ")}: status ${status}, not ${wanted}\n${stderr.slice(-3000)}\n${stdout.slice(-1000)}`;
