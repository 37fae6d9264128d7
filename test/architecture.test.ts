import { execFileSync } from "node:child_process";
import { join } from "node:path";

const root = join(__dirname, "..");

describe("the house", () => {
  it("has imports that go one way", () => {
    const cruiser = join(root, "node_modules", "dependency-cruiser", "bin", "dependency-cruise.mjs");
    const folders = ["blueprints", "components", "stacks", "cli", "index.ts"];
    const run = () =>
      execFileSync(
        process.execPath,
        [cruiser, "--config", ".dependency-cruiser.cjs", "--output-type", "err-long", ...folders],
        {
          cwd: root,
          encoding: "utf8",
        },
      );
    expect(run).not.toThrow();
  }, 120_000);
});
