import { chmodSync, existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { ScalekitError } from "../../../blueprints/problems/problem";
import { packageFile } from "../../package-file";
import { CLOUD_FOLDER, LATENCY } from "./serve";

/** Providers that the sandbox stands in for. */
export const PROVIDERS = ["aws", "cloudflare", "kubernetes", "random"] as const;

export interface ShimSettings {
  /** Where the simulated cloud lies. */
  readonly cloudDir: string;
  /** How long each creation, change and deletion takes; 0 by default, so that tests and trials are quick. */
  readonly latencyMs?: number;
}

/** What the engine's process needs to find the simulated providers, and nothing else does (DECISIONS 24). */
export interface Shims {
  /** Goes before everything on the PATH of the engine's process only. */
  readonly pathDir: string;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Writes the executables that the engine takes for provider plugins.
 * @param folder kept for them, such as `.scalekit/sandbox/plugins`
 * @throws ScalekitError SK4001 where the package is not compiled
 */
export function installShims(folder: string, { cloudDir, latencyMs }: ShimSettings): Shims {
  const server = compiledServer();
  const pathDir = resolve(folder, "bin");
  mkdirSync(pathDir, { recursive: true });
  for (const provider of PROVIDERS) writeShim(join(pathDir, `pulumi-resource-${provider}`), server, provider);
  const latency = latencyMs ?? Number(process.env[LATENCY] ?? 0);
  return { pathDir, env: { [CLOUD_FOLDER]: resolve(cloudDir), [LATENCY]: String(latency) } };
}

/** Another run may be starting the same file: it is replaced whole. */
function writeShim(path: string, server: string, provider: string): void {
  const script = `#!/bin/sh\n# Simulated: no real cloud is touched. Written by scalekit.\nexec ${quoted(process.execPath)} ${quoted(server)} ${provider} "$@"\n`;
  const aside = `${path}.${process.pid}`;
  writeFileSync(aside, script);
  chmodSync(aside, 0o755);
  renameSync(aside, path);
}

function compiledServer(): string {
  const beside = join(__dirname, "serve.js");
  const found = existsSync(beside) ? beside : packageFile(join("dist", "stacks", "sandbox", "server", "serve.js"));
  if (existsSync(found)) return found;
  throw new ScalekitError({
    code: "SK4001",
    message: "the simulated providers are not compiled: dist/ is missing",
    fix: "run `npm run build`",
  });
}

const quoted = (path: string): string => `'${path.replaceAll("'", `'\\''`)}'`;
