import { Adoption, changesIn } from "./adoption";
import type { Cloud, Preview } from "./documents";
import { terraformStateOf } from "./terraform-of";

// Other shapes of systems than adopt.test.ts has, through the same way: up, state lost, audit, `pulumi import`, preview, up.
jest.setTimeout(600_000);

type Edit = (text: string) => string;

const oneRegion: Edit = (text) => text.replace(/ {2}secondaries:.*\n/, "").replace(/ {4}otherRegionsWrite:.*\n/, "");
const at =
  (tier: string): Edit =>
  (text) =>
    text.replace("tier: global", `tier: ${tier}`);
const twoRegions: Edit = (text) => text.replace(/ {2}secondaries:.*\n/, "  secondaries: [us-east-1]\n");
const behindCloudflare: Edit = (text) =>
  text
    .replace(/ {2}static:.*\n/, "")
    .replace(
      "cdn: cloudfront",
      "cdn: cloudflare\n  cloudflare: { zone: 0123456789abcdef0123456789abcdef, account: fedcba9876543210fedcba9876543210 }",
    );

interface Case {
  readonly example: "shop" | "saas";
  readonly edits: readonly Edit[];
}

const CASES: Readonly<Record<string, Case>> = {
  "a shop at tier starter": { example: "shop", edits: [at("starter"), oneRegion] },
  "a shop of two regions at tier scale": { example: "shop", edits: [at("scale"), twoRegions] },
  "a shop behind Cloudflare": { example: "shop", edits: [at("growth"), oneRegion, behindCloudflare] },
  "a SaaS on Kubernetes, behind Cloudflare": { example: "saas", edits: [at("growth"), oneRegion] },
  "a shop of three regions at tier global": { example: "shop", edits: [] },
  "a SaaS on two clusters in two regions at tier scale": { example: "saas", edits: [at("scale")] },
};

/** What lives in no cloud, and what has nothing that an import could read: it is made anew. */
const MADE_ANEW = /^create (aws:acm\/certificateValidation:|aws:autoscaling\/attachment:|random:)/;

describe.each(Object.entries(CASES))("%s", (_, { example, edits }) => {
  const adoption = new Adoption(example);
  let before: Cloud;
  afterAll(() => adoption.close());

  test("runs, loses its state, and every planned resource is found in what is there", async () => {
    for (const edit of edits) adoption.shop.edit(edit);
    await adoption.up();
    adoption.loseState();
    before = await adoption.cloud();
    const { stdout, stderr } = await adoption.audit("scalekit.yaml");
    expect(stderr).toBe("");
    const { comparison, adoption: written } = JSON.parse(stdout);
    expect([comparison.missing, comparison.extra]).toEqual([[], []]);
    const why = new Set(written.left.map((left: { why: string }) => left.why));
    expect([...why]).toEqual(["its type cannot be imported: the first run makes it anew"]);
  });

  test("is imported, and the preview has no operation on it", async () => {
    for (const stack of adoption.files()) expect(await adoption.pulumiImport(example, stack)).toMatch(/\d+ imported/);
    const preview = await adoption.shop.sandbox<Preview>(0, "preview");
    expect(adoption.onAdopted(preview)).toEqual([]);
    expect(changesIn(preview).filter((change) => !MADE_ANEW.test(change))).toEqual([]);
  });

  test("up changes nothing of it, and is quiet after that", async () => {
    await adoption.up();
    expect(await adoption.changedSince(before)).toEqual([]);
    expect((await adoption.up()).status).toBe("unchanged");
  });
});

describe("a shop of one region that Terraform made", () => {
  const adoption = new Adoption("shop");
  let before: Cloud;
  afterAll(() => adoption.close());

  test("is found in Terraform's state, and what is not is said", async () => {
    for (const edit of [at("growth"), oneRegion]) adoption.shop.edit(edit);
    await adoption.up();
    before = await adoption.cloud();
    adoption.replaceState("terraform.tfstate", terraformStateOf(before));
    const { stdout } = await adoption.audit("scalekit.yaml");
    const { comparison, adoption: written } = JSON.parse(stdout);
    const named = (all: readonly string[]) => all.map((address) => address.split("/").slice(-2).join("/"));
    expect(comparison.matches.length).toBeGreaterThan(150);
    // It has nothing but what it validates, and of these there are three.
    expect(named(comparison.missing)).toEqual(["acm.CertificateValidation/zone-certificate-issued"]);
    expect(named(comparison.extra)).toEqual([
      "acm.CertificateValidation/aws_acm_certificate_validation.zone_certificate_issued",
    ]);
    const why = new Set(written.left.map((left: { why: string }) => left.why));
    expect([...why]).toEqual(["its type cannot be imported: the first run makes it anew"]);
  });

  test("is imported, and the preview has no operation on it", async () => {
    for (const stack of adoption.files()) expect(await adoption.pulumiImport("shop", stack)).toMatch(/\d+ imported/);
    const preview = await adoption.shop.sandbox<Preview>(0, "preview");
    expect(adoption.onAdopted(preview)).toEqual([]);
    expect(changesIn(preview).filter((change) => !MADE_ANEW.test(change))).toEqual([]);
  });

  test("up changes nothing of it, and is quiet after that", async () => {
    await adoption.up();
    expect(await adoption.changedSince(before)).toEqual([]);
    expect((await adoption.up()).status).toBe("unchanged");
  });
});
