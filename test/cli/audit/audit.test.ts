import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020";
import { ScalekitError } from "../../../blueprints/problems/problem";
import { COMMANDS } from "../../../cli/commands";
import { audit } from "../../../cli/commands/audit";
import { FORMATS } from "../../../cli/output-flag";
import { CHECK_FORMATS } from "../../../cli/reporters/check";
import { expectGolden } from "../../support/golden";
import { fakeIo } from "../support";

jest.setTimeout(60_000);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "scalekit-audit-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, content: unknown): string => {
  mkdirSync(join(folder, name, ".."), { recursive: true });
  writeFileSync(join(folder, name), typeof content === "string" ? content : JSON.stringify(content));
  return name;
};

/** A CloudFormation template of a database and a bucket. */
const template = (more: Record<string, unknown> = {}) => ({
  AWSTemplateFormatVersion: "2010-09-09",
  Resources: {
    AcmeOrders: {
      Type: "AWS::RDS::DBInstance",
      Properties: {
        Engine: "postgres",
        DBInstanceClass: "db.r6g.large",
        StorageEncrypted: true,
        MultiAZ: false,
        BackupRetentionPeriod: 14,
        DeletionProtection: true,
        MasterUserPassword: "hunter2-is-no-secret",
        ...more,
      },
    },
  },
});

async function run({ columns, ...args }: Readonly<Record<string, unknown>>, stdin?: string) {
  const { io, written, stdin: input } = fakeIo(folder, { env: process.env });
  if (typeof columns === "number") Object.assign(io.stdout, { columns });
  input.end(stdin ?? "");
  const defaults = { files: [], format: "text", redact: false, details: false, timeLimit: 60 };
  const status = await audit.run({ ...defaults, ...args }, io);
  return { status, ...written };
}

const json = async (args: Readonly<Record<string, unknown>>) => {
  const ended = await run({ ...args, format: "json" });
  return { ...ended, document: JSON.parse(ended.stdout) };
};

test("it is a command, and offers the formats that there are", () => {
  expect(COMMANDS).toContain(audit);
  expect(FORMATS).toEqual(CHECK_FORMATS);
});

test("judging that takes too long ends with what makes it shorter here: there is no manifest", async () => {
  await expect(run({ files: [write("db.json", template())], timeLimit: 0.000001 })).rejects.toMatchObject({
    problem: { code: "SK6004", fix: "give fewer files at once, or allow more with --time-limit SECONDS" },
  });
});

test("a gap is scored, explained and shown as the place where all is lost, and the status is 1", async () => {
  const { status, stdout } = await run({ files: [write("db.json", template())] });
  expect(status).toBe(1);
  expect(stdout).toMatch(/^Score \d+ of 100 at tier growth, the first that it misses: starter holds\n/);
  expect(stdout).toContain("1. db.json/rds.Instance/AcmeOrders, when its zone fails");
  expect(stdout).toMatch(/\+\d+\.\d db\/multi-az /);
  expect(stdout).not.toContain("hunter2");
});

/** Two services that share names, one of them to do harm. */
const HOSTILE = "web\u001b[31m\u202e`<img src=x>`|@team\n::error::";

test.each(FORMATS)(
  "%s lets no name of the input steer a terminal, turn text around or begin another line",
  async (format) => {
    const text = JSON.stringify({
      Resources: {
        [HOSTILE]: { Type: "AWS::RDS::DBInstance", Properties: { Engine: "postgres", MultiAZ: false } },
        "Custom\u001b[2J": { Type: "Custom::\u001b]0;x\u0007" },
      },
    });
    const { stdout } = await run({ files: [write("hostile.json", text)], format, details: true, tier: "growth" });
    expect(stdout).toContain("db/multi-az");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: looking for them is the test
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
    expect(stdout).not.toMatch(/^::error::/m);
    if (format === "markdown") expect(stdout).not.toMatch(/<img|@team/);
  },
);

// `UPDATE_GOLDEN=1 npx jest test/cli/audit` writes them anew; read the difference before it is committed.
test.each([
  ["text", 60],
  ["text", 100],
  ["markdown", 100],
] as const)("%s at width %i reads as it did", async (format, columns) => {
  const files = [write("db.json", template({ DeletionProtection: { "Fn::ImportValue": "x" } }))];
  const { stdout } = await run({ files, format, tier: "growth", columns });
  expectGolden(join(__dirname, "golden", `${format}-${columns}.txt`), stdout);
});

test("fails, not known and not applicable are kept apart", async () => {
  const { document } = await json({
    files: [write("db.json", template({ DeletionProtection: { "Fn::ImportValue": "somewhere" } }))],
    tier: "growth",
  });
  const of = (status: string) =>
    document.findings
      .filter((one: { status: string }) => one.status === status)
      .map(({ rule }: { rule: string }) => rule);
  expect(of("fail")).toContain("db/multi-az");
  expect(of("unknown")).toContain("db/deletion-guard");
  expect(document.notApplicable).toContain("compute/group-spans-zones");
  expect(document.gaps.map(({ rule }: { rule: string }) => rule)).not.toContain("db/deletion-guard");
});

