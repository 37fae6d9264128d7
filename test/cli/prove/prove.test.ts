import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020";
import type { Tier } from "../../../blueprints/tiers/tier";
import { prove } from "../../../cli/commands/prove";
import { type ProveOptions, provePlan } from "../../../cli/prove/prove-plan";
import { PROVE_FORMATS, renderProve } from "../../../cli/reporters/prove";
import { EVERY, type Example, exampleGraph, exampleText, resolvedExample } from "../../support/examples";
import { expectGolden } from "../../support/golden";
import { fakeIo } from "../support";

const ESCAPE = "\u001b";
const graphs = new Map<string, ReturnType<typeof exampleGraph>>();

async function proved(name: Example, tier: Tier, options: ProveOptions = {}) {
  const graph = graphs.get(`${name} ${tier}`) ?? exampleGraph(name, tier);
  graphs.set(`${name} ${tier}`, graph);
  return provePlan(resolvedExample(name, tier).manifest, { resources: await graph }, options);
}

/** The shop without the risks that it takes. */
const STRICT = exampleText("shop").replace(/production: .*/, "production: {}");

async function run(flags: Record<string, unknown>, manifest = STRICT, files: Readonly<Record<string, string>> = {}) {
  const cwd = mkdtempSync(join(tmpdir(), "prove-"));
  for (const [name, text] of Object.entries({ "scalekit.yaml": manifest, ...files }))
    writeFileSync(join(cwd, name), text);
  const { io, written } = fakeIo(cwd);
  const defaults = { manifest: "scalekit.yaml", format: "text", strict: false, details: false };
  return { status: await prove.run({ ...defaults, ...flags }, io), ...written };
}

describe("the proof as text", () => {
  // `UPDATE_GOLDEN=1 npx jest test/cli/prove` writes them anew; read the difference before it is committed.
  test.each(["text", "markdown"] as const)("of the shop at tier global is what it was, as %s", async (format) => {
    const golden = join(__dirname, "golden", `shop-global.${format === "text" ? "txt" : "md"}`);
    const text = renderProve(format, await proved("shop", "global"), { width: 80 });
    expectGolden(golden, text);
  });

  test("keeps within 80 columns, with all details too", async () => {
    const text = renderProve("text", await proved("saas", "global"), { width: 80, details: true });
    for (const line of text.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
    const several = await proved("saas", "global", {
      scenarios: ["zone+writer", "region+dns", "region+deployment+cdn"],
    });
    for (const line of renderProve("text", several, { width: 80 }).split("\n"))
      expect(line.length).toBeLessThanOrEqual(80);
  });

  test("says with color what it says without", async () => {
    const result = await proved("shop", "scale");
    const colored = renderProve("text", result, { width: 80, color: true });
    expect(colored).toContain(ESCAPE);
    expect(colored.replaceAll(new RegExp(`${ESCAPE}\\[\\d+m`, "g"), "")).toBe(
      renderProve("text", result, { width: 80 }),
    );
  });
});

describe("the proof as JSON", () => {
  const schema = JSON.parse(readFileSync(join(__dirname, "../../../docs/schemas/prove.schema.json"), "utf8"));
  const validate = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true }).compile(schema);

  test.each(EVERY)("of %s at tier %s keeps the published schema", async (name, tier) => {
    validate(JSON.parse(renderProve("json", await proved(name, tier))));
    expect(validate.errors).toBeNull();
  });

  test("of several things at once keeps it too", async () => {
    const result = await proved("shop", "global", {
      scenarios: ["zone+writer", "region+dns"],
      accepted: ["region+dns"],
    });
    const document = JSON.parse(renderProve("json", result));
    validate(document);
    expect(validate.errors).toBeNull();
    expect(document.scenarios.map(({ id }: { id: string }) => id)).toEqual(["zone+writer", "region+dns"]);
  });

  test("of a year keeps it too", async () => {
    const rates = [{ scenario: "zone", perYear: 1, lasts: [], line: 2 }];
    const years = { rates, file: "rates.csv", runs: 10, seed: 1 };
    validate(JSON.parse(renderProve("json", await proved("shop", "global", { years }))));
    expect(validate.errors).toBeNull();
  });

  test("adds up: the steps of a way that ends take as long as recovery", async () => {
    const { scenarios } = JSON.parse(renderProve("json", await proved("shop", "global")));
    for (const { path, rtoSeconds } of scenarios) {
      if (rtoSeconds === "unbounded") continue;
      const sum = path.reduce((total: number, { seconds }: { seconds: number }) => total + seconds, 0);
      expect(sum).toBeCloseTo(rtoSeconds.typical);
    }
  });
});

