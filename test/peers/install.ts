import { execFileSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** Paths of the peers, as bench/peers/install.mjs installs them (npm and PyPI). */
export interface Peers {
  readonly nodePath: string;
  readonly checkov: string;
  readonly cfnLint: string;
  readonly python: string;
  /** As npm and pip name them, with their versions. */
  readonly versions: readonly string[];
}

export function installedPeers(): Peers {
  const installer = pathToFileURL(join(__dirname, "../../bench/peers/install.mjs")).href;
  const folder = process.env.SCALEKIT_PEERS ?? join(tmpdir(), "scalekit-peers");
  const program = `import { installPeers } from ${JSON.stringify(installer)};
    console.log(JSON.stringify(installPeers(${JSON.stringify(folder)})));`;
  const printed = execFileSync(process.execPath, ["--input-type=module", "-e", program], { encoding: "utf8" });
  return JSON.parse(printed) as Peers;
}
