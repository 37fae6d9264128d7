import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { sumOf } from "../../../stacks/engine/binary/download";
import { cachedEngine, findEngine } from "../../../stacks/engine/binary/find";
import { ensureEngine, type Installer } from "../../../stacks/engine/binary/install";
import { oneAtATime } from "../../../stacks/engine/binary/one-at-a-time";
import { inRange, SDK_VERSION } from "../../../stacks/engine/binary/version";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "scalekit-find-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** An executable that says it is an engine of some version. */
function fakeEngine(path: string, version: string): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `#!/bin/sh\necho v${version}\n`);
  chmodSync(path, 0o755);
  return path;
}

const env = (more: NodeJS.ProcessEnv = {}) => ({
  PATH: "/usr/bin:/bin",
  SCALEKIT_CACHE: join(folder, "cache"),
  ...more,
});

test("SCALEKIT_PULUMI comes before PATH, PATH before the cache", async () => {
  const named = fakeEngine(join(folder, "named"), SDK_VERSION);
  const onPath = fakeEngine(join(folder, "bin/pulumi"), "3.300.0");
  const cached = fakeEngine(cachedEngine(env()), SDK_VERSION);
  const path = `${join(folder, "bin")}:/usr/bin:/bin`;
  expect((await findEngine(env({ PATH: path, SCALEKIT_PULUMI: named }))).engine).toMatchObject({
    path: named,
    from: "SCALEKIT_PULUMI",
  });
  expect((await findEngine(env({ PATH: path }))).engine).toMatchObject({
    path: onPath,
    from: "PATH",
    version: "3.300.0",
  });
  expect((await findEngine(env())).engine).toMatchObject({ path: cached, from: "cache" });
});

test("an engine on PATH outside the tested range is passed over and said", async () => {
  fakeEngine(join(folder, "bin/pulumi"), "3.10.0");
  const found = await findEngine(env({ PATH: `${join(folder, "bin")}:/usr/bin:/bin` }));
  expect(found.engine).toBeUndefined();
  expect(found.notes.join()).toContain("3.10.0");
});

test("a wish that cannot be met is an error, not passed over", async () => {
  const old = fakeEngine(join(folder, "old"), "2.1.0");
  await expect(findEngine(env({ SCALEKIT_PULUMI: old }))).rejects.toMatchObject({ problem: { code: "SK3002" } });
  await expect(findEngine(env({ SCALEKIT_PULUMI: "/nowhere" }))).rejects.toMatchObject({ problem: { code: "SK3002" } });
});

test.each([
  ["v3.246.0", true],
  ["3.246.1", true],
  ["v3.300.0-alpha.1", true],
  ["3.245.9", false],
  ["4.0.0", false],
  ["2.999.0", false],
  ["nonsense", false],
])("version %s in range: %s", (version, expected) => expect(inRange(version)).toBe(expected));

const context = (said: string[] = []) => ({
  env: env(),
  say: (line: string) => void said.push(line),
  signal: new AbortController().signal,
});
const broken: Installer = async () => {
  throw new Error("out of reach");
};
const working: Installer = async (target) => void fakeEngine(target, SDK_VERSION);

test("the next way is tried when one fails; failing all, the error names each", async () => {
  const ways = (second: Installer) => [
    { from: "download" as const, name: "the official download", install: broken },
    { from: "build" as const, name: "a build from source", install: second },
  ];
  await expect(ensureEngine(context(), ways(broken))).rejects.toThrow(
    /official download: out of reach[\s\S]*build from source: out of reach/,
  );
  expect(await ensureEngine(context(), ways(working))).toMatchObject({ from: "build", path: cachedEngine(env()) });
  expect(await ensureEngine(context(), ways(broken))).toMatchObject({ from: "cache" });
});

test("two at once install once", async () => {
  let installs = 0;
  const slow: Installer = async (target) => {
    installs++;
    await new Promise((resolve) => setTimeout(resolve, 700));
    fakeEngine(target, SDK_VERSION);
  };
  const ways = [{ from: "build" as const, name: "slow", install: slow }];
  const said: string[] = [];
  const both = await Promise.all([ensureEngine(context(said), ways), ensureEngine(context(said), ways)]);
  expect(installs).toBe(1);
  expect(both.map(({ from }) => from).sort()).toEqual(["build", "cache"]);
  expect(said.join()).toContain("is installing the engine");
});

test("the lock of a process that is gone is taken over", async () => {
  const lock = join(folder, "lock");
  writeFileSync(lock, "999999999");
  const waited = jest.fn();
  expect(await oneAtATime(lock, waited, new AbortController().signal, async () => "done")).toBe("done");
  expect(waited).not.toHaveBeenCalled();
});

test("published sums are read from a sha256sum listing", () => {
  const sum = "a".repeat(64);
  expect(
    sumOf(`${"b".repeat(64)}  other.tar.gz\n${sum}  pulumi-v1-linux-x64.tar.gz\n`, "pulumi-v1-linux-x64.tar.gz"),
  ).toBe(sum);
  expect(sumOf("", "x")).toBeUndefined();
});