test("what nothing is missing from scores 100 and ends with 0", async () => {
  const { status, document } = await json({ files: [write("db.json", template({ MultiAZ: true }))], tier: "growth" });
  expect(document).toMatchObject({ verdict: "pass", score: { value: 100 }, gaps: [], singlePoints: [] });
  expect(status).toBe(0);
});

test("the document fits its published schema, with a baseline too, and only what is new decides then", async () => {
  const schema = (name: string) =>
    JSON.parse(readFileSync(join(__dirname, "../../../docs/schemas", `${name}.schema.json`), "utf8"));
  const ajv = new Ajv2020({ strict: false });
  ajv.addSchema(schema("check"));
  const validate = ajv.compile(schema("audit"));
  const files = [write("db.json", template())];
  const first = await run({ files, output: ["json=first.json"], tier: "growth" });
  expect(first.status).toBe(1);
  expect([validate(JSON.parse(readFileSync(join(folder, "first.json"), "utf8"))), validate.errors]).toEqual([
    true,
    null,
  ]);

  const same = await json({ files, baseline: "first.json", tier: "growth" });
  expect([validate(same.document), validate.errors]).toEqual([true, null]);
  expect(same).toMatchObject({ status: 0, document: { verdict: "pass", since: { new: [], fixed: [] } } });

  write("db.json", template({ MultiAZ: true, DeletionProtection: false }));
  const other = await json({ files, baseline: "first.json", tier: "growth" });
  expect(other.status).toBe(1);
  expect(other.document.since.fixed.map(({ rule }: { rule: string }) => rule)).toContain("db/multi-az");
  expect(other.document.since.new).toHaveLength(1);
  const text = await run({ files, baseline: "first.json", tier: "growth" });
  expect(text.stdout).toMatch(/Since first\.json: 1 new, \d+ fixed, \d+ unchanged/);
  expect(text.stdout).toContain("+ db/deletion-guard on db.json/rds.Instance/AcmeOrders");
});

test("a baseline that is no document of an audit is refused", async () => {
  write("wrong.json", { schemaVersion: "1" });
  await expect(run({ files: [write("db.json", template())], baseline: "wrong.json" })).rejects.toThrow(ScalekitError);
  await expect(run({ files: ["db.json"], baseline: "none.json" })).rejects.toThrow(/it is not there/);
});

describe("--redact", () => {
  const secret = /AcmeOrders|acme|db\.json/i;

  test.each(FORMATS)("%s holds no name of the input", async (format) => {
    const files = [write("acme/db.json", template({ DBInstanceIdentifier: "acme-orders", DBName: "acme" }))];
    const { stdout, status } = await run({ files, format, redact: true, details: true });
    expect(status).toBe(1);
    expect(stdout).not.toMatch(secret);
    expect(stdout).toContain("db/multi-az");
  });

  test("pseudonyms stay from run to run, differ under another key, and compare with each other", async () => {
    const files = [write("db.json", template())];
    const first = await json({ files, redact: true, output: ["json=first.json"] });
    expect(statSync(join(folder, ".scalekit/redact.key")).mode & 0o777).toBe(0o600);
    expect((await json({ files, redact: true })).stdout).toBe(first.stdout);
    expect(await json({ files, redact: true, baseline: "first.json" })).toMatchObject({ status: 0 });
    await expect(json({ files, baseline: "first.json" })).rejects.toThrow(/has pseudonyms and this audit has not/);
    rmSync(join(folder, ".scalekit"), { recursive: true });
    expect((await json({ files, redact: true })).stdout).not.toBe(first.stdout);
  });
});

