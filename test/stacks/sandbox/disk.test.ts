import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DiskCloud } from "../../../stacks/sandbox/cloud/disk";
import type { CloudRecord } from "../../../stacks/sandbox/cloud/record";
import { openCloud, whatIsLeft } from "../../../stacks/sandbox/view";
import { Bench } from "./bench";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "scalekit-cloud-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const record = (id: string, more: Partial<CloudRecord> = {}): CloudRecord => ({
  schemaVersion: "1",
  id,
  type: "aws:s3/bucket:Bucket",
  provider: "aws",
  region: "eu-west-1",
  account: "111122223333",
  incarnation: "1",
  uniqueKey: `world|${id}`,
  createdFor: "urn",
  status: "ready",
  properties: { bucket: id },
  simulated: true,
  ...more,
});

describe("the cloud on disk", () => {
  it("is seen by all who look, and gives a name to the first who takes it", () => {
    const [one, other] = [new DiskCloud(folder), new DiskCloud(folder)];
    expect(one.add(record("assets"))).toBeUndefined();
    expect(other.add(record("assets", { createdFor: "another" }))?.createdFor).toBe("urn");
    other.put(record("assets", { properties: { bucket: "assets", tags: { a: "b" } } }));
    expect(one.find("aws:s3/bucket:Bucket", "assets")?.properties).toEqual({ bucket: "assets", tags: { a: "b" } });
    one.remove(record("assets"));
    expect(other.all()).toEqual([]);
  });

  it("leaves nothing half-written behind", () => {
    const cloud = new DiskCloud(folder);
    cloud.add(record("a"));
    cloud.add(record("a"));
    cloud.put(record("a"));
    expect(readdirSync(join(folder, "writing"))).toEqual([]);
  });

  it("is swept of what killed writers left, and of nothing that others are writing", async () => {
    const killed = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
    const pid = String(killed.pid);
    killed.kill("SIGKILL");
    await once(killed, "exit");
    const writing = join(folder, "writing");
    mkdirSync(writing);
    for (const owner of [pid, String(process.pid)]) writeFileSync(join(writing, `${owner}-0123456789abcdef`), "{");
    new DiskCloud(folder).sweep();
    expect(readdirSync(writing)).toEqual([`${process.pid}-0123456789abcdef`]);
  });

  it("stays whole when its writers are killed at any moment", async () => {
    const run = (mark: string) => spawn(process.execPath, ["-e", writerScript(), folder, mark], { stdio: "ignore" });
    for (let round = 0; round < 5; round++) {
      const writers = [run("x"), run("y")];
      await new Promise((resolve) => setTimeout(resolve, 300 + 41 * round));
      // A machine that does other things too may take longer to start them; the last round needs something written.
      for (let tries = 0; round === 4 && tries < 100 && new DiskCloud(folder).all().length === 0; tries++)
        await new Promise((resolve) => setTimeout(resolve, 100));
      for (const writer of writers) writer.kill("SIGKILL");
      await Promise.all(writers.map((writer) => once(writer, "exit")));
      const records = new DiskCloud(folder).all();
      expect(records.every(({ properties }) => typeof properties.count === "number")).toBe(true);
      if (round === 4) expect(records.length).toBeGreaterThan(0);
    }
  }, 30_000);
});

/** writer.ts, made into JavaScript by the compiler that the tests use: Node 20 runs no TypeScript. */
function writerScript(): string {
  const swc = JSON.stringify(join(__dirname, "..", "..", "..", "node_modules", "@swc", "core"));
  const options = JSON.stringify({
    jsc: { target: "es2022", parser: { syntax: "typescript" } },
    module: { type: "commonjs" },
  });
  return `
    const { transformFileSync } = require(${swc});
    require.extensions[".ts"] = (module, file) => module._compile(transformFileSync(file, ${options}).code, file);
    process.argv.splice(1, 0, "writer");
    require(${JSON.stringify(join(__dirname, "writer.ts"))});
  `;
}

