import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ScalekitError } from "../../../blueprints/problems/problem";
import { check } from "../../../cli/commands/check";
import { exempt } from "../../../cli/commands/exempt";
import { fakeIo } from "../support";
import { TestRepository } from "./repository";

jest.setTimeout(60_000);

/** A rule of a team's own: it fails for every RDS store below the class that it asks for, and knows the setting. */
const PACKAGE = `exports.rules = [{
  id: "db/class-is-large",
  title: "A store has a large instance",
  scope: "resource",
  severity: { starter: "warning", growth: "error", scale: "error", global: "error" },
  why: "for the test", source: "https://example.com", fix: "choose db.r6g.large",
  types: ["aws:rds/instance:Instance"], elsewhere: [],
  example: { compliant: { resources: [] }, failing: { resources: [] } },
  subjects: (world) => world.all("aws:rds/instance:Instance").filter((store) => !world.has(store, "replicateSourceDb")),
  judge: (store, world) => world.text(store, "instanceClass") === "db.r6g.large"
    ? { verdict: "pass" }
    : { verdict: "fail", message: "has a small instance", input: "instanceClass" },
  repair: (store) => ({ path: "data." + store.part + ".class", value: "db.r6g.large" }),
}];`;

const MANIFEST = `name: tiny
tier: growth
regions: { primary: eu-west-1 }
domain: tiny.example.com
services:
  web:
    runs: instances
    image: { ssm: /aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64 }
    capacity: 250rps
    writes: [ledger]
data:
  ledger:
    engine: postgres # never global
    class: db.t4g.medium # small
policies:
  packs: [recommended]
  levels: { "compute/*": off, "edge/*": off, "net/*": off, "sec/*": off, "obs/*": off, "res/*": off, "small/*": off, "cost/*": off, "store/*": off, "same/*": off, "db/*": off, db/class-is-large: mandatory }
  custom: [tiny-rules]
`;

let repository: TestRepository;
let outside: string;
beforeEach(() => {
  outside = mkdtempSync(join(tmpdir(), "scalekit-rules-"));
  mkdirSync(join(outside, "node_modules", "tiny-rules"), { recursive: true });
  writeFileSync(join(outside, "node_modules", "tiny-rules", "package.json"), '{"name":"tiny-rules","version":"1.0.0"}');
  writeFileSync(join(outside, "node_modules", "tiny-rules", "index.js"), PACKAGE);
  repository = new TestRepository();
  repository.write("scalekit.yaml", MANIFEST);
  repository.commit("first");
});
afterEach(() => {
  repository.close();
  rmSync(outside, { recursive: true });
});

interface Ran {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}
async function run(flags: Record<string, unknown> = {}): Promise<Ran> {
  const { io, written } = fakeIo(repository.path);
  const all = {
    manifest: "scalekit.yaml",
    format: "json",
    fix: false,
    details: false,
    timeLimit: 60,
    rulesFrom: outside,
    ...flags,
  };
  const status = await check.run(all, io);
  return { status, ...written };
}
const document = async (flags: Record<string, unknown> = {}) => JSON.parse((await run(flags)).stdout);
const failure = (flags: Record<string, unknown>) =>
  run(flags).then(
    () => undefined,
    (error: unknown) => (error instanceof ScalekitError ? { ...error.problem, exitStatus: error.exitStatus } : error),
  );
const edit = (from: string, to: string) =>
  repository.write("scalekit.yaml", repository.read("scalekit.yaml").replace(from, to));

test("a finding points at the line of the manifest that caused it, and ends the command with 1", async () => {
  const { status, stdout } = await run();
  const { findings, verdict } = JSON.parse(stdout);
  expect([status, verdict]).toEqual([1, "fail"]);
  expect(findings).toMatchObject([
    {
      rule: "db/class-is-large",
      status: "fail",
      source: { file: "scalekit.yaml", line: 14, column: 12 },
      part: "ledger",
    },
  ]);
});

test("--fix writes what the rule knows, keeps comments, and judges again", async () => {
  const { status, stderr } = await run({ fix: true });
  expect(status).toBe(0);
  expect(stderr).toContain("fixed db/class-is-large");
  expect(repository.read("scalekit.yaml")).toBe(MANIFEST.replace("db.t4g.medium #", "db.r6g.large #"));
});

