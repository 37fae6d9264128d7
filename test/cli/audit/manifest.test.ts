import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020";
import type { GraphResource } from "../../../blueprints/graph/graph";
import { loadManifest } from "../../../blueprints/manifest/load";
import { makePlan } from "../../../blueprints/plan/make";
import type { Tier } from "../../../blueprints/tiers/tier";
import { audit } from "../../../cli/commands/audit";
import { addressOf } from "../../../policies/address";
import { compareWithState } from "../../../policies/audit/adopt/compare";
import { inferManifest } from "../../../policies/audit/infer/infer";
import { synth } from "../../../stacks/synth/synth";
import { ACCOUNT, EVERY, type Example, exampleGraph } from "../../support/examples";
import { expectGolden } from "../../support/golden";
import { describeWithReal, readReal } from "../../support/real";
import { root } from "../../support/root";
import { fakeIo } from "../support";

jest.setTimeout(120_000);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "scalekit-manifest-"));
  copyFileSync(join(__dirname, "fixtures", "stranger.tfstate.json"), join(folder, STRANGER));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const golden = (name: string): string => join(__dirname, "golden", name);

/** A system that Terraform made: a balanced group, a database and a cache, named by somebody else. */
const STRANGER = "stranger.tfstate";

async function run(args: Readonly<Record<string, unknown>>) {
  const { io, written } = fakeIo(folder, { env: {} });
  const defaults = { files: [STRANGER], format: "text", details: false, force: false, timeLimit: 60 };
  return { status: await audit.run({ ...defaults, ...args }, io), ...written };
}

/** As another program would have it: nothing says which part of a plan made it. */
const foreign = (resources: readonly GraphResource[]): GraphResource[] =>
  resources.map(({ part: _, sources: __, ...rest }) => ({ ...rest, sources: {} }));

async function roundTrip(name: Example, tier: Tier) {
  const state = { resources: foreign(await exampleGraph(name, tier)) };
  const { text, environment } = inferManifest(state, { tier, name: "folder" });
  const loaded = loadManifest(text, "scalekit.yaml", { environment });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  const planned = await synth(makePlan(loaded.value, { account: ACCOUNT }), {
    handed: {},
    account: ACCOUNT,
    sandbox: false,
  });
  return { text, comparison: compareWithState(planned, state, [name, environment]) };
}

describe("there and back", () => {
  it.each(EVERY)("%s at tier %s: its plan, the manifest of that, and the plan of this", async (name, tier) => {
    const { comparison } = await roundTrip(name, tier);
    const { matches, missing, extra } = comparison;
    expect([missing.map(addressOf), extra.map(addressOf)]).toEqual([[], []]);
    // A plan's resources are its own counterparts, wherever each ended up.
    expect(matches.filter(({ planned, existing }) => addressOf(planned) !== addressOf(existing))).toEqual([]);
    const lines = matches
      .filter(({ differs }) => differs.length > 0)
      .map(({ planned, differs }) => `~ ${addressOf(planned)}: ${differs.map(({ input }) => input).join(", ")}`);
    expect(lines.length).toBeLessThan(matches.length / 20);
    expectGolden(
      golden(`round-trip-${name}-${tier}.txt`),
      `${matches.length} match, ${lines.length} of them with other values\n${lines.sort().join("\n")}\n`,
    );
  });

  it("the manifest of the shop reads like one that somebody wrote", async () => {
    expectGolden(golden("inferred-shop-scale.yaml"), (await roundTrip("shop", "scale")).text);
  });
});

