import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../support/root";

// The package as somebody gets it: packed, installed by npm in an empty folder with its peers, and used from there.
const folder = mkdtempSync(join(tmpdir(), "scalekit-package-"));
const app = join(folder, "app");
let packed: readonly string[] = [];

const run = (command: string, ...args: string[]): string =>
  execFileSync(command, args, { cwd: app, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], env: quiet });
/** Without what the npm that runs these tests hands on to its children. */
const quiet = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^npm_(package|lifecycle|config_(local|global)_prefix)/.test(name)),
);

beforeAll(() => {
  const answer = execFileSync("npm", ["pack", "--ignore-scripts", "--json", "--pack-destination", folder], {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [tarball] = JSON.parse(answer) as { filename: string; files: { path: string }[] }[];
  if (!tarball) throw new Error("npm packed nothing");
  packed = tarball.files.map(({ path }) => path);
  mkdirSync(app);
  const flags = ["--prefer-offline", "--no-audit", "--no-fund", "--ignore-scripts"];
  run("npm", "install", ...flags, join(folder, tarball.filename));
}, 300_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("holds what it needs when it runs, and nothing of anybody's runs", () => {
  for (const path of [
    "dist/cli/main.js",
    "dist/index.d.ts",
    "dist/blueprints/manifest/validator.generated.js",
    "dist/policies/crossguard/PulumiPolicy.yaml",
    "dist/policies/crossguard/package.json",
    "dist/policies/crossguard/index.js",
    "dist/stacks/plain-main.js",
    "dist/stacks/sandbox/facts/aws/ec2.json",
    "engine/go.mod",
    "engine/go.sum",
    "docs/schemas/plan.schema.json",
    "examples/shop/scalekit.yaml",
    "Pulumi.yaml",
    "LICENSE",
  ])
    expect(packed).toContain(path);
  expect(packed.filter((path) => /\.scalekit|tsbuildinfo|\.test\.|(^|\/)test\//.test(path))).toEqual([]);
});

test("`npm ci` takes the lock file: it names the packages of every platform, wherever it was written", () => {
  const clone = join(folder, "clone");
  mkdirSync(clone);
  for (const file of ["package.json", "package-lock.json"]) copyFileSync(join(root, file), join(clone, file));
  const words = ["ci", "--dry-run", "--ignore-scripts", "--no-audit", "--no-fund"];
  const { status, stderr } = spawnSync("npm", words, { cwd: clone, encoding: "utf8", env: quiet });
  expect({ status, missing: stderr.match(/Missing: .*/g) }).toEqual({ status: 0, missing: null });
}, 60_000);

test("init writes a manifest that plan takes", () => {
  run("npx", "scalekit", "init", "--tier", "growth", "--yes");
  expect(readFileSync(join(app, "scalekit.yaml"), "utf8")).toContain("tier: growth");
  const plan = JSON.parse(run("npx", "scalekit", "plan", "--format", "json")) as { tier: string; totals: object };
  expect(plan).toMatchObject({ tier: "growth", totals: { resources: expect.any(Number) } });
});

test("a component works in a Pulumi program, on the program's own copy of the SDK", () => {
  writeFileSync(join(app, "program.cjs"), PROGRAM);
  const { copies, types } = JSON.parse(run(process.execPath, "program.cjs")) as { copies: string[]; types: string[] };
  expect(copies).toEqual([join(app, "node_modules/@pulumi/pulumi/package.json")]);
  expect(types).toContain("scalekit:compute:AutoscalingGroup");
  expect(types).toContain("aws:autoscaling/group:Group");
  expect(types).toContain("aws:ec2/launchTemplate:LaunchTemplate");
}, 60_000);

test("the declarations compile in a strict TypeScript program", () => {
  writeFileSync(join(app, "program.ts"), TYPED_PROGRAM);
  const tsc = require.resolve("typescript/bin/tsc");
  const options = { strict: true, noEmit: true, module: "node16", target: "es2022", skipLibCheck: true, types: [] };
  writeFileSync(join(app, "tsconfig.json"), JSON.stringify({ compilerOptions: options, files: ["program.ts"] }));
  const { stdout } = spawnSync(process.execPath, [tsc, "-p", "."], { cwd: app, encoding: "utf8" });
  expect(stdout).toBe("");
}, 120_000);

const ARGS = `{
  network: {
    vpcId: "vpc-1", vpcCidr: "10.0.0.0/16",
    publicSubnetIds: ["subnet-1", "subnet-2", "subnet-3"],
    appSubnetIds: ["subnet-4", "subnet-5", "subnet-6"],
    dataSubnetIds: ["subnet-7", "subnet-8", "subnet-9"],
  },
  image: { ssm: "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64" },
  port: 8080,
}`;

const PROGRAM = `
const pulumi = require("@pulumi/pulumi");
const types = [];
pulumi.runtime.setMocks({
  newResource: ({ type, name, inputs }) => { types.push(type); return { id: name + "-id", state: { arn: "arn:aws:any:eu-west-1:111122223333:any/" + name, ...inputs } }; },
  call: ({ token }) => { throw new Error("asked the cloud for " + token); },
});
const { AutoscalingGroup } = require("scalekit");
new AutoscalingGroup("web", ${ARGS});
const wait = () => new Promise((resolve) => setTimeout(resolve, 500));
wait().then(() => {
  const sdks = Object.keys(require.cache).map((file) => /^.*node_modules\\/@pulumi\\/pulumi\\//.exec(file)?.[0]);
  const copies = [...new Set(sdks.filter(Boolean))].map((sdk) => sdk + "package.json");
  console.log(JSON.stringify({ copies, types }));
});
`;

const TYPED_PROGRAM = `
import * as pulumi from "@pulumi/pulumi";
import { AutoscalingGroup, type AutoscalingGroupArgs, loadManifest, makePlan, runUp, synth, Transform } from "scalekit";
const args: AutoscalingGroupArgs = ${ARGS};
const web: pulumi.ComponentResource = new AutoscalingGroup("web", args);
const loaded = loadManifest("name: shop", "scalekit.yaml");
if (loaded.ok) void synth(makePlan(loaded.value), { handed: {}, account: "111122223333", sandbox: false });
export { runUp, web };
export type Adjust = Transform<{ size: number }>;
`;