test("several reports of one run", async () => {
  await run({ format: "text", output: ["sarif=out.sarif", "markdown=comment.md"] });
  expect(JSON.parse(repository.read("out.sarif")).runs[0].results).toHaveLength(1);
  expect(repository.read("comment.md")).toContain("<!-- scalekit-check tiny production -->");
});

describe("exempt", () => {
  const flags = { manifest: "scalekit.yaml", owner: "team-ledger", reason: "small on purpose", rulesFrom: "" };
  const excuse = async (more: Record<string, unknown> = {}) => {
    const { io, written } = fakeIo(repository.path);
    const [finding] = (await document()).findings;
    const in30Days = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
    const status = await exempt.run(
      { ...flags, fingerprint: finding.fingerprint, expires: in30Days, rulesFrom: outside, ...more },
      io,
    );
    return { status, ...written };
  };

  test("writes one exemption, which excuses that finding", async () => {
    expect((await excuse()).status).toBe(0);
    expect(repository.read("scalekit.yaml")).toContain(MANIFEST.trimEnd());
    const { findings, verdict } = await document();
    expect(verdict).toBe("pass");
    expect(findings).toMatchObject([{ status: "exempt", exemption: { owner: "team-ledger" } }]);
  });

  test.each([
    ["a day that is past", { expires: "2020-01-01" }, "SK6008"],
    ["a day that there is not", { expires: "2027-02-30" }, "SK6008"],
    ["a day too far away", { expires: "2099-01-01" }, "SK6008"],
    ["no owner", { owner: " " }, "SK6008"],
    ["a fingerprint that nothing has", { fingerprint: "0".repeat(16) }, "SK6007"],
  ])("refuses %s and leaves the manifest alone", async (_, more, code) => {
    await expect(excuse(more)).rejects.toMatchObject({ problem: { code } });
    expect(repository.read("scalekit.yaml")).toBe(MANIFEST);
  });
});

