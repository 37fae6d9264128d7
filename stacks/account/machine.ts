import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { CheckResult } from "./check";

const run = promisify(execFile);

/** The oldest Node that scalekit is tested on. */
const NODE_MAJOR = 20;

/** What this machine has of what runs need. Nothing is installed. */
export async function examineMachine(env: NodeJS.ProcessEnv): Promise<readonly CheckResult[]> {
  return Promise.all([node(), tool("git", ["--version"], "only `check --since` needs it"), engine(env), go()]);
}

async function node(): Promise<CheckResult> {
  const major = Number(process.versions.node.split(".")[0]);
  const base = { id: "node", title: "Node.js", detail: process.version };
  return major >= NODE_MAJOR
    ? { ...base, status: "ok" }
    : { ...base, status: "missing", fix: `install Node.js ${NODE_MAJOR} or later` };
}

async function tool(name: string, args: readonly string[], why: string): Promise<CheckResult> {
  try {
    const { stdout } = await run(name, [...args], { timeout: 10_000 });
    return { id: name, title: name, status: "ok", detail: stdout.trim().split("\n")[0] ?? "" };
  } catch {
    return { id: name, title: name, status: "warning", detail: "not found", fix: why };
  }
}

async function go(): Promise<CheckResult> {
  return tool("go", ["version"], "only needed where no Pulumi engine is found and its download is out of reach");
}

async function engine(env: NodeJS.ProcessEnv): Promise<CheckResult> {
  const { findEngine } = await import("../engine/binary/find.js");
  const { engine: found } = await findEngine(env);
  const title = "Pulumi engine";
  if (found) return { id: "engine", title, status: "ok", detail: `${found.version} (${found.from}: ${found.path})` };
  return {
    id: "engine",
    title,
    status: "warning",
    detail: "not found yet",
    fix: "the first `scalekit up` gets it; or set SCALEKIT_PULUMI to one",
  };
}
