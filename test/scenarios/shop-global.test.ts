import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { loadManifest } from "../../blueprints/manifest/load";
import { auditGathered } from "../../cli/audit/audit";
import { gather } from "../../cli/audit/sources";
import { root } from "../support/root";
import { BREAKAGES, broken } from "./breakages";
import { folderWith } from "./command";
import { type Cloud, type Drift, losses, type Status, type Thing, type Up } from "./documents";

// The main job, end to end: the shipped command, the real engine, simulated clouds. The steps share one folder and
// build on each other, so the first that fails says what is wrong.
jest.setTimeout(600_000);

const shop = folderWith("shop");
afterAll(() => shop.close());

const stacks = ["dns", "eu-west-1", "global-data", "us-east-1", "ap-southeast-1", "edge"];

/** The first thing of a type in a region of the simulated cloud. */
async function find(type: string, region: string): Promise<Thing> {
  const { resources } = await shop.sandbox<Cloud>(0, "sandbox", "ls");
  const found = resources.find((thing) => thing.type === type && thing.region === region);
  if (!found) throw new Error(`no ${type} in ${region}`);
  return found;
}

test("one command brings up three regions and the global parts", async () => {
  const up = await shop.sandbox<Up>(0, "up", "--tier", "global", "--yes");
  expect(up.status).toBe("done");
  expect(up.stacks.map(({ stack, status }) => [stack, status])).toEqual(
    stacks.map((key) => [`production-${key}`, "done"]),
  );
});

test("the simulated cloud says of everything that it is there, and of how much it knows no facts: nothing", async () => {
  const { resources, genericResources } = await shop.sandbox<Cloud>(0, "sandbox", "ls");
  expect(new Set(resources.map(({ status }) => status))).toEqual(new Set(["ready"]));
  expect(genericResources).toBe(0);
});

test("status is green", async () => {
  const status = await shop.sandbox<Status>(0, "status");
  expect(status).toMatchObject({ green: true, tier: { recorded: "global", planned: "global" } });
  expect(status.stacks.map(({ key, state, pending }) => [key, state, pending])).toEqual(
    stacks.map((key) => [key, "up", 0]),
  );
});

test("a second up changes nothing in any stack", async () => {
  const up = await shop.sandbox<Up>(0, "up", "--yes");
  expect(up.status).toBe("unchanged");
  expect(up.preview.stacks.map(({ status, changes }) => [status, changes])).toEqual(
    stacks.map(() => ["unchanged", []]),
  );
});

test("no drift in what was just made", async () => {
  expect(await shop.sandbox<Drift>(0, "drift")).toMatchObject({ drifted: 0 });
});

const stacksFolder = () => join(shop.path, ".scalekit", "sandbox", "state", ".pulumi", "stacks", "shop");

test("an audit of its state gives 100 at its own tier", async () => {
  const { status, stdout } = await shop.run(
    "audit",
    stacksFolder(),
    "-f",
    "scalekit.yaml",
    "--tier",
    "global",
    "--format",
    "json",
  );
  expect(status).toBe(0);
  const audit = JSON.parse(stdout);
  expect(audit).toMatchObject({ tier: "global", verdict: "pass", score: { value: 100 }, gaps: [], skipped: [] });
  expect(audit.sources).toHaveLength(stacks.length);
});