describe("a creation that a run was cut off from", () => {
  const queue = "aws:sqs/queue:Queue";

  it("is found again by who asked for it, under the same name or a new one", () => {
    const bench = new Bench(new DiskCloud(folder));
    const first = bench.make("aws:ec2/vpc:Vpc", "net", { cidrBlock: "10.0.0.0/16" });
    expect(bench.make("aws:ec2/vpc:Vpc", "net", { cidrBlock: "10.0.0.0/16" }).id).toBe(first.id);
    const named = bench.make(queue, "orders", { name: "orders" });
    expect(bench.make(queue, "orders", { name: "orders", delaySeconds: 5 }).id).toBe(named.id);
    expect(bench.cloud.ofType(queue)).toMatchObject([{ properties: { delaySeconds: 5 } }]);
    expect(openCloud(folder).createdFor(named.urn)).toHaveLength(1);
  });

  it("is not what another resource of that name is", () => {
    const bench = new Bench(new DiskCloud(folder));
    bench.make(queue, "orders", { name: "orders" });
    expect(() => bench.make(queue, "other", { name: "orders" })).toThrow("QueueAlreadyExists");
  });

  it("is over once the run's state knows the resource", () => {
    const bench = new Bench(new DiskCloud(folder));
    const first = bench.make(queue, "orders", { name: "orders" });
    bench.diff(first, {});
    expect(() => bench.make(queue, "orders", { name: "orders" })).toThrow("QueueAlreadyExists");
    const vpc = bench.make("aws:ec2/vpc:Vpc", "net", { cidrBlock: "10.0.0.0/16" });
    bench.diff(vpc, { cidrBlock: "10.1.0.0/16" });
    expect(bench.make("aws:ec2/vpc:Vpc", "net", { cidrBlock: "10.1.0.0/16" }).id).not.toBe(vpc.id);
  });
});

describe("a run that ended well", () => {
  it("settles what was made for its stack, and for no other", () => {
    const bench = new Bench(new DiskCloud(folder));
    const here = bench.make("aws:ec2/vpc:Vpc", "net", { cidrBlock: "10.0.0.0/16" });
    const there = bench.in("us-east-1").make("aws:ec2/vpc:Vpc", "net", { cidrBlock: "10.0.0.0/16" });
    const cloud = openCloud(folder);
    cloud.settle("test-eu-west-1");
    expect([cloud.get(here.id)?.status, cloud.get(there.id)?.status]).toEqual(["ready", "creating"]);
  });
});

describe("what is altered by hand", () => {
  it("shows when the engine reads it, in outputs and inputs", () => {
    const bench = new Bench(new DiskCloud(folder));
    const group = bench.make("aws:sqs/queue:Queue", "q", { name: "q", delaySeconds: 5 });
    openCloud(folder).alter(group.id, "delaySeconds", 9);
    openCloud(folder).alter(group.id, "tags", { by: "hand" });
    expect(bench.read(group)).toMatchObject({
      properties: { delaySeconds: 9, tags: { by: "hand" } },
      inputs: { delaySeconds: 9, tags: { by: "hand" } },
    });
  });

  it("is nothing where nobody touched it", () => {
    const bench = new Bench(new DiskCloud(folder));
    const made = bench.make("aws:ec2/vpc:Vpc", "net", { cidrBlock: "10.0.0.0/16", tags: { a: "b" } });
    expect(bench.read(made)).toEqual({ properties: made.properties, inputs: made.inputs });
  });

  it("is gone when it was taken away", () => {
    const bench = new Bench(new DiskCloud(folder));
    const made = bench.make("aws:ec2/vpc:Vpc", "net", { cidrBlock: "10.0.0.0/16" });
    expect(openCloud(folder).delete(made.id)).toBe(true);
    expect(bench.read(made)).toBeUndefined();
    bench.delete(made);
  });
});

describe("secrets", () => {
  const SECRET = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value: "hunter2" };

  it("stay marked for the engine, and are never written to the cloud's disk", () => {
    const bench = new Bench(new DiskCloud(folder));
    const secret = bench.make("aws:secretsmanager/secret:Secret", "s", { name: "s" });
    const version = bench.make("aws:secretsmanager/secretVersion:SecretVersion", "v", {
      secretId: secret.id,
      secretString: SECRET,
    });
    expect(version.properties.secretString).toEqual(SECRET);
    expect(JSON.stringify(openCloud(folder).list())).not.toContain("hunter2");
    expect(bench.read(version)?.properties.secretString).toEqual(SECRET);
    openCloud(folder).alter(version.id, "secretString", { $secret: "another" });
    expect(bench.read(version)?.properties.secretString).toBe("[changed in the cloud]");
  });
});

