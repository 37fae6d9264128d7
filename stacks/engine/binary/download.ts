import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ScalekitError } from "../../../blueprints/problems/problem";
import type { Installer } from "./install";
import { runTool } from "./run-tool";
import { SDK_VERSION } from "./version";

/** Official releases and their sums, as https://get.pulumi.com/install.sh and the release pages use them. */
const RELEASES = "https://get.pulumi.com/releases/sdk";
const SUMS = `https://github.com/pulumi/pulumi/releases/download/v${SDK_VERSION}/pulumi-${SDK_VERSION}-checksums.txt`;

/** Where the network is closed the next way must be tried soon. */
const CONNECT_MS = 5_000;
const DOWNLOAD_MS = 300_000;

/**
 * Fetches the official release, checks its published SHA-256 sum, and unpacks the engine into the cache.
 * @throws Error where it is out of reach; ScalekitError SK3003 where the sum differs
 */
export const download: Installer = async (target, { say, signal }) => {
  const archive = `pulumi-v${SDK_VERSION}-${platform()}-${arch()}.tar.gz`;
  const sums = await fetchBytes(SUMS, CONNECT_MS, signal);
  const published = sumOf(sums.toString("utf8"), archive);
  if (!published) throw new Error(`${SUMS} lists no sum for ${archive}`);
  say(`Downloading the Pulumi engine ${SDK_VERSION} (about 60 MB) from ${RELEASES}`);
  const bytes = await fetchBytes(`${RELEASES}/${archive}`, DOWNLOAD_MS, signal);
  const actual = createHash("sha256").update(bytes).digest("hex");
  if (actual !== published) {
    throw new ScalekitError({
      code: "SK3003",
      message: `${archive} has SHA-256 ${actual}; published is ${published}`,
      fix: "try again, or put a trusted `pulumi` on PATH",
    });
  }
  await unpack(bytes, target);
};

/** The sum that a `sha256sum` listing has for a file. */
export function sumOf(listing: string, file: string): string | undefined {
  const line = listing.split("\n").find((text) => text.trim().endsWith(` ${file}`) || text.trim().endsWith(`*${file}`));
  return line && /^[0-9a-f]{64}\b/.exec(line.trim())?.[0];
}

async function unpack(bytes: Buffer, target: string): Promise<void> {
  mkdirSync(dirname(target), { recursive: true });
  const folder = mkdtempSync(join(dirname(target), "unpack-"));
  try {
    writeFileSync(join(folder, "engine.tar.gz"), bytes);
    const { status, stderr } = await runTool("tar", ["-xzf", "engine.tar.gz"], { cwd: folder, env: process.env });
    if (status !== 0) throw new Error(`tar: ${stderr.trim()}`);
    renameSync(join(folder, "pulumi", process.platform === "win32" ? "pulumi.exe" : "pulumi"), target);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function fetchBytes(url: string, timeoutMs: number, signal: AbortSignal): Promise<Buffer> {
  const answer = await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]) });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  return Buffer.from(await answer.arrayBuffer());
}

const platform = (): string => (process.platform === "win32" ? "windows" : process.platform);
const arch = (): string => (process.arch === "x64" ? "x64" : process.arch);