describe("--since", () => {
  const since = { since: "main" };

  test("an unchanged branch has nothing new, and old findings do not stop it", async () => {
    repository.git("checkout", "-q", "-b", "change");
    const { status, stdout } = await run(since);
    const { since: compared, findings } = JSON.parse(stdout);
    expect(status).toBe(0);
    expect(compared).toMatchObject({ new: [], fixed: [], unchanged: [findings[0].fingerprint], affected: [] });
  });

  test("a finding that the change brings stops it; the stack that it is in is affected", async () => {
    repository.git("checkout", "-q", "-b", "change");
    edit("policies:", "  audit:\n    engine: postgres\n    class: db.t4g.medium\npolicies:");
    repository.commit("a second store");
    const { status, stdout } = await run(since);
    const { since: compared } = JSON.parse(stdout);
    expect(status).toBe(1);
    expect(compared.new).toHaveLength(1);
    expect(compared.affected).toEqual([
      { stack: "production-eu-west-1", change: "changed", reason: expect.stringContaining("rds audit") },
    ]);
  });

  test("what was put right is told", async () => {
    repository.git("checkout", "-q", "-b", "change");
    edit("class: db.t4g.medium", "class: db.r6g.large");
    const { since: compared } = await document(since);
    expect(compared.fixed).toMatchObject([{ rule: "db/class-is-large" }]);
  });

  test("a comment moves lines and affects nothing", async () => {
    edit("name: tiny", "# a comment\nname: tiny");
    expect((await document(since)).since).toMatchObject({ affected: [], new: [], fixed: [] });
  });

  test("levels and exemptions that the change adds are reported as proposed and excuse nothing", async () => {
    repository.git("checkout", "-q", "-b", "change");
    edit("policies:", "  audit:\n    engine: postgres\n    class: db.t4g.medium\npolicies:");
    edit("db/class-is-large: mandatory", "db/class-is-large: off");
    const { status, stdout } = await run(since);
    expect(status).toBe(1);
    expect(JSON.parse(stdout).since.proposed).toEqual([
      { what: "level", text: "db/class-is-large becomes off (now mandatory)" },
    ]);
  });

  test("a manifest that is new is judged by the recommended pack; all its stacks are new", async () => {
    repository.write("other/scalekit.yaml", MANIFEST.replace("tiny\n", "other\n"));
    const { since: compared, totals } = await document({ ...since, manifest: "other/scalekit.yaml" });
    expect(compared.affected).toHaveLength(totals.stacks);
    expect(compared.proposed).not.toEqual([]);
  });

  test("where the merge base's manifest is not valid its policies still count, and the report says why", async () => {
    edit("tier: growth", "tier: enormous");
    repository.commit("broken");
    repository.git("checkout", "-q", "-b", "change");
    edit("tier: enormous", "tier: growth");
    const { since: compared, totals } = await document(since);
    expect(compared.everything).toEqual([expect.stringMatching(/merge base is not valid/)]);
    expect(compared.affected).toHaveLength(totals.stacks);
    expect(compared.proposed).toEqual([]);
  });

  test("where its policies cannot be read either the recommended pack counts", async () => {
    edit("packs: [recommended]", "packs: [enormous]");
    repository.commit("broken");
    repository.git("checkout", "-q", "-b", "change");
    edit("packs: [enormous]", "packs: [recommended]");
    const { since: compared } = await document(since);
    expect(compared.proposed).toContainEqual({ what: "custom", text: "add package tiny-rules" });
  });

  test("an environment that the change adds is new, and judged by what the merge base says of all environments", async () => {
    repository.git("checkout", "-q", "-b", "change");
    edit(
      "policies:",
      "environments:\n  production: {}\n  staging: { policies: { levels: { db/class-is-large: off } } }\npolicies:",
    );
    const { status, stdout } = await run({ ...since, env: "staging" });
    const { since: compared } = JSON.parse(stdout);
    expect(status).toBe(1);
    expect(compared.everything).toEqual(["the environment staging is new"]);
    expect(compared.proposed).toEqual([{ what: "level", text: "db/class-is-large becomes off (now mandatory)" }]);
  });

  test("a manifest that the change moves is compared with where it was", async () => {
    repository.git("checkout", "-q", "-b", "change");
    mkdirSync(join(repository.path, "infra"));
    repository.git("mv", "scalekit.yaml", "infra/scalekit.yaml");
    for (const committed of [false, true]) {
      if (committed) repository.commit("moved");
      const { since: compared } = await document({ ...since, manifest: "infra/scalekit.yaml" });
      expect(compared).toMatchObject({ movedFrom: "scalekit.yaml", affected: [], new: [], fixed: [], proposed: [] });
    }
  });

  test.each([
    ["deletes", () => repository.git("rm", "-q", "scalekit.yaml"), "scalekit.yaml"],
    ["moves away with its folder", () => repository.git("mv", "infra", "platform"), "infra/scalekit.yaml"],
  ])("a manifest that the change %s cannot be judged: status 2, and why", async (_, remove, manifest) => {
    repository.write("infra/scalekit.yaml", MANIFEST);
    repository.commit("two");
    repository.git("checkout", "-q", "-b", "change");
    remove();
    const { status, stderr } = await run({ ...since, manifest });
    expect(status).toBe(2);
    expect(stderr).toContain("SK6015");
  });

  test("a manifest that never was is told of as without --since", async () => {
    const { status, stderr } = await run({ ...since, manifest: "other.yaml" });
    expect(status).toBe(2);
    expect(stderr).toContain("SK1001");
  });

  test("a finding that the change's tier makes mandatory is new", async () => {
    edit("tier: growth", "tier: starter");
    edit('"db/*": off, db/class-is-large: mandatory', '"nosql/*": off');
    repository.commit("small");
    repository.git("checkout", "-q", "-b", "change");
    edit("tier: starter", "tier: growth");
    const { status, stdout } = await run(since);
    const { since: compared, findings } = JSON.parse(stdout);
    const found = findings.find(({ rule }: { rule: string }) => rule === "db/class-is-large");
    expect(found).toMatchObject({ severity: "error", blocks: true });
    expect([status, compared.new.includes(found.fingerprint)]).toEqual([1, true]);
  });

  test("what the change does to resources, recovery and cost is told, and decides nothing", async () => {
    repository.git("checkout", "-q", "-b", "change");
    edit("class: db.t4g.medium", "class: db.t4g.large");
    edit("writes: [ledger]", "writes: [ledger, audit]");
    edit("policies:", "  audit: { engine: postgres, class: db.r6g.large, multiAz: false }\npolicies:");
    const { status, stdout } = await run(since);
    const { difference } = JSON.parse(stdout).since;
    const named = (list: readonly { address: string }[]) =>
      list.map(({ address }) => address.split("/").slice(1).join("/"));
    expect(status).toBe(0);
    expect(named(difference.resources.added)).toContain("rds.Instance/audit-instance");
    expect(difference.resources.removed).toEqual([]);
    const made = new Map(
      difference.resources.added.map((one: { type: string; stateful: boolean }) => [one.type, one.stateful]),
    );
    expect(made.get("aws:rds/instance:Instance")).toBe(true);
    expect(made.get("aws:rds/subnetGroup:SubnetGroup")).toBe(false);
    expect(difference.resources.changed).toContainEqual(
      expect.objectContaining({ address: expect.stringContaining("ledger-instance"), inputs: ["instanceClass"] }),
    );
    expect(difference.cost.after.expected).toBeGreaterThan(difference.cost.before.expected);
    expect(difference.recovery.missing).toBeUndefined();
  });

  test("an own scenario of the change counts on its side only; one that is not valid is told of without a word of it", async () => {
    repository.git("checkout", "-q", "-b", "change");
    repository.write("scalekit.scenarios.yaml", "measured: { decide: 1m }\n");
    expect((await document(since)).since.difference.recovery.missing).toBeUndefined();
    repository.write("scalekit.scenarios.yaml", "measured: { secret: hunter2 }\n");
    const { missing } = (await document(since)).since.difference.recovery;
    expect(missing).toMatch(/^scalekit\.scenarios\.yaml is not valid \(SK\d{4}\)$/);
  });

  test("prices that the change brings do not count", async () => {
    repository.git("checkout", "-q", "-b", "change");
    repository.write("note.txt", "x");
    repository.commit("second");
    const { cost } = (await document(since)).since.difference;
    repository.write("scalekit.prices.json", "{");
    expect((await document(since)).since.difference.cost).toEqual(cost);
  });

  test("a repository that the change commits beside the manifest is not taken for the checkout's own", async () => {
    repository.write("infra/scalekit.yaml", MANIFEST);
    repository.commit("two");
    repository.git("checkout", "-q", "-b", "change");
    repository.git("init", "-q", "--bare", "-b", "main", "infra");
    const config = ["config", "-f", "infra/config"];
    repository.git(...config, "core.bare", "false");
    repository.git(...config, "core.worktree", "..");
    const lax = MANIFEST.replace("db/class-is-large: mandatory", "db/class-is-large: off").replace("medium", "small");
    repository.write("infra/scalekit.yaml", lax);
    repository.git("--git-dir=infra", "--work-tree=.", "add", "infra/scalekit.yaml");
    repository.git("--git-dir=infra", "--work-tree=.", "commit", "-q", "-m", "what the change wants");
    expect(await failure({ ...since, manifest: "infra/scalekit.yaml" })).toMatchObject({
      code: "SK6006",
      exitStatus: 2,
    });
  });

  test.each([
    [
      "scalekit.lock.json",
      '{"schemaVersion":"1","environments":{"production":{"account":"111122223333"}}}',
      /lock\.json differs/,
    ],
    ["package-lock.json", '{"packages":{"node_modules/scalekit":{"version":"9.9.9"}}}', /unpinned becomes 9\.9\.9/],
  ])("where %s differs every stack is affected, and the report says why", async (name, text, why) => {
    repository.write(name, text);
    const { since: compared, totals } = await document(since);
    expect(compared.affected).toHaveLength(totals.stacks);
    expect(compared.everything).toEqual([expect.stringMatching(why)]);
  });

  const adopted = (backupRetentionPeriod: number): string =>
    JSON.stringify({
      schemaVersion: "1",
      environments: {
        production: {
          "eu-west-1": [
            {
              type: "aws:rds/instance:Instance",
              name: "ledger-instance",
              set: { backupRetentionPeriod, instanceClass: "db.r6g.large" },
              ignoreChanges: ["backupRetentionPeriod", "instanceClass"],
            },
          ],
        },
      },
    });

  test("what was adopted counts at the merge base too: left as it is it changes nothing, and its stack alone is affected by a change", async () => {
    repository.write("scalekit.adopted.json", adopted(21));
    repository.commit("adopted");
    repository.git("checkout", "-q", "-b", "change");
    repository.write("note.txt", "x");
    repository.commit("second");
    expect((await document(since)).since).toMatchObject({ affected: [], everything: [], new: [], fixed: [] });
    repository.write("scalekit.adopted.json", adopted(22));
    expect((await document(since)).since).toMatchObject({
      everything: [],
      new: [],
      fixed: [],
      affected: [{ stack: "production-eu-west-1", change: "changed", reason: "scalekit.adopted.json" }],
    });
  });

  test("a finding that the adopted file hid and the change lets show is new; a damaged file at the base keeps nothing", async () => {
    repository.write("scalekit.adopted.json", adopted(21));
    repository.commit("adopted");
    repository.git("checkout", "-q", "-b", "change");
    rmSync(join(repository.path, "scalekit.adopted.json"));
    expect((await document(since)).since.new).toHaveLength(1);
    repository.git("checkout", "-q", "-f", "main");
    repository.write("scalekit.adopted.json", "{");
    repository.commit("damaged");
    repository.git("checkout", "-q", "-b", "mended");
    repository.write("scalekit.adopted.json", adopted(21));
    expect((await document(since)).since.fixed).toMatchObject([{ rule: "db/class-is-large" }]);
  });

  test("a shallow clone without the merge base is told which command fetches it", async () => {
    repository.git("checkout", "-q", "-b", "change");
    repository.write("note.txt", "x");
    repository.commit("second");
    const shallow = mkdtempSync(join(tmpdir(), "scalekit-shallow-"));
    repository.git(
      "clone",
      "-q",
      "--depth",
      "1",
      "--branch",
      "change",
      `file://${repository.path}`,
      join(shallow, "clone"),
    );
    const { io } = fakeIo(join(shallow, "clone"));
    const flags = {
      manifest: "scalekit.yaml",
      format: "text",
      timeLimit: 60,
      rulesFrom: outside,
      since: "origin/main",
    };
    await expect(check.run(flags, io)).rejects.toMatchObject({
      problem: { code: "SK6005", fix: expect.stringContaining("git fetch --unshallow") },
      exitStatus: 2,
    });
    rmSync(shallow, { recursive: true });
  });

  test.each(["no-such-ref", "--upload-pack=touch pwned", "-O"])("%s is no ref: status 2", async (ref) => {
    expect(await failure({ since: ref })).toMatchObject({ code: "SK6005", exitStatus: 2 });
  });

  test("outside of a repository: status 2", async () => {
    writeFileSync(join(outside, "scalekit.yaml"), MANIFEST);
    expect(await failure({ since: "main", manifest: join(outside, "scalekit.yaml") })).toMatchObject({
      code: "SK6006",
    });
  });
});

