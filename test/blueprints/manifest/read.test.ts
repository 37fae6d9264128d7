import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readManifestFile } from "../../../blueprints/manifest/read";
import type { Outcome } from "../../../blueprints/problems/problem";

const folder = mkdtempSync(join(tmpdir(), "scalekit-read-"));
afterAll(() => rmSync(folder, { recursive: true }));
const inFolder = (name: string) => join(folder, name);
const problem = (outcome: Outcome<Uint8Array>) => (outcome.ok ? undefined : outcome.problems[0]);

test("reads a file's bytes", async () => {
  writeFileSync(inFolder("a.yaml"), "name: a\n");
  symlinkSync("a.yaml", inFolder("link.yaml"));
  for (const name of ["a.yaml", "link.yaml"]) {
    const read = await readManifestFile(inFolder(name));
    expect(read.ok && Buffer.from(read.value).toString()).toBe("name: a\n");
  }
});

test("a file that is not there: the message names it as the person did", async () => {
  const found = problem(await readManifestFile(inFolder("none.yaml"), "none.yaml"));
  expect(found).toMatchObject({ code: "SK1001", message: "there is no manifest none.yaml" });
  expect(found?.fix).toContain("scalekit init");
});

test("a directory", async () => {
  mkdirSync(inFolder("folder"));
  expect(problem(await readManifestFile(inFolder("folder")))?.message).toContain("is a directory");
});

test("a FIFO that nobody writes to does not make it wait", async () => {
  execFileSync("mkfifo", [inFolder("pipe")]);
  const start = Date.now();
  expect(problem(await readManifestFile(inFolder("pipe")))?.message).toContain("is a pipe");
  expect(Date.now() - start).toBeLessThan(1000);
});

test.each(["/dev/zero", "/dev/null"])("the device %s", async (device) => {
  expect(problem(await readManifestFile(device))?.message).toContain("is not a regular file");
});

test("a file of 50 MB is refused without being read", async () => {
  writeFileSync(inFolder("big.yaml"), "");
  truncateSync(inFolder("big.yaml"), 50 * 1024 * 1024);
  expect(problem(await readManifestFile(inFolder("big.yaml")))).toMatchObject({ code: "SK1002" });
});

test("a file whose size the system does not know (/proc) is read to its end", async () => {
  const read = await readManifestFile("/proc/self/status");
  expect(read.ok && read.value.length).toBeGreaterThan(0);
});
