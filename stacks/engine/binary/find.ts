import { accessSync, constants, statSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { ScalekitError } from "../../../blueprints/problems/problem";
import { runTool } from "./run-tool";
import { inRange, OLDEST_ENGINE, SDK_VERSION } from "./version";

/** An engine that can be used. */
export interface Engine {
  /** Absolute path of the executable. */
  readonly path: string;
  /** Such as 3.246.0. */
  readonly version: string;
  readonly from: "SCALEKIT_PULUMI" | "PATH" | "cache" | "download" | "build";
}

export interface Found {
  readonly engine?: Engine;
  /** What was looked at and not used, in words for a person. */
  readonly notes: readonly string[];
}

const executable = process.platform === "win32" ? "pulumi.exe" : "pulumi";

/** Where a fetched or built engine is kept: outside the project, so that projects share it. */
export function cachedEngine(env: NodeJS.ProcessEnv): string {
  const base = env.SCALEKIT_CACHE || join(env.XDG_CACHE_HOME || join(env.HOME || homedir(), ".cache"), "scalekit");
  return join(resolve(base), "engine", `v${SDK_VERSION}`, executable);
}

/**
 * Looks for an engine on this machine: SCALEKIT_PULUMI, PATH, the cache, in this order.
 * @throws ScalekitError SK3002 where SCALEKIT_PULUMI names none or one outside the tested range: a stated wish is not passed over
 */
export async function findEngine(env: NodeJS.ProcessEnv): Promise<Found> {
  const notes: string[] = [];
  const named = env.SCALEKIT_PULUMI;
  if (named) return { engine: await namedEngine(named, env), notes };
  for (const path of onPath(env)) {
    const version = await versionOf(path, env);
    if (version && inRange(version)) return { engine: { path, version, from: "PATH" }, notes };
    notes.push(
      `${path} is ${version ?? "no engine that starts"}, outside the tested range (${OLDEST_ENGINE} or newer, same major)`,
    );
  }
  const cached = cachedEngine(env);
  if (isExecutable(cached)) {
    const version = await versionOf(cached, env);
    if (version === SDK_VERSION) return { engine: { path: cached, version, from: "cache" }, notes };
    notes.push(`${cached} does not start or has another version (${version ?? "none"})`);
  }
  return { notes };
}

async function namedEngine(named: string, env: NodeJS.ProcessEnv): Promise<Engine> {
  const path = resolve(named);
  const version = await versionOf(path, env);
  if (version && inRange(version)) return { path, version, from: "SCALEKIT_PULUMI" };
  throw new ScalekitError({
    code: "SK3002",
    message: version
      ? `SCALEKIT_PULUMI names engine ${version}; tested are ${OLDEST_ENGINE} and newer of the same major version`
      : `SCALEKIT_PULUMI names ${named}, which does not start as a Pulumi engine`,
    fix: "name another engine, or unset SCALEKIT_PULUMI",
  });
}

function onPath(env: NodeJS.ProcessEnv): string[] {
  return (env.PATH ?? "")
    .split(delimiter)
    .filter((folder) => folder !== "")
    .map((folder) => join(folder, executable))
    .filter(isExecutable)
    .slice(0, 1);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** Version of an engine, without the v; undefined where it doesn't start or says nothing that looks like one. */
export async function versionOf(path: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const { status, stdout } = await runTool(path, ["version"], {
    env: { ...env, PULUMI_SKIP_UPDATE_CHECK: "true" },
    timeoutMs: 30_000,
  });
  const match = status === 0 ? /^v?(\d+\.\d+\.\d+\S*)/.exec(stdout.trim()) : null;
  return match?.[1];
}