describe("a checkout that somebody else wrote", () => {
  const secret = "hunter2: do not show";
  beforeEach(() => writeFileSync(join(outside, "secret"), secret));

  test.each([
    ["the manifest", "scalekit.yaml"],
    ["the lock file", "scalekit.lock.json"],
    ["what was adopted", "scalekit.adopted.json"],
    ["the file of scenarios", "scalekit.scenarios.yaml"],
  ])("%s that is a link out of the repository is refused, and nothing behind it is told", async (_, name) => {
    rmSync(join(repository.path, name), { force: true });
    symlinkSync(join(outside, "secret"), join(repository.path, name));
    const problem = await failure({ since: "main" });
    expect(problem).toMatchObject({ code: "SK6010", exitStatus: 2 });
    expect(JSON.stringify(problem)).not.toContain("hunter2");
  });

  test.each(["scalekit.lock.json", "package-lock.json"])(
    "%s that is a device ends at once",
    async (name) => {
      symlinkSync("/dev/zero", join(repository.path, name));
      await Promise.race([failure({ since: "main" }), failure({})]);
    },
    20_000,
  );

  test("a damaged lock file is told of without a word of it", async () => {
    repository.write("scalekit.lock.json", secret);
    const problem = await failure({});
    expect(problem).toMatchObject({ code: "SK2900" });
    expect(JSON.stringify(problem)).not.toContain("hunter2");
  });

  test("a lower tier is told, since the rules then weigh less", async () => {
    edit("tier: growth", "tier: starter");
    expect((await document({ since: "main" })).since.proposed).toMatchObject([{ what: "tier" }]);
  });

  test("the repository is found through a link to it", async () => {
    symlinkSync(repository.path, join(outside, "way"));
    const { io, written } = fakeIo(join(outside, "way"));
    const flags = { manifest: "scalekit.yaml", format: "json", timeLimit: 60, rulesFrom: outside, since: "main" };
    expect(await check.run(flags, io)).toBe(0);
    expect(JSON.parse(written.stdout).since).toMatchObject({ affected: [], new: [] });
  });
});

