import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { gather } from "../../cli/audit/sources";
import { textOf } from "../../stacks/regular-file";

const little = (text: string): Buffer => Buffer.from(`\uFEFF${text}`, "utf16le");
const big = (text: string): Buffer => Buffer.from(`\uFEFF${text}`, "utf16le").swap16();

test("a text is the same in UTF-8 and in both forms of UTF-16", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      expect(textOf(Buffer.from(text))).toBe(text);
      expect(textOf(little(text))).toBe(text);
      expect(textOf(big(text))).toBe(text);
    }),
  );
});

test("a text that was cut off in the middle of a character is read as far as it goes", () => {
  expect(textOf(big("ab").subarray(0, 5))).toBe("a");
});

test("a plan that PowerShell wrote is audited as any other", () => {
  const folder = mkdtempSync(join(tmpdir(), "scalekit-encoding-"));
  try {
    const bucket = { address: "aws_s3_bucket.files", mode: "managed", type: "aws_s3_bucket", name: "files" };
    const shown = { ...bucket, values: { bucket: "files" } };
    const plan = { format_version: "1.2", planned_values: { root_module: { resources: [shown] } } };
    writeFileSync(join(folder, "plan.json"), little(JSON.stringify(plan)));
    const gathered = gather(["plan.json"], { cwd: folder });
    expect("problems" in gathered ? gathered.problems : gathered.resources.map(({ name }) => name)).toEqual([
      "aws_s3_bucket.files",
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