describe("inputs", () => {
  test("several files are one system, from a folder too, where others are skipped and said", async () => {
    write("stacks-of-us/a.json", template());
    write("stacks-of-us/b.yaml", "Resources:\n  Other:\n    Type: AWS::SQS::Queue\n");
    write("stacks-of-us/readme.json", { hello: "world" });
    write("stacks-of-us/notes.txt", "nothing");
    const { document } = await json({ files: ["stacks-of-us"] });
    expect(document.sources.map(({ name }: { name: string }) => name)).toEqual([
      "stacks-of-us/a.json",
      "stacks-of-us/b.yaml",
    ]);
    expect(document.skipped).toEqual([
      { name: "stacks-of-us/readme.json", why: "is in no format that scalekit reads, or was cut off" },
    ]);
    expect(document.resources).toBe(2);
  });

  test("a nested stack is read once, with what the outer one gives it", async () => {
    write("shop/main.yaml", {
      Resources: {
        Data: {
          Type: "AWS::CloudFormation::Stack",
          Properties: { TemplateURL: { "Fn::Sub": "https://s3/x/data.yaml" }, Parameters: { Guard: "true" } },
        },
      },
    });
    write("shop/data.yaml", {
      Parameters: { Guard: { Type: "String", Default: "false" } },
      Resources: {
        Table: {
          Type: "AWS::DynamoDB::Table",
          Properties: { BillingMode: "PAY_PER_REQUEST", DeletionProtectionEnabled: { Ref: "Guard" } },
        },
      },
    });
    for (const files of [["shop"], ["shop/main.yaml"], ["shop/data.yaml", "shop/main.yaml"]]) {
      const { document } = await json({ files, tier: "growth" });
      expect(document.sources).toEqual([{ name: "shop/main.yaml", format: "cloudformation", resources: 1 }]);
      expect(document.findings.map(({ rule }: { rule: string }) => rule)).not.toContain("db/deletion-guard");
    }
    const { document } = await json({ files: ["shop/data.yaml"], tier: "growth" });
    expect(document.findings.map(({ rule }: { rule: string }) => rule)).toContain("db/deletion-guard");
  });

  test("a nested stack that is not wanted is not judged by itself", async () => {
    write("kit/main.json", {
      Conditions: { Wanted: { "Fn::Equals": ["a", "b"] } },
      Resources: {
        Data: { Type: "AWS::CloudFormation::Stack", Condition: "Wanted", Properties: { TemplateURL: "./data.json" } },
        Topic: { Type: "AWS::SNS::Topic" },
      },
    });
    write("kit/data.json", { Resources: { Table: { Type: "AWS::DynamoDB::Table" } } });
    const { document } = await json({ files: ["kit"] });
    expect(document.sources).toEqual([{ name: "kit/main.json", format: "cloudformation", resources: 1 }]);
  });

  test("what no rule is about is named, and not called good", async () => {
    write("azure.json", {
      version: 3,
      deployment: {
        resources: [
          {
            urn: "urn:pulumi:a::b::azure:sql/server:Server::c",
            custom: true,
            id: "c",
            type: "azure:sql/server:Server",
          },
        ],
      },
    });
    const { stdout, status } = await run({ files: ["azure.json"] });
    expect(stdout).toContain("1 resource of types that no rule knows: azure:sql/server:Server (1)");
    expect(stdout).toContain("nothing was judged: no rule is about what was read");
    expect(stdout).not.toContain("✓");
    expect(status).toBe(0);
  });

  test("standard input", async () => {
    const { stdout } = await run({ files: ["-"] }, JSON.stringify(template()));
    expect(stdout).toContain("standard input");
    expect(stdout).toContain("db/multi-az");
  });

  test.each([
    ["nothing at all", [], /nothing was named to audit/],
    ["a file that is not there", ["nowhere.json"], /there is no file or folder nowhere\.json/],
    ["a file that was cut off", ["cut.json"], /cut\.json is in no format that scalekit reads, or was cut off/],
    ["a folder without a state", ["empty"], /empty holds no file that could be read/],
  ])("%s ends with status 2 and says why", async (_, files, says) => {
    write("cut.json", JSON.stringify(template()).slice(0, 80));
    mkdirSync(join(folder, "empty"));
    const { status, stdout, stderr } = await run({ files });
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(says);
  });

  test("a CDK manifest cannot name a file outside of its folder", async () => {
    write("outside.template.json", template());
    write("cdk.out/manifest.json", {
      version: "36.0.0",
      artifacts: {
        stack: { type: "aws:cloudformation:stack", properties: { templateFile: "../outside.template.json" } },
      },
    });
    write("cdk.out/x.template.json", template());
    const { stdout } = await run({ files: ["cdk.out"] });
    expect(stdout).not.toContain("AcmeOrders");
  });

  test("what lies too deep, and links, are passed by and said", async () => {
    write(`deep/${"a/".repeat(9)}x.json`, template());
    write("deep/db.json", template());
    symlinkSync(join(folder, "deep", "db.json"), join(folder, "deep", "link.json"));
    const { document } = await json({ files: ["deep"] });
    expect(document.skipped.map(({ why }: { why: string }) => why)).toEqual([
      "lies more than 8 folders deep",
      "is no regular file",
    ]);
  });

  test("--patch into what is no folder is refused", async () => {
    write("taken", "x");
    await expect(run({ files: [write("db.json", template())], patch: "taken" })).rejects.toThrow(/cannot be written/);
  });

  test("links in a folder are not followed", async () => {
    write("elsewhere/a.json", template());
    mkdirSync(join(folder, "inner"));
    symlinkSync(join(folder, "elsewhere"), join(folder, "inner", "link"));
    expect((await run({ files: ["inner"] })).status).toBe(2);
  });
});

test("a manifest says the tier, and its exemptions excuse", async () => {
  const files = [write("db.json", template())];
  const { document } = await json({ files, tier: "growth" });
  const found = document.findings.find(({ rule }: { rule: string }) => rule === "db/multi-az");
  write(
    "scalekit.yaml",
    `name: tiny
tier: growth
regions: { primary: eu-west-1 }
domain: tiny.example.com
services:
  web:
    runs: instances
    image: { ssm: /aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64 }
    capacity: 250rps
policies:
  exemptions:
    - rule: db/multi-az
      resource: ${found.resource.address}
      fingerprint: ${found.fingerprint}
      owner: us
      reason: restored in an hour
      expires: 2999-01-01
`,
  );
  const excused = await json({ files, manifest: "scalekit.yaml" });
  expect(excused.document).toMatchObject({ tier: "growth", summary: { exempt: 1 } });
  expect(existsSync(join(folder, ".scalekit"))).toBe(false);
});