describe("audit --write-manifest", () => {
  it("writes the manifest of a stranger's state, which plans, and says how far it is", async () => {
    const { status, stdout, stderr } = await run({ writeManifest: "" });
    expect(status).toBe(1);
    expect(stderr).toContain("wrote scalekit.yaml");
    const text = readFileSync(join(folder, "scalekit.yaml"), "utf8");
    expect(loadManifest(text, "scalekit.yaml").ok).toBe(true);
    expectGolden(golden("inferred-stranger.yaml"), text);
    const report = stdout.slice(stdout.indexOf("Manifest that comes closest"), stdout.indexOf("\nAdvice"));
    expectGolden(golden("inferred-stranger.txt"), report);
  });

  it("never writes over a file without being told, and says so before it reads anything", async () => {
    writeFileSync(join(folder, "scalekit.yaml"), "mine");
    await expect(run({ writeManifest: "", files: ["nothing"] })).rejects.toMatchObject({ problem: { code: "SK1150" } });
    expect(readFileSync(join(folder, "scalekit.yaml"), "utf8")).toBe("mine");
    await run({ writeManifest: "scalekit.yaml", force: true });
    expect(readFileSync(join(folder, "scalekit.yaml"), "utf8")).toContain("QUESTION");
  });

  it("takes no folder for a file, even when told to overwrite", async () => {
    await expect(run({ writeManifest: ".", force: true })).rejects.toMatchObject({ problem: { code: "SK1150" } });
  });

  it("prints one document of the published form", async () => {
    const { stdout } = await run({ writeManifest: "m.yaml", format: "json" });
    const document = JSON.parse(stdout);
    const ajv = new Ajv2020({ strict: false });
    for (const name of ["check", "audit"])
      ajv.addSchema(JSON.parse(readFileSync(join(root, "docs", "schemas", `${name}.schema.json`), "utf8")));
    expect(ajv.validate("urn:scalekit:audit:1", document) ? [] : ajv.errors).toEqual([]);
    expect(document.manifest.file).toBe("m.yaml");
    expect(document.comparison.matches.length).toBeGreaterThan(5);
    expect(document.comparison.extra).toEqual(expect.arrayContaining([expect.stringContaining("aws_sqs_queue.jobs")]));
  });
});

describe("audit --compare", () => {
  it("compares with a manifest that somebody wrote, and changes no file", async () => {
    await run({ writeManifest: "mine.yaml" });
    const { stdout, stderr } = await run({ compare: "mine.yaml", details: true });
    expect(stderr).not.toContain("wrote");
    expect(stdout).toContain("Compared with the plan of mine.yaml (live");
    expect(stdout).toMatch(/live-eu-west-1\/autoscaling.Group\/\S+ is .*/);
    expect(existsSync(join(folder, "scalekit.yaml"))).toBe(false);
  });

  it("says what is wrong with a manifest that does not pass", async () => {
    writeFileSync(join(folder, "bad.yaml"), "name: Shop\n");
    const { status, stderr } = await run({ compare: "bad.yaml" });
    expect(status).toBe(2);
    expect(stderr).toContain("bad.yaml:1");
  });
});

describeWithReal("of systems that nobody here wrote", () => {
  const FILES = [
    "terraform/driftctl-aws_rds_cluster.tfstate",
    "terraform/driftctl-aws_elb.tfstate",
    "terraform/driftctl-aws_dynamodb_table.tfstate",
    "terraform/driftctl-aws_route53_record_multiples.tfstate",
    "terraform/regula-cloudfront-https.plan.json",
    "terraform/compliance-issue-127.plan.json",
    "cloudformation/aurora-global-primary-cluster.yml",
    "cloudformation/rds-mysql-with-read-replica.yaml",
    "cloudformation/widdix-elasticache-redis.yaml",
    "pulumi/awsx-lb-simple.json",
    "pulumi/eks-ignoring-scaling-changes.json",
  ];
  it.each(FILES)("%s gives a manifest that passes, and plans", (file) => {
    const { text } = inferManifest(readReal(file), { tier: "growth", name: "folder" });
    const loaded = loadManifest(text, "scalekit.yaml");
    expect(loaded.ok ? [] : loaded.problems).toEqual([]);
    if (loaded.ok) expect(makePlan(loaded.value, {}).stacks.length).toBeGreaterThan(1);
  });
});
