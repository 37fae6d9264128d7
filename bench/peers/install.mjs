// Installs the peers that bench/check.mjs and test/peers compare with into a folder of their own, outside of the project: AWS
// CDK with cdk-nag from npm, Checkov and cfn-lint from PyPI. Needs both registries and Python 3.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const CDK = ["aws-cdk-lib@2.276.0", "cdk-nag@3.0.2", "constructs@10"];
const PYTHON = { checkov: "checkov==3.3.30", "cfn-lint": "cfn-lint==1.58.0" };

/** @returns paths of what was installed */
export function installPeers(folder) {
  mkdirSync(folder, { recursive: true });
  const quiet = { cwd: folder, stdio: ["ignore", "ignore", "inherit"] };
  if (!existsSync(join(folder, "node_modules", "cdk-nag"))) {
    writeFileSync(join(folder, "package.json"), "{}");
    execFileSync("npm", ["install", "--no-audit", "--no-fund", ...CDK], quiet);
  }
  const venv = join(folder, "venv");
  const bin = join(venv, "bin");
  if (!existsSync(bin)) execFileSync("python3", ["-m", "venv", venv], quiet);
  for (const [command, wanted] of Object.entries(PYTHON))
    if (!existsSync(join(bin, command))) execFileSync(join(bin, "pip"), ["install", "-q", wanted], quiet);
  const [checkov, cfnLint, python] = ["checkov", "cfn-lint", "python"].map((command) => join(bin, command));
  return { nodePath: join(folder, "node_modules"), checkov, cfnLint, python, versions: [...CDK, ...Object.values(PYTHON)] };
}
