import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { auditGathered } from "../../../cli/audit/audit";
import { gather } from "../../../cli/audit/sources";
import { audit } from "../../../cli/commands/audit";
import { FORMATS } from "../../../cli/output-flag";
import { renderAudit } from "../../../cli/reporters/audit";
import { inferManifest } from "../../../policies/audit/infer/infer";
import { RULES } from "../../../policies/rules";
import { root } from "../../support/root";
import { fakeIo } from "../support";

jest.setTimeout(120_000);

const read = (name: string, text: string) => gather([], { cwd: root, given: [{ name, text }], region: "eu-west-1" });

/** All that an audit of one text writes, in every format, with the patch's files and the manifest. */
function everything(name: string, text: string): string {
  const gathered = read(name, text);
  if ("problems" in gathered) return JSON.stringify(gathered.problems);
  const result = auditGathered({ gathered, tier: "scale", today: "2026-01-01" });
  const style = { color: false, width: 60, details: true };
  return [
    ...FORMATS.map((format) => renderAudit(format, result, RULES, style)),
    ...(result.patch?.files ?? []).map((file) => file.text),
    inferManifest(gathered, { tier: "growth", name: "folder" }).text,
  ].join("\n");
}

describe("an input that means harm ends with a report or a refusal", () => {
  const database = (more: object) => ({ Type: "AWS::RDS::DBInstance", Properties: { MultiAZ: false, ...more } });
  const template = (Resources: object): string => JSON.stringify({ Resources });
  const instance = (type: string, attributes: object) => ({
    mode: "managed",
    type,
    name: "__proto__",
    provider: 'provider["registry.terraform.io/hashicorp/aws"]',
    instances: [{ attributes }],
  });
  const state = (...resources: unknown[]): string =>
    JSON.stringify({ version: 4, terraform_version: "1.9.0", lineage: "x", resources });
  const aliases = Array.from({ length: 11 }, (_, at) => `a${at + 1}: &a${at + 1} [${`*a${at},`.repeat(9)}]\n`).join("");

  test.each<[what: string, text: string, says: RegExp]>([
    [
      "names that every object has",
      template({ constructor: database({}), toString: { Type: "constructor" } }),
      /multi-az/,
    ],
    [
      "types and names that every object has, in a state",
      state(
        instance("constructor", {}),
        instance("__proto__", {}),
        instance("aws_db_instance", { id: "a", tags: { constructor: "y" } }),
      ),
      /multi-az/,
    ],
    [
      "a prototype that it brings along",
      '{"Resources":{"A":{"Type":"AWS::RDS::DBInstance","Properties":{"__proto__":{"MultiAZ":true},"MultiAZ":false}}}}',
      /multi-az/,
    ],
    [
      "a name of 200,000 characters",
      template({ ["A".repeat(200_000)]: database({ Engine: "e".repeat(200_000) }) }),
      /multi-az/,
    ],
    [
      "one key twice: the last counts",
      '{"Resources":{"A":{"Type":"AWS::RDS::DBInstance","Properties":{"MultiAZ":true,"MultiAZ":false}}}}',
      /multi-az/,
    ],
    [
      "numbers without end",
      template({ A: database({}) }).replace('"MultiAZ"', '"BackupRetentionPeriod":1e999,"MultiAZ"'),
      /multi-az/,
    ],
    ["NUL in names", template({ "A\u0000": database({}) }), /multi-az/],
    [
      "aliases that grow without end",
      `a0: &a0 [x]\n${aliases}Resources:\n  A:\n    Type: AWS::S3::Bucket\n    Properties: { Tags: *a11 }\n`,
      /SK3040/,
    ],
    [
      "an alias inside of itself",
      "Resources:\n  A: &x\n    Type: AWS::S3::Bucket\n    Properties: { Self: *x }\n",
      /SK3040/,
    ],
    ["JSON that is nested without end", `${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`, /SK3040/],
    ["an archive", "PK\u0003\u0004\u0000\u0000", /SK3040/],
    [
      "what is no resource",
      state(
        null,
        5,
        { mode: "managed" },
        { mode: "managed", type: 5, instances: 5 },
        instance("aws_lb", { subnets: 5 }),
      ),
      /./,
    ],
  ])("%s", (_, text, says) => {
    expect(everything("input", text)).toMatch(says);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});

/** Where tools keep what nobody may see, each with a secret of its own. */
const HIDING: Readonly<Record<string, (secret: string) => string>> = {
  "a password of Terraform's": (secret) =>
    JSON.stringify({
      version: 4,
      terraform_version: "1.9.0",
      lineage: "x",
      resources: ["aws_db_instance", "aws_rds_cluster"].map((type) => ({
        mode: "managed",
        type,
        name: "db",
        provider: 'provider["registry.terraform.io/hashicorp/aws"]',
        instances: [
          {
            attributes: { id: "db", engine: "postgres", password: secret, master_password: secret, identifier: "db" },
            sensitive_attributes: [],
          },
        ],
      })),
    }),
  "a secret output of Pulumi's": (secret) => {
    const wrapped = {
      "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
      plaintext: JSON.stringify(secret),
    };
    const type = "aws:rds/instance:Instance";
    const own = { engine: "postgres", multiAz: false, password: wrapped, tags: { team: wrapped } };
    const resource = {
      urn: `urn:pulumi:p::shop::${type}::db`,
      type,
      custom: true,
      id: "db",
      inputs: own,
      outputs: own,
    };
    return JSON.stringify({ version: 3, deployment: { resources: [resource] } });
  },
  "a password of CloudFormation's": (secret) =>
    JSON.stringify({
      Parameters: { Password: { Type: "String", NoEcho: true, Default: secret } },
      Resources: {
        Db: { Type: "AWS::RDS::DBInstance", Properties: { MultiAZ: false, MasterUserPassword: secret } },
        Other: {
          Type: "AWS::RDS::DBInstance",
          Properties: { MultiAZ: false, MasterUserPassword: { Ref: "Password" } },
        },
        Fn: { Type: "AWS::Lambda::Function", Properties: { Environment: { Variables: { API_TOKEN: secret } } } },
      },
    }),
  "a secret of Kubernetes": (secret) =>
    JSON.stringify({
      apiVersion: "v1",
      kind: "List",
      items: [
        { apiVersion: "v1", kind: "Secret", metadata: { name: "s" }, data: { a: secret }, stringData: { b: secret } },
        {
          apiVersion: "apps/v1",
          kind: "Deployment",
          metadata: { name: "web", annotations: { "kubectl.kubernetes.io/last-applied-configuration": secret } },
          spec: {
            replicas: 1,
            selector: { matchLabels: { app: "web" } },
            template: {
              metadata: { labels: { app: "web" } },
              spec: { containers: [{ name: "web", image: "web:1", env: [{ name: "DB_PASSWORD", value: secret }] }] },
            },
          },
        },
      ],
    }),
};

describe("no format, patch or manifest holds", () => {
  const secrets = fc.stringMatching(/^[A-Za-z0-9]{16,24}$/).map((text) => `s3cr3t${text}`);
  test.each(Object.entries(HIDING))("%s", (_, hiding) => {
    fc.assert(
      fc.property(secrets, (secret) => {
        const written = everything("input", hiding(secret));
        expect(written).not.toContain(secret);
        // It was read, and judged.
        expect(written).toMatch(/multi-az|two-or-more/);
      }),
      { numRuns: 5 },
    );
  });
});

test("neither the manifest nor the import files nor what is kept beside them hold a secret", async () => {
  const folder = mkdtempSync(join(tmpdir(), "scalekit-secret-"));
  try {
    const stranger = readFileSync(join(__dirname, "fixtures", "stranger.tfstate.json"), "utf8");
    const state = JSON.parse(stranger) as { resources: { type: string; instances: { attributes: object }[] }[] };
    for (const { type, instances } of state.resources)
      for (const one of instances)
        if (/^aws_(db_instance|elasticache)/.test(type))
          one.attributes = { ...one.attributes, password: "s3cr3tPlanted", auth_token: "s3cr3tPlanted" };
    writeFileSync(join(folder, "stranger.tfstate"), JSON.stringify(state));
    const { io, written } = fakeIo(folder, { env: {} });
    const flags = { files: ["stranger.tfstate"], format: "json", details: true, force: false, timeLimit: 60 };
    await audit.run({ ...flags, writeManifest: "", importFiles: "adopt", patch: "patch" }, io);
    rmSync(join(folder, "stranger.tfstate"));
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
      statSync(join(folder, name)).isFile(),
    );
    expect(files.length).toBeGreaterThan(3);
    const all = [written.stdout, written.stderr, ...files.map((name) => readFileSync(join(folder, name), "utf8"))];
    expect(all.join("\n")).not.toContain("s3cr3tPlanted");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