describe("the command", () => {
  test("ends with 1 where an objective is missed, and names it", async () => {
    const { status, stdout } = await run({});
    expect(status).toBe(1);
    expect(stdout).toMatch(/miss the objectives: region, cdn, dependency, deployment,\s+cold-cache, retry-storm/);
  });

  test("ends with 0 where all that was asked is met", async () => {
    expect((await run({ scenario: ["zone", "writer"] })).status).toBe(0);
  });

  test("lets a risk be taken, and still shows it", async () => {
    const { status, stdout } = await run({ scenario: ["cdn", "zone"], accept: ["cdn"] });
    expect(status).toBe(0);
    expect(stdout).toMatch(/^ {2}~ cdn/m);
  });

  test("lets the manifest take risks", async () => {
    const { status, stdout } = await run({ scenario: ["cdn", "zone"] }, exampleText("shop"));
    expect(status).toBe(0);
    expect(stdout).toMatch(/nothing misses the objectives in 2 scenarios, 1 accepted$/m);
  });

  test("judges a service by objectives of its own, and the others by the environment's", async () => {
    const own = (objectives: string): string =>
      STRICT.replace("    paths: [/api/*]", `$&\n    objectives: ${objectives}`);
    const stricter = await run({ scenario: ["zone"] }, own("{ rto: 30s, rpo: 0s }"));
    expect(stricter.status).toBe(1);
    expect(stricter.stdout).toMatch(
      /api is back after 88 s .* its own\s+objectives \(back within 30 s, at most 0 s lost\): missed/s,
    );
    expect((await run({ scenario: ["deployment"] }, own("{ rto: 2h }"))).status).toBe(1);
    // Both services promise less than the environment: a bad version of either is within that.
    const both = own("{ rto: 2h }").replace("    reads: [orders]\n", "$&    objectives: { rto: 2h }\n");
    expect((await run({ scenario: ["deployment"] }, both)).status).toBe(0);
  });

  test("takes the time that people need from whoever measured it", async () => {
    const { stdout } = await run({ scenario: ["region"], decide: "10m" });
    expect(stdout).toMatch(/as long as\s+you said/);
    // 28 s until it is noticed, 10 min, 2 min to promote, 30 s of clients' caches.
    expect(stdout).toContain("back after 13 min");
  });

  test("holds against the worst numbers where that is asked", async () => {
    expect((await run({ scenario: ["deployment"], decide: "0s" })).status).toBe(1);
    expect((await run({ scenario: ["zone"], strict: true })).status).toBe(0);
  });

  test("answers a lower tier by another tier's numbers", async () => {
    const { stdout } = await run({ tier: "scale", scenario: ["region"] });
    expect(stdout).toMatch(/orders has no copy in a region that is\s+left/);
  });

  test.each([
    [{ with: ["zone+wirter"] }, /did you mean writer/],
    [{ with: ["zone+zone+zone+zone+zone"] }, /at most 4/],
    [{ accept: ["weather"] }, /one of process, /],
    [{ decide: "soon" }, /--decide 5m/],
  ])("refuses %j", async (flags, words) => {
    const error = await run(flags).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({ problem: { code: "SK9005" } });
    expect(JSON.stringify(error)).toMatch(words);
  });

  test("tells by service what share of its own requests fails, with --details and in JSON", async () => {
    const { stdout } = await run({ scenario: ["deployment"], details: true });
    expect(stdout.replaceAll(/\s+/g, " ")).toMatch(/- (web|api): 100 % of its requests fail until /);
    const json = JSON.parse((await run({ scenario: ["region"], format: "json" })).stdout);
    expect(json.scenarios[0].errorsByService.map(({ service }: { service: string }) => service).sort()).toEqual([
      "api",
      "web",
    ]);
  });

  test("with --details each step tells its range and where its settings are written, in Markdown always", async () => {
    const written = `${STRICT}failover: { healthCheckThreshold: 4 }\n`;
    const flags = { scenario: ["region"], details: true };
    const words = (await run(flags, written)).stdout.replaceAll(/\s+/g, " ");
    expect(words).toMatch(
      /\[30 s to 64 s; set: health check interval 10 \([^)]+\), health check threshold 4 \(scalekit.yaml:\d+\)/,
    );
    expect(words).toMatch(/\[5 min to 30 min; assumed\]/);
    const { stdout } = await run({ ...flags, format: "markdown" }, written);
    expect(stdout).toMatch(/set: health check interval 10 .*threshold 4 \(scalekit.yaml:\d+\)/);
    expect(stdout).toMatch(/\| \[documented\]\(https:\/\/[^)]+\), 20\d\d-\d\d-\d\d \|/);
  });

  describe("with scenarios beside the manifest", () => {
    const OWN =
      "scenarios: { pay: { title: no payments, steps: { switch: { takes: 4h } } } }\nmeasured: { decide: 10m }";
    const pay = (stdout: string) =>
      JSON.parse(stdout).scenarios.find(({ id }: { id: string }) => id === "pay") as Record<string, unknown>;

    test("proves them too, and a miss decides", async () => {
      const files = { "scalekit.scenarios.yaml": OWN };
      const { status, stdout } = await run({ scenario: ["pay"], format: "json" }, undefined, files);
      expect([status, pay(stdout).meets]).toEqual([1, false]);
    });

    test("a risk that they say is taken fails nothing", async () => {
      const files = { "scalekit.scenarios.yaml": OWN.replace("title:", "accept: true, title:") };
      const { status, stdout } = await run({ scenario: ["pay"], format: "json" }, undefined, files);
      expect([status, pay(stdout).accepted]).toEqual([0, true]);
    });

    test("a file that is named counts instead", async () => {
      const files = {
        "scalekit.scenarios.yaml": OWN,
        "ours.yaml": "scenarios: { mail: { title: no mail, fails: [zone] } }",
      };
      await expect(run({ scenario: ["pay"], scenarios: "ours.yaml" }, undefined, files)).rejects.toThrow(
        "there is no scenario pay",
      );
    });

    test("what is wrong in them is named with its place", async () => {
      const files = { "scalekit.scenarios.yaml": "scenarios:\n  pay: { titel: x }" };
      const { status, stderr } = await run({}, undefined, files);
      expect(status).toBe(2);
      expect(stderr).toContain("scalekit.scenarios.yaml:2");
    });
  });

  test("proves scenarios of one's own, and takes their measurements", async () => {
    const ours =
      "scenarios: { pay: { title: no payments, steps: { switch: { takes: 4m } } } }\nmeasured: { decide: 10m }";
    const { status, stdout } = await run({ scenarios: "ours.yaml", scenario: ["pay", "region"] }, undefined, {
      "ours.yaml": ours,
    });
    expect(status).toBe(1);
    expect(stdout).toMatch(/✓ pay +4 min/);
    expect(stdout).toContain("back after 13 min");
  });

  test.each([
    ["scenarios:\n  pay: { title: x, fails: [zonne] }", /ours\.yaml:2:28.*zonne/s],
    ["scenarios:\n  pay: { title: x, fails: [zone@mars] }", /zone cannot strike at mars/],
  ])("names what is wrong in them", async (text, words) => {
    const done = await run({ scenarios: "ours.yaml" }, undefined, { "ours.yaml": text }).catch((error) => error);
    expect([done.status, done.exitStatus]).toContain(2);
    expect(`${done.stderr} ${done.message}`).toMatch(words);
  });

  test("tells the availability of a year at somebody's rates, and fails where it is not what is promised", async () => {
    const rates = "scenario,per_year,takes\nzone,0.5,\nregion,0.3,\nwriter,4,\ncdn,0.2,2h\ndeployment,6,\n";
    const files = { "rates.csv": rates };
    const flags = { rates: "rates.csv", runs: 1000, seed: 1, scenario: ["zone"] };
    const kept = await run(flags, undefined, files);
    expect([kept.status, kept.stdout]).toEqual([0, expect.stringContaining("✓ Availability of a year: 99.9")]);
    expectGolden(join(__dirname, "golden", "years.txt"), kept.stdout);
    const worse = await run(flags, undefined, { "rates.csv": rates.replace("deployment,6", "deployment,60") });
    expect([worse.status, worse.stdout]).toEqual([1, expect.stringMatching(/✗ Availability .*missed/s)]);
    const json = JSON.parse((await run({ ...flags, format: "json" }, undefined, files)).stdout);
    expect(json.availability).toMatchObject({ runs: 1000, seed: 1, verdict: "met" });
  });

  test("counts incidents instead", async () => {
    const files = { "last.csv": "date,scenario,lasted\n2025-01-01,cdn,3h\n" };
    const flags = { incidents: "last.csv", observed: "1096d", runs: 200, seed: 1, scenario: ["zone"] };
    expect((await run(flags, undefined, files)).stdout).toContain("200 years at the rates of last.csv");
  });

  test.each([
    [{ rates: "rates.csv", runs: 0 }, "--runs 0"],
    [{ incidents: "rates.csv", observed: "soon", runs: 10 }, "--observed soon"],
  ])("refuses %j", async (flags, words) => {
    const files = { "rates.csv": "scenario,per_year\n" };
    await expect(run({ seed: 1, ...flags }, undefined, files)).rejects.toThrow(words);
  });

  test("ends with 2 where a rate is wrong, with its place", async () => {
    const files = { "rates.csv": "scenario,per_year\nzone,often\n" };
    const { status, stderr } = await run({ rates: "rates.csv", runs: 10, seed: 1 }, undefined, files);
    expect([status, stderr]).toEqual([2, expect.stringContaining("rates.csv:2:6")]);
  });

  test("ends with 2 where the manifest is wrong", async () => {
    const { status, stdout, stderr } = await run({}, "name: shop\ntier: galaxy\n");
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("galaxy");
  });

  test("knows the formats that there are", () => {
    expect(prove.options.format?.choices).toEqual([...PROVE_FORMATS]);
  });
});
