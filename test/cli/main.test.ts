import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { COMMANDS } from "../../cli/commands";
import { type Folder, folderWith, main } from "../scenarios/command";
import { servicesOf } from "../support/services";

// The command as it is shipped, as a process of its own: streams, exit statuses, words.
jest.setTimeout(200_000);

const shop = folderWith("shop");
let empty: Folder;
beforeEach(() => {
  empty = folderWith(undefined);
});
afterEach(() => empty.close());
afterAll(() => shop.close());

const name = (command: string) => command.split(" ", 1).join("");

test.each(COMMANDS.map(({ command }) => name(command)))("%s --help has examples and ends with 0", async (command) => {
  const { status, stdout, stderr } = await empty.run(command, "--help");
  expect([status, stderr]).toEqual([0, ""]);
  expect(stdout).toContain(`scalekit ${command}`);
  expect(stdout).toContain("Examples:\n  scalekit ");
});

test("--help names every command and the exit statuses", async () => {
  const { status, stdout } = await empty.run("--help");
  expect(status).toBe(0);
  for (const { command } of COMMANDS) expect(stdout).toContain(`scalekit ${name(command)}`);
  expect(stdout).toContain("Exit status: 0 clean; 1 findings, drift or a refused change; 2 could not do it.");
});

test.each([
  [["plna"], "Did you mean plan?"],
  [["up", "--tire", "global"], "Did you mean --tier?"],
  [["plan", "--al-at-once"], "Unknown arguments: al-at-once, alAtOnce"],
  [["up", "--tier", "globl"], "starter"],
  [[], "Which command?"],
])("%p is no command line of ours: status 2, the reason on stderr, nothing on stdout", async (args, said) => {
  const { status, stdout, stderr } = await empty.run(...args);
  expect([status, stdout]).toEqual([2, ""]);
  expect(stderr).toContain(said);
  expect(stderr).not.toContain("SK9999");
});

test("a bad manifest: status 2 and every problem at once, each with its place", async () => {
  const text =
    "name: Shop!\ntier: globl\nregions: { primary: eu-west-9 }\nservices:\n  web: { runs: instance, port: 99999 }\n";
  writeFileSync(join(empty.path, "scalekit.yaml"), text);
  for (const command of [["plan"], ["up", "--sandbox", "--yes"]]) {
    const { status, stdout, stderr } = await empty.run(...command);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr.match(/^scalekit\.yaml:\d+:\d+ SK\d{4}/gm)).toEqual(
      ["1:1 SK1026", "1:7 SK1024", "2:7 SK1023", "3:21 SK1030", "5:3 SK1026", "5:16 SK1023", "5:32 SK1025"].map(
        (place) => `scalekit.yaml:${place}`,
      ),
    );
    expect(stderr).toContain('did you mean "global"?');
  }
});

test("no manifest: status 2 and what to do", async () => {
  const { status, stderr } = await empty.run("plan");
  expect(status).toBe(2);
  expect(stderr).toMatch(/^SK1001 there is no manifest scalekit\.yaml[\s\S]*fix: run `scalekit init`/);
});

test("results go to stdout and everything else to stderr", async () => {
  const { status, stdout } = await shop.run("plan", "--format", "json");
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ schemaVersion: "1", project: "shop", tier: "global" });
});

test("a reader that goes away ends it quietly", () => {
  const line = `"${process.execPath}" "${main}" plan | head -n 1; echo "\${PIPESTATUS[0]}"`;
  const { stdout, stderr } = spawnSync("bash", ["-c", line], { cwd: shop.path, encoding: "utf8" });
  expect(stdout).toBe("shop production at tier global\n0\n");
  expect(stderr).toBe("");
});

const colour = String.fromCharCode(27);

test("no colours with --no-color or NO_COLOR, nor when piped", () => {
  for (const [args, more] of [
    [["--no-color"], {}],
    [[], { NO_COLOR: "1" }],
    [[], {}],
  ] as const) {
    const env = { ...process.env, ...more };
    const { stdout, status } = spawnSync(process.execPath, [main, "plan", ...args], {
      cwd: shop.path,
      env,
      encoding: "utf8",
    });
    expect(status).toBe(0);
    expect(stdout).not.toContain(colour);
  }
});

test("completion prints a script for the shell", async () => {
  const { status, stdout } = await empty.run("completion");
  expect(status).toBe(0);
  expect(stdout).toContain("complete -o bashdefault -o default -F _scalekit_yargs_completions scalekit");
  const words = await empty.run("--get-yargs-completions", "scalekit", "pre");
  expect(words.stdout).toContain("preview");
});

test("without a terminal and without --yes nothing is done: status 2", async () => {
  const { status, stderr } = await shop.run("up", "--sandbox", "--tier", "starter", "--only", "dns");
  expect(status).toBe(2);
  expect(stderr).toContain("SK9002");
  expect(await shop.sandbox(0, "sandbox", "ls")).toMatchObject({ resources: [] });
  expect(shop.manifest()).toContain("tier: global #");
});

test("outside the sandbox an unknown account stops it before anything is asked of a cloud", async () => {
  const { status, stderr } = await shop.run("up", "--yes");
  expect(status).toBe(2);
  expect(stderr).toContain("SK3010");
});

interface StateFile {
  readonly checkpoint: {
    readonly latest: {
      readonly resources: readonly { readonly type: string; readonly inputs?: Record<string, string> }[];
    };
  };
}

test("--endpoint sends every service that the plan uses to the emulator, with buckets in the path", async () => {
  const endpoint = "http://127.0.0.1:1";
  await shop.sandbox(0, "up", "--only", "dns", "--yes", "--endpoint", endpoint);
  const folder = join(shop.path, ".scalekit", "sandbox", "state", ".pulumi", "stacks", "shop");
  const state = JSON.parse(readFileSync(join(folder, "sandbox.production-dns.json"), "utf8")) as StateFile;
  const { resources } = state.checkpoint.latest;
  const inputs = resources.find(({ type }) => type === "pulumi:providers:aws")?.inputs ?? {};
  expect(inputs).toMatchObject({ s3UsePathStyle: "true", skipCredentialsValidation: "true" });

  const { stdout } = await shop.run("plan", "--format", "json");
  const used = servicesOf([...stdout.matchAll(/"(aws:\w+\/[^"]+)"/g)].map(([, type = ""]) => type));
  expect(used).toContain("elasticache");
  const [endpoints] = JSON.parse(inputs.endpoints ?? "[]") as Record<string, string>[];
  expect(Object.fromEntries(used.map((each) => [each, endpoints?.[each]]))).toEqual(
    Object.fromEntries(used.map((each) => [each, endpoint])),
  );
});
