import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ModuleKind, ScriptTarget, transpileModule } from "typescript";
import { parse } from "yaml";
import { auditGathered } from "../../../cli/audit/audit";
import type { AuditResult } from "../../../cli/audit/document";
import { gather } from "../../../cli/audit/sources";
import { audit } from "../../../cli/commands/audit";
import { root } from "../../support/root";
import { fakeIo } from "../support";
import { pulumiExport } from "./forms/pulumi";

jest.setTimeout(120_000);

const today = "2026-01-01";

function audited(name: string, text: string) {
  const gathered = gather([], { cwd: root, given: [{ name, text }], region: "eu-west-1" });
  if ("problems" in gathered) throw new Error(JSON.stringify(gathered.problems));
  return auditGathered({ gathered, tier: "growth", today });
}

const filesOf = (name: string, text: string): Record<string, string> =>
  Object.fromEntries((audited(name, text).patch?.files ?? []).map((file) => [file.name, file.text]));

const failing = ({ report }: AuditResult): string[] =>
  report.findings.filter(({ status }) => status === "fail").map(({ fingerprint }) => fingerprint);

type Tree = { [name: string]: unknown };
const isTree = (value: unknown): value is Tree => typeof value === "object" && value !== null && !Array.isArray(value);

const keyOf = (item: unknown): unknown => (isTree(item) ? item.Key : undefined);

/** What `over` says is laid over `under`; of lists of Key and Value the others stay. */
const laid = (under: unknown, over: unknown): unknown =>
  Array.isArray(under) && Array.isArray(over) && over.every((item) => keyOf(item) !== undefined)
    ? [...under.filter((item) => !over.some((one) => keyOf(one) === keyOf(item))), ...over]
    : isTree(under) && isTree(over)
      ? Object.fromEntries(
          [...new Set([...Object.keys(under), ...Object.keys(over)])].map((name) => [
            name,
            name in over ? laid(under[name], over[name]) : under[name],
          ]),
        )
      : over;

const template = JSON.stringify({
  Resources: {
    Orders: {
      Type: "AWS::RDS::DBInstance",
      Properties: { Engine: "postgres", StorageEncrypted: true, MultiAZ: false, BackupRetentionPeriod: 1 },
    },
    Carts: { Type: "AWS::DynamoDB::Table", Properties: { BillingMode: "PAY_PER_REQUEST" } },
    Sessions: {
      Type: "AWS::ElastiCache::ReplicationGroup",
      Properties: { NumCacheClusters: 1, AtRestEncryptionEnabled: true, TransitEncryptionEnabled: true },
    },
    Template: {
      Type: "AWS::EC2::LaunchTemplate",
      Properties: { LaunchTemplateData: { MetadataOptions: { HttpTokens: "optional", HttpPutResponseHopLimit: 1 } } },
    },
    Files: { Type: "AWS::S3::Bucket", Properties: {} },
    Logs: { Type: "AWS::Logs::LogGroup", Properties: {} },
  },
});

const front = JSON.stringify({
  Resources: {
    Key: { Type: "AWS::KMS::Key", Properties: {} },
    Public: { Type: "AWS::EC2::Subnet", Properties: { MapPublicIpOnLaunch: true } },
    Old: { Type: "AWS::ElasticLoadBalancing::LoadBalancer", Properties: { Scheme: "internal", Listeners: [] } },
    Entry: { Type: "AWS::ElasticLoadBalancingV2::LoadBalancer", Properties: { Scheme: "internal" } },
    Cdn: {
      Type: "AWS::CloudFront::Distribution",
      Properties: { DistributionConfig: { Enabled: true, ViewerCertificate: { AcmCertificateArn: "arn:aws:acm:x" } } },
    },
    Sessions: {
      Type: "AWS::ElastiCache::ReplicationGroup",
      Properties: { Engine: "valkey", TransitEncryptionEnabled: true, TransitEncryptionMode: "preferred" },
    },
  },
});

