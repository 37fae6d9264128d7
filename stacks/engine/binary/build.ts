import { copyFileSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { packageFile } from "../../package-file";
import type { Installer } from "./install";
import { runTool } from "./run-tool";
import { SDK_VERSION } from "./version";

/** What engine/go.mod pins; `build` refuses where the SDK beside us is another, for the two must be the same (DECISIONS 26). */
export const PINNED_VERSION = "3.246.0";

/** Without cgo user look-ups and gRPC tracing, stripped, and with the version that `pulumi version` prints. */
const FLAGS = (output: string): string[] => [
  "build",
  "-mod=readonly",
  "-tags",
  "osusergo,grpcnotrace",
  "-ldflags",
  `-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${SDK_VERSION}`,
  "-o",
  output,
  "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
];

/**
 * Builds the engine from the Go module proxy with the pinned go.mod and go.sum: 3 to 5 minutes and 2 GB of memory on
 * two cores, once.
 * @throws Error where Go is absent or the build fails
 */
export const build: Installer = async (target, { say, signal, env }) => {
  if (SDK_VERSION !== PINNED_VERSION)
    throw new Error(`engine/go.mod pins ${PINNED_VERSION}, @pulumi/pulumi here is ${SDK_VERSION}`);
  const go = await runTool("go", ["version"], { env, signal });
  if (go.status !== 0) throw new Error("Go is not installed");
  mkdirSync(dirname(target), { recursive: true });
  const folder = mkdtempSync(join(dirname(target), "build-"));
  const started = Date.now();
  say(`Building the Pulumi engine ${SDK_VERSION} with Go: 3 to 5 minutes, once`);
  const elapsed = setInterval(() => say(`  still building, ${Math.round((Date.now() - started) / 1000)} s`), 15_000);
  try {
    // The build runs in a copy: an installed package may be read-only, and Go must never change the pinned files.
    for (const file of ["go.mod", "go.sum"]) copyFileSync(packageFile(`engine/${file}`), join(folder, file));
    const output = join(folder, "pulumi");
    const { status, stderr } = await runTool("go", FLAGS(output), {
      cwd: folder,
      env: { ...env, GOFLAGS: "", GOWORK: "off" },
      signal,
    });
    if (status !== 0) throw new Error(`go build: ${stderr.trim().split("\n").slice(-5).join("\n") || "interrupted"}`);
    renameSync(output, target);
    say(`Built the engine in ${Math.round((Date.now() - started) / 1000)} s: ${target}`);
  } finally {
    clearInterval(elapsed);
    rmSync(folder, { recursive: true, force: true });
  }
};
