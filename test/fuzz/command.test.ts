import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { main } from "../../cli/main";
import { fakeIo } from "../cli/support";
import { EXAMPLES } from "./examples";
import { mutatedManifest } from "./manifests";
import { Random } from "./random";

jest.setTimeout(600_000);

test("500 manifests through the whole command: each ends with the status that its output says", async () => {
  const folder = mkdtempSync(join(tmpdir(), "scalekit-fuzz-"));
  const seen = new Set<number>();
  for (let seed = 1; seed <= 500; seed++) {
    writeFileSync(join(folder, "scalekit.yaml"), mutatedManifest(EXAMPLES, new Random(seed)));
    const { io, written } = fakeIo(folder);
    const status = await main(["check", "--format", "json", "--tier", "growth"], io);
    seen.add(status);
    // A defect is told as SK9999; bad input never is.
    expect([seed, written.stderr.includes("SK9999") ? written.stderr : ""]).toEqual([seed, ""]);
    if (status === 2) {
      expect([seed, written.stdout]).toEqual([seed, ""]);
      expect(written.stderr).toMatch(/SK\d{4}/);
    } else {
      const { verdict, findings } = JSON.parse(written.stdout);
      expect([seed, status]).toEqual([seed, verdict === "fail" ? 1 : 0]);
      expect([seed, findings.some(({ blocks }: { blocks: boolean }) => blocks)]).toEqual([seed, status === 1]);
    }
  }
  expect(seen.has(2)).toBe(true);
  rmSync(folder, { recursive: true });
});
