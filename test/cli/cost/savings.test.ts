import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020";
import { savingChanges } from "../../../blueprints/cost/savings";
import { setValue } from "../../../blueprints/manifest/edit";
import { loadManifest } from "../../../blueprints/manifest/load";
import { check } from "../../../cli/commands/check";
import { cost } from "../../../cli/commands/cost";
import { prove } from "../../../cli/commands/prove";
import type { Savings } from "../../../cli/cost/savings";
import { exampleText } from "../../support/examples";
import { TestRepository } from "../check/repository";
import { fakeIo } from "../support";

jest.setTimeout(300_000);

const FLAGS = { manifest: "scalekit.yaml", format: "json", details: false };
const shop = exampleText("shop").replace(/^tier: global/m, "tier: scale");

let repository: TestRepository;
beforeEach(() => {
  repository = new TestRepository();
});
afterEach(() => repository.close());

async function run(command: typeof cost, text: string, flags: Record<string, unknown> = {}) {
  repository.write("scalekit.yaml", text);
  const { io, written } = fakeIo(repository.path);
  const status = await command.run({ ...FLAGS, ...flags }, io);
  return { status, stdout: written.stdout };
}
const expected = async (text: string): Promise<number> => JSON.parse((await run(cost, text)).stdout).total.expected;
const missed = async (text: string): Promise<string[]> =>
  JSON.parse((await run(prove, text, { strict: false, changes: false })).stdout)
    .scenarios.filter(({ verdict }: { verdict: string }) => verdict === "missed")
    .map(({ id }: { id: string }) => id);

/** The manifest with one change, as a person would write it. */
function withChange(text: string, path: string, to: unknown): string {
  const outcome = setValue(text, path, to as string);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.value;
}

test("what is offered saves what it says, keeps every objective, and no rule blocks it; also all together", async () => {
  const { stdout } = await run(cost, shop, { savings: true });
  const document = JSON.parse(stdout);
  const schema = JSON.parse(readFileSync(join(__dirname, "../../../docs/schemas/cost.schema.json"), "utf8"));
  const validate = new Ajv2020({ strict: false }).compile(schema);
  expect([validate(document), validate.errors]).toEqual([true, null]);
  const { offered, refused, together } = document.savings as Savings;
  expect(offered.length).toBeGreaterThan(2);
  const [before, wrong] = [await expected(shop), await missed(shop)];

  const { change, usd } = offered[0] as Savings["offered"][number];
  const one = withChange(shop, change.path, change.to);
  expect(before - (await expected(one))).toBeCloseTo(usd, 6);

  const all = together.paths.reduce((text, path) => {
    const { to } = offered.find((each) => each.change.path === path)?.change ?? {};
    return withChange(text, path, to);
  }, shop);
  expect(before - (await expected(all))).toBeCloseTo(together.usd, 6);
  expect(together.usd).toBeGreaterThan(usd);
  expect((await missed(all)).filter((id) => !wrong.includes(id))).toEqual([]);
  expect((await run(check, all)).status).toBe((await run(check, shop)).status);

  expect(refused.find((each) => each.change.path === "edge.waf")?.why).toMatch(/^rule \S+ would block it$/);
  expect(offered.map((each) => each.usd)).toEqual(offered.map((each) => each.usd).sort((a, b) => b - a));
});

test("what was no value of the manifest is one: storage, working hours, and why traffic between zones is not", async () => {
  const { offered, refused, kept } = JSON.parse((await run(cost, shop, { savings: true })).stdout).savings as Savings;
  expect(offered.find(({ change }) => change.path === "data.orders.storageType")).toMatchObject({
    change: { from: "standard", to: "io-optimized", ask: expect.stringContaining("VolumeReadIOPs") },
    effects: [],
  });
  const night = refused.find(({ change }) => change.path === "services.web.schedule");
  expect(night?.why).toBe("production promises 99.95 % at every hour, and web would answer in 65 of 168");
  expect(night?.usd).toBeGreaterThan(100);
  expect(kept).toEqual([
    { what: "traffic between zones", usd: expect.any(Number), why: expect.stringContaining("in three zones") },
  ]);
});

test("staging may stop at night, and people can write it as it is told", async () => {
  const { stdout } = await run(cost, shop, { savings: true, env: "staging", format: "text" });
  const text = stdout.replaceAll(/\s+/g, " ");
  expect(text).toContain(
    'services.web.schedule: none becomes { start: "0 7 * * 1-5", stop: "0 20 * * 1-5", timeZone: Etc/UTC }',
  );
  expect(text).toContain("write your own hours and time zone");
  expect(text).toContain("Without a change that lowers it");
});

