import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sandbox } from "../../cli/commands/sandbox";
import { DiskCloud } from "../../stacks/sandbox/cloud/disk";
import { Bench } from "../stacks/sandbox/bench";
import { fakeIo } from "./support";

let folder = "";
let bench: Bench;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "scalekit-cli-"));
  bench = new Bench(new DiskCloud(join(folder, ".scalekit", "sandbox", "cloud")));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function run(...[action, id, path, value]: readonly string[]) {
  const { io, written } = fakeIo(folder);
  const status = await sandbox.run({ action, id, path, value, manifest: "scalekit.yaml", format: "text" }, io);
  return { status, ...written };
}

const vpc = () => bench.make("aws:ec2/vpc:Vpc", "net", { cidrBlock: "10.0.0.0/16" });

test("an empty cloud says what fills it", async () => {
  expect((await run("ls")).stdout).toContain("scalekit up --sandbox");
});

test("ls lists what is there, and what has no facts", async () => {
  const { id } = vpc();
  bench.make("aws:glacier/vault:Vault", "archive", {});
  const { stdout, status } = await run("ls");
  expect(status).toBe(0);
  expect(stdout).toContain(id);
  expect(stdout).toContain("1 aws:glacier/vault:Vault");
  expect(stdout).toContain("no real cloud is touched");
});

test("ls as JSON is versioned and says that it is simulated", async () => {
  vpc();
  const { io, written } = fakeIo(folder);
  await sandbox.run({ action: "ls", manifest: "scalekit.yaml", format: "json" }, io);
  expect(JSON.parse(written.stdout)).toMatchObject({ schemaVersion: "1", simulated: true, genericResources: 0 });
});

test("set alters a property, and null takes it away", async () => {
  const { id } = vpc();
  await run("set", id, "enableDnsHostnames", "true");
  expect((await run("show", id)).stdout).toContain('"enableDnsHostnames": true');
  await run("set", id, "enableDnsHostnames", "null");
  expect((await run("show", id)).stdout).not.toContain("enableDnsHostnames");
});

test("rm takes one thing away, reset everything", async () => {
  const { id } = vpc();
  await run("rm", id);
  expect(bench.cloud.all()).toEqual([]);
  vpc();
  await run("reset");
  expect(bench.cloud.all()).toEqual([]);
});

test.each([
  ["SK4002", ["show", "vpc-none"]],
  ["SK4003", ["show"]],
  ["SK4003", ["set", "vpc"]],
  ["SK4003", ["dance"]],
])("%s for what cannot be done", async (code, words) => {
  bench.make("aws:sqs/queue:Queue", "q", { name: "vpc" });
  const [action = "", id] = words;
  const known = id === "vpc" ? bench.cloud.all()[0]?.id : id;
  await expect(run(action, ...(known === undefined ? [] : [known]))).rejects.toMatchObject({ problem: { code } });
});
