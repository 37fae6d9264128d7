import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { findEngine, openSession, statePlace } from "../../stacks/engine";
import { openStack } from "../../stacks/engine/session";
import { installShims } from "../../stacks/sandbox";
import { root } from "../support/root";
import { folderWith } from "./command";
import type { Cloud, Preview, Up } from "./documents";

// A system that runs and that no state knows (it was deleted) is adopted: the shipped command writes the files, the real
// engine's own `pulumi import` reads them, simulated clouds answer. The steps build on each other.
jest.setTimeout(300_000);

const shop = folderWith("shop");
afterAll(() => shop.close());

const STACKS = ["production-dns", "production-eu-west-1", "production-edge"];
const sandbox = join(shop.path, ".scalekit", "sandbox");
/** What was in the cloud before anything was adopted. */
let before: Cloud;

/** Plain `pulumi import --file` into the sandbox's stacks; the stand-in for the Node language host is only asked for its name. */
async function pulumiImport(project: string, stack: string): Promise<string> {
  const { engine } = await findEngine(process.env);
  if (!engine) throw new Error("no Pulumi engine here: run `npx scalekit doctor`, or put pulumi on PATH");
  const session = await openSession({
    engine,
    place: statePlace({ folder: shop.path, sandbox: true, env: process.env }),
    project,
    environment: "production",
    sandbox: true,
    env: process.env,
    shims: installShims(join(sandbox, "plugins"), { cloudDir: join(sandbox, "cloud") }),
  });
  const work = mkdtempSync(join(tmpdir(), "scalekit-import-"));
  try {
    await openStack(session, stack, async () => ({}));
    writeFileSync(join(work, "Pulumi.yaml"), `name: ${project}\nruntime: nodejs\n`);
    const host = join(root, "test/support/language-host/pulumi-language-nodejs.js");
    mkdirSync(join(work, "bin"));
    writeFileSync(
      join(work, "bin", "pulumi-language-nodejs"),
      `#!/bin/sh\nexec "${process.execPath}" "${host}" "$@"\n`,
      { mode: 0o755 },
    );
    // Stacks of the sandbox are named apart from real ones.
    const text = readFileSync(join(shop.path, "adopt", `${stack}.import.json`), "utf8");
    writeFileSync(
      join(work, "import.json"),
      text.replaceAll("urn:pulumi:production-", "urn:pulumi:sandbox.production-"),
    );
    const words = ["import", "--stack", `sandbox.${stack}`, "--file", "import.json", "--yes", "--generate-code=false"];
    const { status, stdout, stderr } = spawnSync(
      engine.path,
      [...words, "--protect=false", "--non-interactive", "--color", "never"],
      {
        cwd: work,
        env: { ...session.env, PATH: [join(work, "bin"), session.env.PATH].join(delimiter) },
        encoding: "utf8",
      },
    );
    if (status !== 0) throw new Error(`${stdout.slice(-3000)}\n${stderr.slice(-1000)}`);
    return stdout;
  } finally {
    session.close();
    rmSync(work, { recursive: true, force: true });
  }
}

const forget = (): void => {
  rmSync(join(sandbox, "state"), { recursive: true, force: true });
  rmSync(join(sandbox, "lock.json"), { force: true });
};

const audit = (manifest: string, ...more: string[]) =>
  shop.run("audit", "exported", "--compare", manifest, "--import-files", "adopt", "--format", "json", ...more);

/** Of an import file: the resources that it takes over, as `type name`. */
const inFile = (stack: string): string[] => {
  const file = JSON.parse(readFileSync(join(shop.path, "adopt", `${stack}.import.json`), "utf8"));
  return (file.resources as { type: string; logicalName: string; id?: string }[])
    .filter(({ id }) => id !== undefined)
    .map(({ type, logicalName }) => `${type} ${logicalName}`);
};

const changesIn = ({ stacks }: Preview): string[] =>
  stacks.flatMap(({ changes }) =>
    changes
      .filter(({ type }) => !type.startsWith("pulumi:providers:"))
      .map(
        ({ verb, type, name, properties }) =>
          `${verb} ${type} ${name}${verb === "update" ? `: ${properties.join(", ")}` : ""}`,
      ),
  );

/** Operations of a preview on resources that were imported. */
const onAdopted = ({ stacks }: Preview): string[] =>
  stacks.flatMap(({ stack, changes }) => {
    const adopted = new Set(inFile(stack));
    return changes
      .filter(({ type, name }) => adopted.has(`${type} ${name}`))
      .map(({ verb, type, name, properties }) => `${verb} ${type} ${name}: ${properties.join(", ")}`);
  });

test("a system of one region runs, is altered by hand, and loses its state", async () => {
  shop.edit((text) =>
    text
      .replace("tier: global", "tier: growth")
      .replace(/ {2}secondaries:.*\n/, "")
      .replace(/ {4}otherRegionsWrite:.*\n/, ""),
  );
  await shop.sandbox<Up>(0, "up", "--yes");
  const { resources } = await shop.sandbox<Cloud>(0, "sandbox", "ls");
  const alter = async (type: string, property: string, value: string): Promise<void> => {
    const found = resources.find((thing) => thing.type === type);
    const { status } = await shop.run("sandbox", "set", found?.id ?? "", property, value);
    expect(status).toBe(0);
  };
  await alter("aws:autoscaling/group:Group", "maxSize", "99");
  await alter("aws:rds/cluster:Cluster", "backupRetentionPeriod", "21");
  await alter("aws:lb/targetGroup:TargetGroup", "deregistrationDelay", "77");
  await shop.sandbox(0, "refresh", "--yes");
  cpSync(join(sandbox, "state", ".pulumi", "stacks", "shop"), join(shop.path, "exported"), { recursive: true });
  forget();
  before = await shop.sandbox<Cloud>(0, "sandbox", "ls");
});