describe("custom packages", () => {
  test("are code, so without a folder that was named for them nothing is loaded", async () => {
    expect(await failure({ rulesFrom: undefined })).toMatchObject({ code: "SK6003", exitStatus: 2 });
  });

  test("never come from the checkout that is judged, not even through a link", async () => {
    mkdirSync(join(repository.path, "node_modules"));
    symlinkSync(repository.path, join(outside, "link"));
    for (const folder of [repository.path, join(outside, "link")])
      expect(await failure({ since: "main", rulesFrom: folder })).toMatchObject({ code: "SK6003" });
  });

  test("that a pull request adds are proposed and not loaded", async () => {
    edit("custom: [tiny-rules]", "custom: [tiny-rules, evil]");
    expect((await document({ since: "main" })).since.proposed).toEqual([{ what: "custom", text: "add package evil" }]);
  });

  test("a rule that throws is named, and there is no verdict", async () => {
    const file = join(outside, "node_modules", "tiny-rules", "index.js");
    writeFileSync(file, PACKAGE.replace("judge: (store, world) =>", "judge: (store, world) => store.no.such ||"));
    expect(await failure({})).toMatchObject({ code: "SK6011", message: expect.stringContaining("db/class-is-large") });
  });

  test.each([
    ["is not there", undefined],
    ["throws", "throw new Error('no')"],
    ["exports something else", "exports.rules = [{ id: 'x' }]"],
    ["takes an id that is taken", PACKAGE.replace("db/class-is-large", "db/deletion-guard")],
  ])("one that %s is an error with what to do", async (_, code) => {
    const file = join(outside, "node_modules", "tiny-rules", "index.js");
    if (code === undefined) rmSync(file);
    else writeFileSync(file, code);
    expect(await failure({})).toMatchObject({ code: "SK6003", exitStatus: 2, fix: expect.any(String) });
  });
});

test("an unknown rule in the manifest is an error with the nearest one", async () => {
  edit("db/class-is-large: mandatory", "db/class-is-larg: mandatory");
  const { status, stderr, stdout } = await run();
  expect([status, stdout]).toEqual([2, ""]);
  expect(stderr).toContain('did you mean "db/class-is-large"?');
});

test("a manifest that takes too long ends with the bound that it passed", async () => {
  expect(await failure({ timeLimit: 0.0001 })).toMatchObject({
    code: "SK6004",
    message: expect.stringContaining("0.0001 s"),
  });
});

test("a report is written whole or not at all", async () => {
  await expect(run({ output: ["sarif=no/such/folder/out.sarif"] })).rejects.toThrow();
  expect(await failure({ output: ["pdf=out.pdf"] })).toMatchObject({ code: "SK9003", exitStatus: 2 });
  expect(readFileSync(join(repository.path, "scalekit.yaml"), "utf8")).toBe(MANIFEST);
});