test("templates of several stacks get a fragment each, and what a transform makes none", () => {
  const stack = (more: object) =>
    JSON.stringify({
      Resources: { Carts: { Type: "AWS::DynamoDB::Table", Properties: { BillingMode: "PAY_PER_REQUEST" } }, ...more },
    });
  const given = [
    { name: "eu/shop.json", text: stack({ Orders: { Type: "AWS::Serverless::SimpleTable" } }) },
    { name: "us/shop.json", text: stack({}) },
  ];
  const gathered = gather([], { cwd: root, given, region: "eu-west-1" });
  if ("problems" in gathered) throw new Error(JSON.stringify(gathered.problems));
  const result = auditGathered({ gathered, tier: "growth", today });
  expect(result.patch?.files.map(({ name }) => name)).toEqual([
    "eu-shop-scalekit-patch.yaml",
    "us-shop-scalekit-patch.yaml",
  ]);
  for (const { text } of result.patch?.files ?? []) expect(Object.keys(parse(text).Resources)).toEqual(["Carts"]);
});

test("a CloudFormation fragment, laid over its template and read back, puts right what it says and breaks nothing", () => {
  const before = audited("t.json", template);
  const fragment = filesOf("t.json", template)["scalekit-patch.yaml"];
  expect(fragment).toMatchInlineSnapshot(`
"# Properties to lay over those of the same resources in the template.

Resources:
  # obs/logs-expire
  Logs:
    Properties:
      RetentionInDays: 30
  # db/deletion-guard, nosql/recovery-on-every-replica
  Carts:
    Properties:
      DeletionProtectionEnabled: true
      PointInTimeRecoverySpecification:
        PointInTimeRecoveryEnabled: true
  # sec/imdsv2
  Template:
    Properties:
      LaunchTemplateData:
        MetadataOptions:
          HttpTokens: required
  # cache/fails-over
  Sessions:
    Properties:
      AutomaticFailoverEnabled: true
      MultiAZEnabled: true
      NumCacheClusters: 2
  # db/backup-window-kept, db/deletion-guard, db/multi-az, db/statements-are-seen, sec/db-signs-in-by-role
  Orders:
    Properties:
      BackupRetentionPeriod: 7
      DeletionProtection: true
      MultiAZ: true
      EnablePerformanceInsights: true
      EnableIAMDatabaseAuthentication: true
"
`);
  const after = audited("t.json", JSON.stringify(laid(JSON.parse(template), parse(fragment ?? ""))));
  expect(failing(after)).toEqual(failing(before).filter((each) => !before.patch?.fixes.includes(each)));
  expect(after.score.value).toBe(before.patch?.scoreAfter);
  expect(before.patch?.fixes.length).toBeGreaterThanOrEqual(6);
});

test("what stands in front gets its switches, where a template has them as properties", () => {
  const { Resources } = parse(filesOf("t.json", front)["scalekit-patch.yaml"] ?? "");
  expect(Resources).toMatchObject({
    Key: { Properties: { EnableKeyRotation: true } },
    Public: { Properties: { MapPublicIpOnLaunch: false } },
    Old: { Properties: { CrossZone: true } },
    Cdn: { Properties: { DistributionConfig: { ViewerCertificate: { MinimumProtocolVersion: "TLSv1.2_2021" } } } },
    Sessions: { Properties: { TransitEncryptionMode: "required" } },
  });
  // Its attributes are a list of keys and values.
  expect(Resources.Entry.Properties.LoadBalancerAttributes).toEqual([
    { Key: "deletion_protection.enabled", Value: "true" },
    { Key: "routing.http.drop_invalid_header_fields.enabled", Value: "true" },
  ]);
});

/** One resource for each change that the patch knows, as a template that cfn-lint has nothing against. */
const remedies = readFileSync(join(__dirname, "fixtures", "remedies.template.json"), "utf8");

test("what a template says beside the properties or inside of another resource stands there in the fragment", () => {
  const { Resources } = parse(filesOf("t.json", remedies)["scalekit-patch.yaml"] ?? "");
  expect(Resources).toMatchObject({
    Reports: { DeletionPolicy: "Snapshot", Properties: { BackupRetentionPeriod: 7 } },
    Www: { Properties: { AliasTarget: { EvaluateTargetHealth: true } } },
    Files: { Properties: { PublicAccessBlockConfiguration: { BlockPublicAcls: true } } },
    Shrinks: { Properties: { TargetTrackingConfiguration: { DisableScaleIn: false } } },
    Probe: { Properties: { HealthCheckConfig: { FailureThreshold: 2 } } },
    Slow: { Properties: { TTL: 60 } },
    Services: { Properties: { DeletionProtection: true } },
    Nodes: { Properties: { NodeRepairConfig: { Enabled: true } } },
    Work: { Properties: { VisibilityTimeout: 60 } },
    Targets: { Properties: { TargetGroupAttributes: [{ Key: "stickiness.enabled", Value: "false" }] } },
  });
  expect(Resources.Services.Properties.Logging.ClusterLogging.EnabledTypes).toContainEqual({ Type: "scheduler" });
  expect(JSON.stringify(Resources)).not.toMatch(/FinalSnapshot|Files\./);
});