test("the text and the Markdown say the same", async () => {
  const small = shop.replace("tier: scale", "tier: starter");
  const text = (await run(cost, small, { savings: true, format: "text" })).stdout;
  const markdown = (await run(cost, small, { savings: true, format: "markdown" })).stdout;
  const { offered } = JSON.parse((await run(cost, small, { savings: true })).stdout).savings as Savings;
  for (const { change } of offered) {
    expect(text).toContain(`${change.path}: ${String(change.from)} becomes ${String(change.to)}`);
    expect(markdown).toContain(change.path);
  }
  expect(text).toContain("Could be saved, with every objective and rule kept");
});

test("without --savings nothing is searched", async () => {
  expect(JSON.parse((await run(cost, shop)).stdout).savings).toBeNull();
});

describe("the list of changes", () => {
  const changesOf = (edit: (text: string) => string) => {
    const loaded = loadManifest(edit(shop), "scalekit.yaml", {});
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
    return savingChanges(loaded.value.manifest);
  };
  const ofTypes = (list: string, image = "{ ssm: /images/web-x86_64 }") =>
    changesOf((text) =>
      text.replace(
        /^( +)image: .*\n +capacity: 250rps/m,
        `$1image: ${image}\n$1instanceTypes: ${list}\n$1capacity: 250rps`,
      ),
    ).find(({ path }) => path === "services.web.instanceTypes");

  test("Intel and AMD become ARM where each of a group can", () => {
    expect(ofTypes("[m7i.large, m7a.large]")).toEqual({
      path: "services.web.instanceTypes",
      from: ["m7i.large", "m7a.large"],
      to: ["m7g.large"],
      also: { path: "services.web.image.ssm", to: "/images/web-arm64" },
      ask: "the image must run on ARM",
    });
    expect(ofTypes("[t3.medium]")).toMatchObject({ to: ["t4g.medium"] });
    expect(ofTypes("[m7i.large, p4d.24xlarge]")).toBeUndefined();
    expect(ofTypes("[m7g.large]", "{ ssm: /images/web-arm64 }")).toBeUndefined();
    const byRegion =
      "{ byRegion: { eu-west-1: ami-0123456789abcdef0, us-east-1: ami-0123456789abcdef0, ap-southeast-1: ami-0123456789abcdef0 } }";
    expect(ofTypes("[m7i.large]", byRegion)).toBeUndefined();
  });

  test("a gateway endpoint for S3 where there is none", () => {
    const of = (endpoints: string) =>
      changesOf((text) => `${text}\nnetwork: { endpoints: ${endpoints} }\n`).find(
        ({ path }) => path === "network.endpoints",
      );
    expect(of("[dynamodb]")).toEqual({ path: "network.endpoints", from: ["dynamodb"], to: ["dynamodb", "s3"] });
    expect(of("[s3]")).toBeUndefined();
  });

  test("no interface endpoints where each zone has its own way out, gateway endpoints stay", () => {
    const of = (network: string) =>
      changesOf((text) => `${text}\nnetwork: ${network}\n`).find(({ path }) => path === "network.endpoints");
    expect(of("{ endpoints: [s3, kms, ssm], natPerZone: true }")).toMatchObject({
      to: ["s3"],
      ask: expect.stringContaining("each zone's NAT gateway"),
    });
    expect(of("{ endpoints: [s3, kms, ssm], natPerZone: false }")).toBeUndefined();
  });

  test("working hours where there are none yet, and no warm pool beside them", () => {
    const scheduled = (more: string) =>
      changesOf((text) => text.replace(/^( {2}api:\n)/m, `$1    ${more}\n`)).find(
        ({ path }) => path === "services.api.schedule",
      );
    expect(scheduled("spot: 0%")).toMatchObject({ from: "none", to: { timeZone: "Etc/UTC" } });
    expect(scheduled("warmPool: 2\n    spot: 0%")).toMatchObject({ also: { path: "services.api.warmPool", to: 0 } });
    const own = 'schedule: { start: "0 6 * * *", stop: "0 22 * * *", timeZone: Europe/Paris }';
    expect(scheduled(own)).toBeUndefined();
  });

  test("storage goes where it costs less, either way", () => {
    const of = (more: string) =>
      changesOf((text) => text.replace("engine: aurora-postgresql", `engine: aurora-postgresql${more}`)).find(
        ({ path }) => path === "data.orders.storageType",
      );
    expect(of("")).toMatchObject({ from: "standard", to: "io-optimized" });
    expect(of("\n    storageType: io-optimized")).toMatchObject({
      to: "standard",
      ask: expect.stringContaining("--storage-type aurora"),
    });
  });

  test("a smaller class of the same family, never below large", () => {
    const classOf = (name: string) =>
      changesOf((text) =>
        text.replace("engine: aurora-postgresql", `engine: aurora-postgresql\n    class: ${name}`),
      ).find(({ path }) => path === "data.orders.class")?.to;
    expect(classOf("db.r7g.2xlarge")).toBe("db.r7g.xlarge");
    expect(classOf("db.r7g.large")).toBeUndefined();
  });
});