test("the audit finds every planned resource, and writes an import file for each stack", async () => {
  const { stdout, stderr } = await audit("scalekit.yaml");
  expect(stderr).toBe("");
  const { comparison, adoption } = JSON.parse(stdout);
  expect([comparison.missing, comparison.extra]).toEqual([[], []]);
  const differs = comparison.matches.flatMap(({ differs: inputs }: { differs: { input: string }[] }) => inputs);
  expect(differs.map(({ input }: { input: string }) => input).sort()).toEqual([
    "backupRetentionPeriod",
    "deregistrationDelay",
    "maxSize",
  ]);
  expect(adoption.files.map(({ stack }: { stack: string }) => stack)).toEqual(STACKS);
  expect(adoption.left.map(({ why }: { why: string }) => why)).toEqual(
    Array(3).fill("its type cannot be imported: the first run makes it anew"),
  );
});

test("what was adopted keeps what it has, and a second audit does not write over that", async () => {
  const kept = JSON.parse(readFileSync(join(shop.path, "scalekit.adopted.json"), "utf8")).environments.production;
  const sets = kept["eu-west-1"].map(({ set }: { set: object }) => set);
  expect(sets).toEqual(expect.arrayContaining([{ maxSize: 99 }, { deregistrationDelay: 77 }]));
  expect(JSON.stringify(kept)).not.toContain("[secret]");
  const again = await audit("scalekit.yaml");
  expect([again.status, again.stderr.includes("SK6016")]).toEqual([2, true]);
});

test("after `pulumi import` the preview has no operation on anything that was adopted", async () => {
  for (const stack of STACKS) expect(await pulumiImport("shop", stack)).toMatch(/\d+ imported/);
  const preview = await shop.sandbox<Preview>(0, "preview");
  expect(onAdopted(preview)).toEqual([]);
  // What lives in no cloud, and what cannot be imported.
  expect(changesIn(preview).sort()).toEqual([
    "create aws:acm/certificateValidation:CertificateValidation cdn-certificate-issued",
    "create aws:acm/certificateValidation:CertificateValidation entry-certificate",
    "create aws:acm/certificateValidation:CertificateValidation zone-certificate-issued",
    "create random:index/randomPassword:RandomPassword orders-password",
    "create random:index/randomPassword:RandomPassword zone-origin-secret",
  ]);
});

test("up then makes only these, nothing of what was there is another, and all is quiet after it", async () => {
  await shop.sandbox<Up>(0, "up", "--yes");
  const after = await shop.sandbox<Cloud>(0, "sandbox", "ls");
  const same = new Map(after.resources.map((thing) => [`${thing.type} ${thing.region} ${thing.id}`, thing.properties]));
  const changed = before.resources.filter(
    ({ type, region, id, properties }) =>
      !type.includes("certificateValidation") &&
      JSON.stringify(same.get(`${type} ${region} ${id}`)) !== JSON.stringify(properties),
  );
  expect(changed.map(({ type, id }) => `${type} ${id}`)).toEqual([]);
  const quiet = await shop.sandbox<Up>(0, "up", "--yes");
  expect(quiet.status).toBe("unchanged");
});

test("an input taken out of scalekit.adopted.json is the manifest's again", async () => {
  const file = join(shop.path, "scalekit.adopted.json");
  const taken = readFileSync(file, "utf8");
  const adopted = JSON.parse(taken);
  const own: { set: { maxSize?: number }; ignoreChanges: string[] }[] = adopted.environments.production["eu-west-1"];
  for (const kept of own.filter(({ set }) => set.maxSize !== undefined)) {
    kept.set = {};
    kept.ignoreChanges = kept.ignoreChanges.filter((input) => input !== "maxSize");
  }
  writeFileSync(file, JSON.stringify(adopted));
  const preview = await shop.sandbox<Preview>(0, "preview", "--only", "eu-west-1");
  writeFileSync(file, taken);
  expect(changesIn(preview)).toEqual([
    expect.stringMatching(/^update aws:autoscaling\/group:Group \w+-group: maxSize$/),
  ]);
});

test("under other names of project, services and stores the same system is adopted just as well", async () => {
  forget();
  const text = shop
    .manifest()
    .replace(/^name: shop/m, "name: market")
    .replace(/^ {2}web:/m, "  front:")
    .replace(/^ {2}orders:/m, "  ledger:")
    .replace("[orders]", "[ledger]")
    .replace("[orders, sessions]", "[ledger, sessions]");
  writeFileSync(join(shop.path, "market.yaml"), text);
  const { comparison } = JSON.parse((await audit("market.yaml", "--force")).stdout);
  expect(comparison.matches.length).toBeGreaterThan(150);
  for (const stack of STACKS) await pulumiImport("market", stack);
  const preview = await shop.sandbox<Preview>(0, "preview", "-f", "market.yaml");
  expect(onAdopted(preview)).toEqual([]);
});