test.each([
  ["template", template],
  ["front", front],
  ["remedies", remedies],
])("%s with the fragment laid over it is judged as the audit said", (_, text) => {
  const before = audited("t.json", text);
  const fragment = filesOf("t.json", text)["scalekit-patch.yaml"] ?? "";
  const after = audited("t.json", JSON.stringify(laid(JSON.parse(text), parse(fragment))));
  expect(failing(after)).toEqual(failing(before).filter((each) => !before.patch?.fixes.includes(each)));
  expect(after.score.value).toBe(before.patch?.scoreAfter);
});

const cfnLint = spawnSync("cfn-lint", ["--version"]).status === 0 ? "cfn-lint" : undefined;
(cfnLint ? test : test.skip)(
  `cfn-lint has nothing against it either${cfnLint ? "" : " (skipped: cfn-lint is not here; pip install cfn-lint)"}`,
  () => {
    const folder = mkdtempSync(join(tmpdir(), "scalekit-lint-"));
    try {
      const fragment = filesOf("t.json", remedies)["scalekit-patch.yaml"] ?? "";
      writeFileSync(join(folder, "before.json"), remedies);
      writeFileSync(join(folder, "after.json"), JSON.stringify(laid(JSON.parse(remedies), parse(fragment))));
      const said = (name: string) =>
        spawnSync(cfnLint ?? "", ["--regions", "eu-west-1", "--", name], { cwd: folder, encoding: "utf8" }).stdout;
      expect(said("before.json")).toBe("");
      expect(said("after.json")).toBe("");
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
);

test("balancers and clusters of Terraform get their guards and logs", () => {
  const one = (type: string, name: string, attributes: object) => ({
    mode: "managed",
    type,
    name,
    provider: 'provider["registry.terraform.io/hashicorp/aws"]',
    instances: [{ attributes: { id: name, region: "eu-west-1", ...attributes } }],
  });
  const text = JSON.stringify({
    version: 4,
    terraform_version: "1.9.0",
    resources: [
      one("aws_lb", "entry", { internal: true, load_balancer_type: "network", enable_deletion_protection: false }),
      one("aws_lb", "web", { internal: true, enable_deletion_protection: true }),
      one("aws_eks_cluster", "services", { enabled_cluster_log_types: ["audit"] }),
    ],
  });
  const override = filesOf("t.tfstate", text)["scalekit_override.tf"];
  expect(override).toMatch(/resource "aws_lb" "entry" \{[^}]*enable_deletion_protection += true/);
  expect(override).toMatch(/resource "aws_lb" "web" \{[^}]*drop_invalid_header_fields += true/);
  expect(override).toMatch(/resource "aws_lb" "entry" \{[^}]*enable_cross_zone_load_balancing += true/);
  expect(override).toContain(
    'enabled_cluster_log_types = ["api", "audit", "authenticator", "controllerManager", "scheduler"]',
  );
});

const state = JSON.stringify({
  version: 4,
  terraform_version: "1.9.0",
  serial: 1,
  lineage: "x",
  resources: [
    {
      module: "module.data",
      mode: "managed",
      type: "aws_rds_cluster",
      name: "orders",
      provider: 'provider["registry.terraform.io/hashicorp/aws"]',
      instances: [
        {
          index_key: 0,
          attributes: {
            id: "orders",
            engine: "aurora-postgresql",
            storage_encrypted: true,
            deletion_protection: false,
            backup_retention_period: 1,
            region: "eu-west-1",
          },
        },
      ],
    },
    {
      mode: "managed",
      type: "aws_launch_template",
      name: "web",
      provider: 'provider["registry.terraform.io/hashicorp/aws"]',
      instances: [
        {
          attributes: {
            id: "lt-1",
            region: "eu-west-1",
            metadata_options: [
              {
                http_endpoint: "enabled",
                http_tokens: "optional",
                http_put_response_hop_limit: 1,
                instance_metadata_tags: "$" + "{x}",
              },
            ],
          },
        },
      ],
    },
  ],
});

test("a Terraform override: one file a module, blocks written whole, texts that stay texts", () => {
  expect(filesOf("t.tfstate", state)).toMatchInlineSnapshot(`
{
  "module-data_scalekit_override.tf": "# An override file: Terraform and OpenTofu lay it over the resources of the same folder.
# It belongs into the folder of module.data.

# db/backup-window-kept, db/deletion-guard, sec/db-signs-in-by-role
resource "aws_rds_cluster" "orders" {
  backup_retention_period             = 7
  deletion_protection                 = true
  iam_database_authentication_enabled = true
}
",
  "scalekit_override.tf": "# An override file: Terraform and OpenTofu lay it over the resources of the same folder.

# sec/imdsv2
resource "aws_launch_template" "web" {
  metadata_options {
    http_endpoint               = "enabled"
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
    instance_metadata_tags      = "$\${x}"
  }
}
",
}
`);
});

const terraform = spawnSync("terraform", ["version"]).status === 0 ? "terraform" : undefined;
(terraform ? test : test.skip)(`its syntax is HCL's${terraform ? "" : " (skipped: terraform is not here)"}`, () => {
  for (const text of Object.values(filesOf("t.tfstate", state))) {
    const { status, stdout } = spawnSync(terraform ?? "", ["fmt", "-"], { input: text, encoding: "utf8" });
    expect({ status, stdout }).toEqual({ status: 0, stdout: text });
  }
});

const deployment = JSON.stringify({
  version: 3,
  deployment: {
    resources: [
      { urn: "urn:pulumi:prod::shop::pulumi:pulumi:Stack::shop-prod", type: "pulumi:pulumi:Stack", custom: false },
      {
        urn: "urn:pulumi:prod::shop::aws:rds/instance:Instance::orders",
        type: "aws:rds/instance:Instance",
        custom: true,
        id: "orders",
        inputs: { engine: "postgres", storageEncrypted: true, backupRetentionPeriod: 14, deletionProtection: true },
        outputs: { id: "orders" },
      },
      {
        urn: "urn:pulumi:prod::shop::aws:ec2/launchTemplate:LaunchTemplate::web",
        type: "aws:ec2/launchTemplate:LaunchTemplate",
        custom: true,
        id: "lt-1",
        inputs: { metadataOptions: { httpTokens: "optional", httpPutResponseHopLimit: 1 } },
        outputs: { id: "lt-1" },
      },
    ],
  },
});

test("a Pulumi transform compiles strictly, names stack, type and name, and changes only what it must", () => {
  const files = filesOf("prod.json", deployment);
  const text = files["scalekit-patch.ts"] ?? "";
  expect(text).toContain(
    '["prod aws:rds/instance:Instance orders"]: {"multiAz":true,"performanceInsightsEnabled":true,"iamDatabaseAuthenticationEnabled":true}',
  );
  expect(text).toContain(
    '["prod aws:ec2/launchTemplate:LaunchTemplate web"]: {"metadataOptions":{"httpTokens":"required"}}',
  );
  const folder = mkdtempSync(join(tmpdir(), "scalekit-patch-"));
  try {
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    writeFileSync(join(folder, "scalekit-patch.ts"), text);
    const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
    const flags = [
      "--noEmit",
      "--strict",
      "--skipLibCheck",
      "--module",
      "commonjs",
      "--target",
      "es2022",
      "--types",
      "node",
    ];
    const { status, stdout } = spawnSync(process.execPath, [tsc, ...flags, "scalekit-patch.ts"], {
      cwd: folder,
      encoding: "utf8",
    });
    expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

interface Registered {
  readonly type: string;
  readonly name: string;
  readonly props: Tree;
}

/** The transform of the module, as the SDK would call it; outputs are known at once. */
function transformIn(text: string, stack: string): (resource: Registered) => Tree {
  let transform: (resource: Registered) => { readonly props: Tree } | undefined = () => undefined;
  const pulumi = {
    getStack: () => stack,
    output: (value: unknown) => ({ apply: (change: (value: unknown) => unknown) => change(value) }),
    runtime: {
      registerResourceTransform: (given: typeof transform) => {
        transform = given;
      },
    },
  };
  const module = { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 };
  const { outputText } = transpileModule(text, { compilerOptions: module });
  new Function("require", "exports", outputText)(() => pulumi, {});
  return (resource) => transform(resource)?.props ?? resource.props;
}

test("a Pulumi transform, run over what the state holds, leaves a state that is judged as the audit said", () => {
  const text = pulumiExport();
  const before = audited("prod.json", text);
  const state = JSON.parse(text);
  const [, stack = ""] = /^urn:pulumi:([^:]+)::/.exec(state.deployment.resources[0].urn) ?? [];
  const transform = transformIn(filesOf("prod.json", text)["scalekit-patch.ts"] ?? "", stack);
  for (const resource of state.deployment.resources) {
    const { type, urn, inputs = {} } = resource;
    const props = transform({ type, name: urn.split("::").at(-1), props: inputs });
    // The provider fills in what a program does not say; what the transform says is no default.
    const filled = (props.__defaults ?? []) as string[];
    resource.inputs = { ...props, __defaults: filled.filter((name) => props[name] === inputs[name]) };
  }
  const after = audited("prod.json", JSON.stringify(state));
  expect(before.patch?.fixes.length).toBeGreaterThanOrEqual(10);
  expect(failing(after)).toEqual(failing(before).filter((each) => !before.patch?.fixes.includes(each)));
  expect(after.score.value).toBe(before.patch?.scoreAfter);
});

test("in a Pulumi program a mapping in a list is merged where it stands", () => {
  const type = "aws:route53/record:Record";
  const record = {
    name: "www.example.com",
    type: "A",
    setIdentifier: "eu",
    latencyRoutingPolicies: [{ region: "eu-west-1" }],
    aliases: [{ name: "shop.elb.amazonaws.com", zoneId: "Z1", evaluateTargetHealth: false }],
  };
  const urn = `urn:pulumi:prod::shop::${type}::www`;
  const resource = { urn, type, custom: true, id: "www", inputs: record, outputs: { id: "www" } };
  const text = JSON.stringify({ version: 3, deployment: { resources: [resource] } });
  const transform = transformIn(filesOf("prod.json", text)["scalekit-patch.ts"] ?? "", "prod");
  expect(transform({ type, name: "www", props: record })).toEqual({
    ...record,
    aliases: [{ ...record.aliases[0], evaluateTargetHealth: true }],
  });
});

test("in a Pulumi program the place of a list that is named is changed, and no other", () => {
  const type = "kubernetes:apps/v1:Deployment";
  const container = (name: string, more = {}) => ({ name, image: `registry.example.org/${name}:1`, ...more });
  const pod = (...containers: object[]) => ({ spec: { template: { spec: { containers } } } });
  const shut = { securityContext: { allowPrivilegeEscalation: false } };
  const inputs = { metadata: { name: "web" }, ...pod(container("web", shut), container("side")) };
  const urn = `urn:pulumi:prod::shop::${type}::web`;
  const resource = { urn, type, custom: true, id: "web", inputs, outputs: { id: "web" } };
  const text = JSON.stringify({ version: 3, deployment: { resources: [resource] } });
  const props = transformIn(
    filesOf("prod.json", text)["scalekit-patch.ts"] ?? "",
    "prod",
  )({ type, name: "web", props: inputs });
  expect(props).toMatchObject(pod(container("web", shut), container("side", shut)));
});

test("a Kubernetes object of its own, for kubectl or a kustomization", () => {
  const objects = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  replicas: 1
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: "registry.example.org/web:1" }] }
`;
  expect(filesOf("web.yaml", objects)).toMatchInlineSnapshot(`
{
  "scalekit-patch.k8s.yaml": "# k8s/no-privilege-escalation, k8s/token-only-where-used

apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
spec:
  template:
    spec:
      containers:
        - name: web
          securityContext:
            allowPrivilegeEscalation: false
      automountServiceAccountToken: false
",
}
`);
});

test("the command writes them into a folder, and nothing else", async () => {
  const folder = mkdtempSync(join(tmpdir(), "scalekit-patch-"));
  try {
    mkdirSync(join(folder, "in"));
    writeFileSync(join(folder, "in", "t.tfstate"), state);
    const { io } = fakeIo(folder, { env: {} });
    const flags = {
      files: ["in/t.tfstate"],
      format: "text",
      details: false,
      timeLimit: 60,
      tier: "growth",
      patch: "out",
    };
    expect(await audit.run(flags, io)).toBe(1);
    expect(readdirSync(join(folder, "out")).sort()).toEqual([
      "module-data_scalekit_override.tf",
      "scalekit_override.tf",
    ]);
    expect(readdirSync(folder).sort()).toEqual(["in", "out"]);
    expect(readFileSync(join(folder, "out", "scalekit_override.tf"), "utf8")).toMatch(/http_tokens += "required"/);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
