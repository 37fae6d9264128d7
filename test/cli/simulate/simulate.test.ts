import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020";
import { SHAPES, type Shape, shaped } from "../../../blueprints/capacity/traffic/shapes";
import type { Tier } from "../../../blueprints/tiers/tier";
import { simulate } from "../../../cli/commands/simulate";
import { renderSimulate, SIMULATE_FORMATS } from "../../../cli/reporters/simulate";
import { type SimulateOptions, simulatePlan } from "../../../cli/simulate/simulate-plan";
import { EVERY, type Example, exampleGraph, resolvedExample } from "../../support/examples";
import { expectGolden } from "../../support/golden";
import { quotaServer } from "../../support/quota-server";
import { outOf, run } from "./run";

jest.setTimeout(120_000);

const ESCAPE = "\u001b";
const graphs = new Map<string, ReturnType<typeof exampleGraph>>();

async function simulated(name: Example, tier: Tier, shape: Shape = "day", options: SimulateOptions = {}) {
  const graph = graphs.get(`${name} ${tier}`) ?? exampleGraph(name, tier);
  graphs.set(`${name} ${tier}`, graph);
  const resolved = resolvedExample(name, tier);
  return simulatePlan(resolved, { resources: await graph }, shaped(shape, resolved.manifest.traffic, 15), options);
}

describe("the simulation as text", () => {
  // `UPDATE_GOLDEN=1 npx jest test/cli/simulate` writes them anew; read the difference before it is committed.
  test.each([
    ["shop-global-day", "shop", "global", "day", {}],
    ["shop-scale-flash-crowd", "shop", "scale", "flash-crowd", { findLimit: true }],
    ["saas-growth-spike", "saas", "growth", "spike", {}],
    [
      "shop-global-region",
      "shop",
      "global",
      "ramp",
      { scenario: { id: "region", atSeconds: 1800, forSeconds: Number.POSITIVE_INFINITY } },
    ],
  ] as const)("%s is what it was", async (golden, name, tier, shape, options) => {
    const result = await simulated(name, tier, shape, options);
    expectGolden(join(__dirname, `golden/${golden}.txt`), renderSimulate("text", result, { width: 80 }));
    expectGolden(join(__dirname, `golden/${golden}.md`), renderSimulate("markdown", result));
  });

  test.each([60, 80, 120])("keeps within %d columns, with all details too", async (width) => {
    for (const [name, tier] of EVERY) {
      const text = renderSimulate("text", await simulated(name, tier, "flash-crowd"), { width, details: true });
      for (const line of text.split("\n")) expect(line.length).toBeLessThanOrEqual(width);
    }
  });

  test("says with color what it says without", async () => {
    const result = await simulated("shop", "scale", "flash-crowd");
    const colored = renderSimulate("text", result, { width: 80, color: true });
    expect(colored).toContain(ESCAPE);
    expect(colored.replaceAll(new RegExp(`${ESCAPE}\\[\\d+m`, "g"), "")).toBe(
      renderSimulate("text", result, { width: 80 }),
    );
  });
});

describe("the simulation as JSON", () => {
  const schema = JSON.parse(readFileSync(join(__dirname, "../../../docs/schemas/simulate.schema.json"), "utf8"));
  const validate = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true }).compile(schema);

  test.each(EVERY)("of %s at tier %s keeps the published schema and balances", async (name, tier) => {
    for (const shape of SHAPES) {
      const document = outOf(renderSimulate("json", await simulated(name, tier, shape)));
      validate(document);
      expect(validate.errors).toBeNull();
      for (const { came, served, queued, dropped } of document.services) {
        expect(served + queued + dropped).toBe(came);
        expect(came).toBe(document.edge.passed);
      }
    }
  });

  test("keeps it with a scenario, a search and a comparison too", async () => {
    const { stdout } = await run({
      format: "json",
      shape: "ramp",
      scenario: "zone",
      "find-limit": true,
      sweep: [],
      measured: ["orders=3000rps"],
      retries: 1,
    });
    const document = outOf(stdout);
    validate(document);
    expect(validate.errors).toBeNull();
    expect(document.sweep.map(({ tier }: { tier: string }) => tier)).toEqual(["starter", "growth", "scale", "global"]);
    expect(document.found.times).toBeGreaterThan(0);
    expect(document.scenario.events.length).toBeGreaterThan(1);
  });
});