describe("of thirty ways to break it, an audit finds", () => {
  const manifest = loadManifest(readFileSync(join(root, "examples", "shop", "scalekit.yaml")), "scalekit.yaml", {
    tier: "global",
  });
  const judged = (texts: readonly string[]) => {
    const gathered = gather([], { cwd: shop.path, given: texts.map((text, at) => ({ name: `${at}.json`, text })) });
    if ("problems" in gathered || !manifest.ok) throw new Error(JSON.stringify(gathered));
    return auditGathered({ gathered, resolved: manifest.value, today: "2026-01-01" });
  };
  const healed: string[] = [];
  let texts: string[] = [];
  let known: ReadonlySet<string> = new Set();
  beforeAll(() => {
    const files = readdirSync(stacksFolder()).filter((name) => name.endsWith(".json"));
    texts = files.map((name) => readFileSync(join(stacksFolder(), name), "utf8"));
    known = new Set(judged(texts).report.findings.map(({ status, fingerprint }) => `${status} ${fingerprint}`));
  });

  test("is a list of thirty", () => expect(BREAKAGES).toHaveLength(30));
  test.each(BREAKAGES.map((breakage) => [breakage.what, breakage] as const))("%s", (_, breakage) => {
    const { report, score, patch } = judged(broken(texts, breakage));
    const fresh = report.findings.filter(
      ({ status, fingerprint }) => status === "fail" && !known.has(`${status} ${fingerprint}`),
    );
    expect(fresh).not.toEqual([]);
    if (score.value !== 100 && patch?.scoreAfter === 100) healed.push(breakage.what);
  });

  test("and the patch brings these back to 100", () => {
    expect(healed.sort()).toEqual([
      "a bucket that may be made public",
      "a cache of one node",
      "a cache that does not fail over",
      "a database that anybody reaches",
      "a database that can be deleted by accident",
      "a grace period shorter than the boot",
      "a group of one instance",
      "a group that only asks EC2 whether an instance is well",
      "a record that does not ask whether its target is well",
      "a secondary of smaller instances",
      "an alarm that tells nobody",
      "backups for a day",
      "instances whose metadata anybody reads",
      "sticky sessions",
    ]);
  });
});

test("what somebody altered by hand is found by name, and up --refresh puts it right", async () => {
  const only = ["--only", "eu-west-1"];
  const group = await find("aws:autoscaling/group:Group", "eu-west-1");
  const before = group.properties.maxSize;
  const altered = await shop.run("sandbox", "set", group.id, "maxSize", "1");
  expect(altered).toMatchObject({ status: 0, stdout: "" });
  const drift = await shop.sandbox<Drift>(1, "drift", ...only);
  expect(drift.stacks.flatMap(({ changes }) => changes)).toEqual([
    expect.objectContaining({ type: group.type, verb: "update", properties: ["maxSize"] }),
  ]);
  const repair = await shop.sandbox<Up>(0, "up", "--refresh", "--yes", ...only);
  expect(repair.status).toBe("done");
  expect(losses(repair.stacks)).toEqual([]);
  expect((await find(group.type, "eu-west-1")).properties.maxSize).toBe(before);
});

test("destroy without --unprotect is refused, names what holds data and deletes nothing", async () => {
  const count = (await shop.sandbox<Cloud>(0, "sandbox", "ls")).resources.length;
  const refused = await shop.run("destroy", "--sandbox", "--yes");
  expect(refused.status).toBe(1);
  expect(refused.stdout).toContain("aws:rds/cluster:Cluster");
  expect(refused.stderr).toContain("SK3011");
  expect((await shop.sandbox<Cloud>(0, "sandbox", "ls")).resources).toHaveLength(count);
});

test("destroy --unprotect --yes leaves only what AWS keeps for a while", async () => {
  await shop.sandbox(0, "destroy", "--unprotect", "--yes");
  const { resources } = await shop.sandbox<Cloud>(0, "sandbox", "ls");
  expect(resources.filter(({ status }) => status !== "waiting" && status !== "kept")).toEqual([]);
  const kinds = [...new Set(resources.map(({ type }) => type))].sort();
  expect(kinds).toEqual([
    "aws:kms/key:Key",
    "aws:rds/clusterSnapshot:ClusterSnapshot",
    "aws:secretsmanager/secret:Secret",
    "elasticache-snapshot",
  ]);
});

test("and up again brings everything back beside what is waiting for deletion", async () => {
  const up = await shop.sandbox<Up>(0, "up", "--yes");
  expect(up.stacks.map(({ status }) => status)).toEqual(stacks.map(() => "done"));
});
