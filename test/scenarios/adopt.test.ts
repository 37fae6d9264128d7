import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Adoption, changesIn } from "./adoption";
import type { Cloud, Preview } from "./documents";

// A system that runs and that no state knows (it was deleted) is adopted: the shipped command writes the files, the real
// engine's own `pulumi import` reads them, simulated clouds answer. The steps build on each other.
jest.setTimeout(600_000);

const adoption = new Adoption("shop");
const { shop } = adoption;
afterAll(() => adoption.close());

const STACKS = ["production-dns", "production-eu-west-1", "production-edge"];
/** What was in the cloud before anything was adopted. */
let before: Cloud;

const audit = (manifest: string, ...more: string[]) => adoption.audit(manifest, ...more);

test("a system of one region runs, is altered by hand, and loses its state", async () => {
  shop.edit((text) =>
    text
      .replace("tier: global", "tier: growth")
      .replace(/ {2}secondaries:.*\n/, "")
      .replace(/ {4}otherRegionsWrite:.*\n/, ""),
  );
  await adoption.up();
  const { resources } = await adoption.cloud();
  const alter = async (type: string, property: string, value: string): Promise<void> => {
    const found = resources.find((thing) => thing.type === type);
    const { status } = await shop.run("sandbox", "set", found?.id ?? "", property, value);
    expect(status).toBe(0);
  };
  await alter("aws:autoscaling/group:Group", "maxSize", "99");
  await alter("aws:rds/cluster:Cluster", "backupRetentionPeriod", "21");
  await alter("aws:lb/targetGroup:TargetGroup", "deregistrationDelay", "77");
  await shop.sandbox(0, "refresh", "--yes");
  adoption.loseState();
  before = await adoption.cloud();
});

test("the audit finds every planned resource, and writes an import file for each stack", async () => {
  const { stdout, stderr } = await audit("scalekit.yaml");
  expect(stderr).toBe("");
  const { comparison, adoption: written } = JSON.parse(stdout);
  expect([comparison.missing, comparison.extra]).toEqual([[], []]);
  const differs = comparison.matches.flatMap(({ differs: inputs }: { differs: { input: string }[] }) => inputs);
  expect(differs.map(({ input }: { input: string }) => input).sort()).toEqual([
    "backupRetentionPeriod",
    "deregistrationDelay",
    "maxSize",
  ]);
  expect(written.files.map(({ stack }: { stack: string }) => stack)).toEqual(STACKS);
  expect(written.left.map(({ why }: { why: string }) => why)).toEqual(
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
  for (const stack of STACKS) expect(await adoption.pulumiImport("shop", stack)).toMatch(/\d+ imported/);
  const preview = await shop.sandbox<Preview>(0, "preview");
  expect(adoption.onAdopted(preview)).toEqual([]);
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
  await adoption.up();
  expect(await adoption.changedSince(before)).toEqual([]);
  expect((await adoption.up()).status).toBe("unchanged");
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
  adoption.forget();
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
  for (const stack of STACKS) await adoption.pulumiImport("market", stack);
  const preview = await shop.sandbox<Preview>(0, "preview", "-f", "market.yaml");
  expect(adoption.onAdopted(preview)).toEqual([]);
});