describe("the command", () => {
  test("ends with 0 where the declared day is carried", async () => {
    const { status, stdout } = await run({});
    expect(status).toBe(0);
    expect(stdout).toContain("all of it is served");
  });

  test("ends with 1 where something is dropped, and says what, when and why", async () => {
    const { status, stdout } = await run({ shape: "flash-crowd", times: 2 });
    expect(status).toBe(1);
    expect(stdout).toMatch(/web: full|each of .*: full at 00:/);
    expect(stdout.replaceAll(/\s+/g, " ")).toContain("because all units that are allowed run");
    expect(stdout).toContain("services.web.scaling.maximum 26 →");
  });

  test("ends with 1 where the p99 objective is missed and nothing is dropped", async () => {
    const slow = await run({ "service-time": ["web=150ms"] });
    expect(slow.status).toBe(1);
    expect(slow.stdout).toContain("more than 1 % take longer than 200 ms");
    expect(slow.stdout).not.toContain("requests are dropped");
  });

  test("replays a file, to the request", async () => {
    const rows = Array.from(
      { length: 30 },
      (_, minute) => `2024-05-01 10:${String(minute).padStart(2, "0")}:00,${6000 + minute}`,
    );
    const { status, stdout } = await run({ traffic: "may.csv", format: "json" }, undefined, {
      "may.csv": `time,requests\n${rows.join("\n")}\n`,
    });
    const document = outOf(stdout);
    expect(status).toBe(0);
    expect(document.traffic).toMatchObject({
      requests: 30 * 6000 + 435,
      seconds: 1800,
      startsAt: "2024-05-01T10:00:00.000Z",
    });
    expect(document.services[0].served).toBe(30 * 6000 + 435);
  });

  test("scales a file to the declared peak", async () => {
    const { stdout } = await run({ traffic: "a.csv", peak: "manifest", format: "json" }, undefined, {
      "a.csv": "time,rps\n0,1\n60,2\n120,4\n180,4\n240,3\n",
    });
    expect(outOf(stdout).traffic.peakRps).toBe(9000);
  });

  test("divides the traffic where somebody says how", async () => {
    const { stdout } = await run({ split: ["web=75%,api=25%"], format: "json" });
    const document = outOf(stdout);
    const came = document.services.map((each: { came: number }) => each.came);
    expect(came.reduce((sum: number, each: number) => sum + each, 0)).toBe(document.traffic.requests);
    expect(document.eachServiceWithAll).toBe(false);
  });

  test("takes away what the CDN answers", async () => {
    const { edge, services } = outOf((await run({ "hit-ratio": "60%", format: "json" })).stdout);
    expect(edge.answered + edge.passed).toBe(edge.came);
    expect(edge.passed).toBe(Math.round(edge.came * 0.4));
    expect(services[0].came).toBe(edge.passed);
  });

  test("loses a region at the peak, and the others carry on", async () => {
    const { status, stdout } = await run({ scenario: "region", at: "12h", place: "us-east-1", format: "json" });
    const { services } = outOf(stdout);
    const [lost] = services[0].stations.filter(({ region }: { region: string }) => region === "us-east-1");
    expect(status).toBe(0);
    // At 3,000 rps a region, for the time that detection, verdict and TTL take.
    expect(lost.drops.scenario).toBeGreaterThan(3000 * 90);
    expect(lost.dropped).toBe(lost.drops.scenario);
    expect(services[0].dropped).toBe(lost.dropped);
  });

  describe("with --quotas", () => {
    const kept = { ...process.env };
    beforeAll(() => {
      Object.assign(process.env, {
        AWS_ACCESS_KEY_ID: "testing",
        AWS_SECRET_ACCESS_KEY: "testing",
        AWS_EC2_METADATA_DISABLED: "true",
      });
    });
    afterAll(() => {
      process.env = kept;
    });

    test("holds the traffic against what the account allows, and says so", async () => {
      const server = await quotaServer([
        { service: "ec2", code: "L-1216C47A", name: "Running On-Demand Standard instances", value: 24 },
        { service: "elasticloadbalancing", code: "L-7E6692B2", name: "Targets", value: 2000 },
      ]);
      try {
        const flags = { quotas: true, endpoint: server.endpoint, format: "json" };
        const { status, stdout, stderr } = await run(flags);
        const document = outOf(stdout);
        expect(status).toBe(1);
        expect(stderr).toMatch(/4 of 10 quotas could not be read .*; AWS's defaults stand for them/);
        expect(document.ceiling.limits[0]).toMatchObject({ kind: "quota", basis: { kind: "account" } });
        expect(document.services.some(({ drops }: { drops: { quota: number } }) => drops.quota > 0)).toBe(true);
        expect(document.restsOn.defaultQuotaDrops).toBe(0);
        expect(document.restsOn.quotas).toContainEqual({
          id: "targets",
          what: "targets of an Application Load Balancer",
          region: "us-east-1",
          value: 2000,
          from: "account",
          why: null,
        });
        const { stdout: words } = await run({ ...flags, format: "text", details: true });
        expect(words.replaceAll(/\s+/g, " ")).toContain("the account's quotas: 2,000 targets of an Application");
        expect(words).toContain("[this account's quota]");
      } finally {
        await server.stop();
      }
    });
  });

  test("brings back who is dropped, no more often than it says", async () => {
    const flags = { shape: "flash-crowd", times: 2, format: "json" };
    const plain = outOf((await run(flags)).stdout);
    const { stdout } = await run({ ...flags, retries: 2, "retry-budget": "20%" });
    const { services, retries } = outOf(stdout);
    expect(retries).toEqual({ retries: 2, baseSeconds: 1, capSeconds: 20, budget: 0.2, budgetSeconds: 10 });
    for (const [at, { came, retried, gaveUp, pending, dropped }] of services.entries()) {
      expect(came - retried).toBe(plain.services[at].came);
      expect(retried + pending + gaveUp).toBe(dropped);
      expect(retried).toBeLessThanOrEqual(0.2 * (came - retried));
      expect(retried).toBeGreaterThan(0);
    }
    const { stdout: words } = await run({ ...flags, format: "text", retries: 2 });
    expect(words.replaceAll(/\s+/g, " ")).toMatch(
      /clients try again: .* of what comes, 1\.\d+ times the traffic; .* give up/,
    );
  });

  test("says what share of the loss rests on a default quota", async () => {
    const { stdout } = await run({ times: 40, format: "json" });
    const { restsOn, edge, services } = outOf(stdout);
    const lost = edge.refused + services.reduce((sum: number, { dropped }: { dropped: number }) => sum + dropped, 0);
    expect(edge.refused).toBeGreaterThan(0);
    expect(restsOn.defaultQuotaDrops).toBeCloseTo(edge.refused / lost, 6);
  });

  test("grows the traffic by the declared months", async () => {
    const { stdout } = await run({ months: 12, format: "json" });
    expect(outOf(stdout).traffic.peakRps).toBeCloseTo(9000 * 1.08 ** 12, -1);
  });

  test.each([
    [{ traffic: "none.csv" }, "SK9008", /it is not there/],
    [{ traffic: "bad.csv" }, "SK9008", /line 3 begins with no time/],
    [{ traffic: "two.csv" }, "SK9008", /--unit count or --unit rps/],
    [{ traffic: "good.csv", shape: "day" }, "SK9007", /two curves/],
    [{ traffic: "good.csv", from: "yesterday" }, "SK9007", /--from yesterday is no time/],
    [{ traffic: "good.csv", from: "2030-01-01" }, "SK9008", /fewer than two rows/],
    [{ times: -1 }, "SK9007", /--times -1/],
    [{ times: Number.NaN }, "SK9007", /no factor/],
    [{ months: 1000 }, "SK9007", /0 to 120/],
    [{ step: "1ms" }, "SK9007", /--step 1ms is no step/],
    [{ peak: "lots" }, "SK9007", /--peak lots/],
    [{ split: ["web=70%"] }, "SK9007", /70 % together/],
    [{ split: ["wbe=100%"] }, "SK9007", /did you mean web/],
    [{ mix: ["eu-west-1=50%,mars=50%"] }, "SK9007", /mars/],
    [{ measured: ["orders=fast"] }, "SK9007", /orders=4000rps/],
    [{ "hit-ratio": "100%" }, "SK9007", /99.99%/],
    [{ skew: ["sessions=120%"] }, "SK9007", /more than all of it/],
    [{ retries: 0 }, "SK9007", /1 to 20/],
    [{ retries: 1.5 }, "SK9007", /no number of retries/],
    [{ "retry-budget": "20%" }, "SK9007", /add for example --retries 2/],
    [{ retries: 2, "retry-budget": "lots" }, "SK9007", /0% to 100%/],
    [{ at: "12h" }, "SK9007", /about a scenario/],
    [{ scenario: "region", at: "48h" }, "SK9007", /after the end/],
    [{ scenario: "region", place: "mars" }, "SK9007", /one of .*eu-west-1.*; /],
    [{ scenario: "regoin" }, "SK9005", /did you mean region/],
    [{ scenario: "retry-storm" }, "SK9005", /scalekit simulate --help/],
    [{ scenarios: "ours.yaml" }, "SK9007", /add --scenario/],
  ])("refuses %j", async (flags, code, words) => {
    const files = {
      "bad.csv": "time,count\n2024-05-01 10:00:00,5\nsoon,6\n",
      "two.csv": "0,5\n60,6\n",
      "good.csv": "time,count\n2024-05-01 10:00:00,5\n2024-05-01 10:01:00,6\n",
    };
    const error = await run(flags, undefined, files).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({ problem: { code }, exitStatus: 2 });
    expect(JSON.stringify(error)).toMatch(words);
  });

  test("ends with 2 where the manifest is wrong", async () => {
    const { status, stdout } = await run({}, "name: shop\ntier: galaxy\n");
    expect([status, stdout]).toEqual([2, ""]);
  });

  test("knows the formats that there are", () => {
    expect(simulate.options.format?.choices).toEqual([...SIMULATE_FORMATS]);
  });
});
