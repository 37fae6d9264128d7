import { closeSync, mkdtempSync, openSync, rmSync, truncateSync, writeFileSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { auditGathered } from "../../../cli/audit/audit";
import { LARGE_BYTES, MAXIMUM_LARGE_BYTES, readLargeJson } from "../../../cli/audit/large-file";
import { redact } from "../../../cli/audit/redact";
import { gather } from "../../../cli/audit/sources";
import { auditMarkdown } from "../../../cli/reporters/audit/markdown";
import { RULES } from "../../../policies/rules";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "scalekit-large-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const HEAD = '{"version":4,"terraform_version":"1.9.0","lineage":"a","resources":[';
const resource = (type: string, name: string, note = "") => ({
  mode: "managed",
  type,
  name,
  provider: 'provider["registry.terraform.io/hashicorp/aws"]',
  instances: [{ attributes: { id: name, bucket: name, tags: { note } } }],
});

/** A state with a bucket at its begin and its end, and enough between them to be large. */
function writeLarge(end = '],"check_results":null}'): string {
  const file = openSync(join(folder, "large.tfstate"), "w");
  writeSync(file, HEAD + JSON.stringify(resource("aws_s3_bucket", "first")));
  const note = "n".repeat(1024 * 1024);
  for (let megabyte = 0; megabyte <= LARGE_BYTES / 1024 / 1024; megabyte++)
    writeSync(file, `,\n${JSON.stringify({ ...resource("aws_ami", `image-${megabyte}`, note), mode: "data" })}`);
  writeSync(file, `,${JSON.stringify(resource("aws_s3_bucket", "last"))}${end}`);
  closeSync(file);
  return "large.tfstate";
}

test("a large state is read to its end, and nothing needs to be said of it", () => {
  const gathered = gather([writeLarge()], { cwd: folder });
  if ("problems" in gathered) throw new Error(JSON.stringify(gathered.problems));
  expect(gathered.resources.map(({ type, name }) => [type, name])).toEqual([
    ["aws:s3/bucket:Bucket", "aws_s3_bucket.first"],
    ["aws:s3/bucket:Bucket", "aws_s3_bucket.last"],
  ]);
  expect(gathered.sources).toEqual([{ name: "large.tfstate", format: "terraform-state", resources: 2 }]);
  expect(gathered.skipped).toEqual([]);
});

test.each([
  ["named itself: a problem", "large.tfstate"],
  ["in a folder: skipped, and said", "."],
])("a large state that was cut off, %s", (_, name) => {
  writeFileSync(join(folder, "small.tfstate"), `${HEAD}${JSON.stringify(resource("aws_s3_bucket", "small"))}]}`);
  writeLarge("");
  const gathered = gather([name], { cwd: folder });
  const said = "problems" in gathered ? gathered.problems.map(({ message }) => message) : gathered.skipped;
  expect(JSON.stringify(said)).toContain("it was cut off");
});

test("what has no room is counted by type, and the person told what that means", () => {
  const types = ["aws_s3_bucket", "aws_glue_job", "aws_glue_job", "aws_athena_workgroup", "aws_s3_bucket"];
  const resources = types.map((type, index) => resource(type, `r${index}`, "n".repeat(1000)));
  writeFileSync(join(folder, "a.tfstate"), `${HEAD}${resources.map((one) => JSON.stringify(one)).join()}]}`);
  const read = (room: number, most: number) => readLargeJson(join(folder, "a.tfstate"), room, most);
  expect(read(1e6, 100)?.leftOut).toBeUndefined();
  expect(read(1e6, 2)?.leftOut?.partly).toEqual({ leftOut: 3, of: 5 });
  expect(read(1e6, 2)?.leftOut?.why).toBe(
    "3 of 5 resources had no room (2 aws_glue_job, 1 aws_athena_workgroup): what is missing below may be among them; " +
      "audit the system in parts",
  );
  expect(read(3000, 100)?.leftOut?.why).toMatch(/^3 of 5 resources had no room/);
});

test("a report that can be shown to others says how much was left out, and not of what; Markdown says it too", () => {
  const file = `${HEAD}${JSON.stringify(resource("aws_s3_bucket", "acme"))}]}`;
  writeFileSync(join(folder, "acme.tfstate"), file);
  const gathered = gather(["acme.tfstate"], { cwd: folder });
  if ("problems" in gathered) throw new Error(JSON.stringify(gathered.problems));
  const partly = { leftOut: 3, of: 5 };
  const skipped = [{ name: "acme|<b>.tfstate", why: "3 of 5 resources had no room (3 acme_secret): …", partly }];
  const result = auditGathered({
    gathered: { ...gathered, skipped },
    tier: "growth",
    today: "2026-11-27",
    seconds: 60,
  });
  const shown = redact(result, RULES, "0".repeat(64));
  expect(shown.skipped).toEqual([{ name: expect.any(String), why: "3 of 5 resources had no room", partly }]);
  expect(JSON.stringify(shown)).not.toContain("acme");
  const markdown = auditMarkdown(result);
  expect(markdown).toContain("#### Not read");
  expect(markdown).toMatch(/3 of 5 resources had no room/);
  expect(markdown).not.toContain("<b>");
});

test("beyond the bound nothing is read", () => {
  writeFileSync(join(folder, "a.tfstate"), "{");
  truncateSync(join(folder, "a.tfstate"), MAXIMUM_LARGE_BYTES + 1);
  expect(() => readLargeJson(join(folder, "a.tfstate"), 1e6, 100)).toThrow("it is larger than");
});