describe("names that nobody chose", () => {
  it("are the logical name and seven digits, stable for one seed and kept at the next check", () => {
    const bench = new Bench();
    const seed = Buffer.from("seed");
    const first = bench.check("aws:sqs/queue:Queue", "orders", {}, seed);
    expect(first.name).toMatch(/^orders-[0-9a-f]{7}$/);
    expect(first.__defaults).toEqual(["name"]);
    expect(bench.check("aws:sqs/queue:Queue", "orders", {}, seed)).toEqual(first);
  });

  it("fit the type's limit", () => {
    const long = new Bench().check(
      "aws:lb/targetGroup:TargetGroup",
      "a-name-that-is-much-longer-than-32-characters",
      {},
    );
    expect(String(long.name)).toHaveLength(32);
  });

  it("let a replacement come before its predecessor goes; chosen ones do not", () => {
    const bench = new Bench();
    const auto = bench.make("aws:sqs/queue:Queue", "a", {});
    expect(bench.diff(auto, { fifoQueue: true })).toMatchObject({
      replaces: ["fifoQueue"],
      deleteBeforeReplace: false,
    });
    const fixed = bench.make("aws:sqs/queue:Queue", "b", { name: "fixed", __defaults: [] });
    expect(bench.diff(fixed, { fifoQueue: true })).toMatchObject({
      replaces: ["fifoQueue"],
      deleteBeforeReplace: true,
    });
  });
});

describe("a preview", () => {
  it("knows the inputs, and not what the cloud is going to compute", () => {
    const seen = new Bench().preview("aws:ec2/vpc:Vpc", { cidrBlock: "10.0.0.0/16" });
    expect(seen).toMatchObject({ cidrBlock: "10.0.0.0/16", arn: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" });
  });

  it("does not judge by what stands now, which the same run may change first", () => {
    const bench = new Bench();
    const group = { replicationGroupId: "sessions", description: "x", nodeType: "cache.t4g.small" };
    const { id } = bench.make("aws:elasticache/replicationGroup:ReplicationGroup", "sessions", group);
    const inputs = { globalReplicationGroupIdSuffix: "sessions", primaryReplicationGroupId: id };
    const type = "aws:elasticache/globalReplicationGroup:GlobalReplicationGroup";
    expect(bench.preview(type, inputs)).toMatchObject(inputs);
    expect(() => bench.make(type, "global", inputs)).toThrow("not supported in a Global Datastore");
  });

  it("refuses forbidden combinations before anything is made", () => {
    const inputs = { engine: "aurora-mysql" };
    expect(new Bench().preview("aws:rds/cluster:Cluster", inputs)).toMatchObject(inputs);
    expect(() =>
      new Bench().preview("aws:autoscaling/group:Group", {
        minSize: 3,
        maxSize: 2,
        vpcZoneIdentifiers: ["subnet-1"],
        launchTemplate: { id: "lt-1" },
      }),
    ).toThrow("greater than maxSize");
  });
});

describe("what is left", () => {
  it("is told apart from what AWS keeps", () => {
    const bench = new Bench(new DiskCloud(folder));
    bench.delete(bench.make("aws:kms/key:Key", "k", {}));
    bench.make("aws:ec2/vpc:Vpc", "net", { cidrBlock: "10.0.0.0/16" });
    const { leftOver, keptByAws } = whatIsLeft(folder);
    expect(leftOver.map(({ type }) => type)).toEqual(["aws:ec2/vpc:Vpc"]);
    expect(keptByAws.map(({ type }) => type)).toEqual(["aws:kms/key:Key"]);
  });

  it("counts types without facts as generic", () => {
    const bench = new Bench(new DiskCloud(folder));
    bench.make("aws:glacier/vault:Vault", "v", { anything: 1 });
    expect(openCloud(folder).generic()).toEqual({ "aws:glacier/vault:Vault": 1 });
  });
});
