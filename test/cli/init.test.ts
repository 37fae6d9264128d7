import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { loadManifest } from "../../blueprints/manifest/load";
import { nameFrom } from "../../blueprints/manifest/name";
import { KNOWN_REGIONS } from "../../blueprints/manifest/regions";
import { writeManifest } from "../../blueprints/manifest/write";
import { formatProblems } from "../../blueprints/problems/format";
import { ScalekitError } from "../../blueprints/problems/problem";
import { TIERS } from "../../blueprints/tiers/tier";
import { DEFAULT_BOUNDS } from "../../cli/check/bounds";
import { planSide, SynthCache } from "../../cli/check/side";
import { init } from "../../cli/commands/init";
import { completeAnswers } from "../../cli/init/answers";
import { recoveryGate } from "../../cli/prove/gate";
import { fakeIo } from "./support";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "Init Shop_"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const FLAGS = { manifest: "scalekit.yaml", yes: true, force: false };
const file = () => readFileSync(join(folder, "scalekit.yaml"), "utf8");
const failure = (flags: Record<string, unknown>) =>
  init.run({ ...FLAGS, ...flags }, fakeIo(folder).io).then(
    () => undefined,
    (error: unknown) => (error instanceof ScalekitError ? { ...error.problem, exitStatus: error.exitStatus } : error),
  );

/** Scenarios for which an `up` of this manifest stops. */
async function missedBy(text: string): Promise<readonly string[]> {
  const planned = planSide({ text, file: "scalekit.yaml", lock: () => ({}) });
  if (!("plan" in planned)) throw new Error(JSON.stringify(planned));
  const resources = await new SynthCache().graphOf(planned, DEFAULT_BOUNDS, () => undefined);
  return recoveryGate(planned.resolved.manifest, resources, []).missed.map(({ id }) => id);
}

describe("with flags", () => {
  test("writes a manifest that passes, named after its folder, and says what next", async () => {
    const { io, written } = fakeIo(folder);
    expect(await init.run({ ...FLAGS, tier: "growth" }, io)).toBe(0);
    const loaded = loadManifest(file(), "scalekit.yaml");
    expect(loaded.ok && loaded.value.manifest).toMatchObject({ tier: "growth", environment: "production" });
    expect(loaded.ok && loaded.value.manifest.name).toMatch(/^init-shop-/);
    expect(written.stdout).toBe("wrote scalekit.yaml\n");
    expect(written.stderr).toContain("scalekit plan");
  });

  test.each(["scale", "global"] as const)(
    "at tier %s it writes down the risks for which `up` would stop, and only those",
    async (tier) => {
      await init.run({ ...FLAGS, name: "shop", tier, domain: "shop.example.com" }, fakeIo(folder).io);
      const accepted = /^ {2}accept: \[(.*)\] # risks taken/m.exec(file())?.[1]?.split(", ") ?? [];
      expect(accepted.length).toBeGreaterThan(0);
      expect(await missedBy(file())).toEqual([]);
      const [first = ""] = accepted;
      expect(await missedBy(file().replace(`[${first}, `, "["))).toEqual([first]);
    },
  );

  test("at the lower tiers `up` does not stop for a risk, and none is written", async () => {
    await init.run({ ...FLAGS, tier: "growth" }, fakeIo(folder).io);
    expect(file()).not.toContain("accept:");
  });

  test("asks nothing where standard input is no terminal", async () => {
    expect(await init.run({ ...FLAGS, yes: false, name: "shop" }, fakeIo(folder).io)).toBe(0);
    expect(file()).toContain("name: shop");
  });

  test("takes the region from AWS_REGION", async () => {
    await init.run(FLAGS, fakeIo(folder, { env: { AWS_REGION: "eu-north-1" } }).io);
    expect(file()).toContain("primary: eu-north-1");
  });

  test("does not overwrite: exit status 2, and the file is as it was", async () => {
    writeFileSync(join(folder, "scalekit.yaml"), "mine\n");
    expect(await failure({})).toMatchObject({ code: "SK1150", exitStatus: 2 });
    expect(file()).toBe("mine\n");
    expect(await failure({ force: true })).toBeUndefined();
    expect(file()).toContain("name: ");
  });

  test("not even with --force does it take a directory's place", async () => {
    mkdirSync(join(folder, "scalekit.yaml"));
    expect(await failure({ force: true })).toMatchObject({
      code: "SK1150",
      message: "scalekit.yaml is not a regular file",
    });
  });

  test("a folder that is not there", async () => {
    expect(await failure({ manifest: "none/scalekit.yaml" })).toMatchObject({ code: "SK1001", exitStatus: 2 });
  });

  test.each([
    [{ region: "eu-wset-1" }, "--region: unknown region", "eu-west-1"],
    [{ secondary: ["us-esat-1"] }, "--secondary: unknown region", "us-east-1"],
    [{ name: "My Shop" }, '--name: "My Shop" is not a name', undefined],
    [{ domain: "https://x" }, "--domain: ", undefined],
    [{ tier: "global", data: "postgres" }, "--data: store main is an RDS instance", "aurora-postgresql"],
    [{ cdn: "cloudflare", "cloudflare-zone": "x" }, "--cloudflare-zone: ", undefined],
    [{ region: "us-east-1", secondary: ["us-east-1"] }, "--secondary: us-east-1 is the primary already", undefined],
  ])("%p is refused with the flag's name, and nothing is written", async (flags, message, near) => {
    const problem = await failure(flags);
    expect(problem).toMatchObject({ code: "SK1151", exitStatus: 2, message: expect.stringContaining(message) });
    if (near !== undefined) expect(problem).toMatchObject({ nearest: near });
    expect(() => file()).toThrow();
  });
});

describe("on a terminal", () => {
  test("asks, takes Enter for the default, and asks again after a wrong answer", async () => {
    const { io, written, stdin } = fakeIo(folder, { tty: true });
    const answers = ["shop", "globl", "global", "eu-west-1", "us-east-1, ap-south-1", "", "kubernetes", "", "none"];
    const feed = setInterval(() => stdin.write(`${answers.shift() ?? ""}\n`), 20);
    expect(await init.run({ ...FLAGS, yes: false }, io).finally(() => clearInterval(feed))).toBe(0);
    expect(written.stderr).toContain("did you mean global?");
    const loaded = loadManifest(file(), "scalekit.yaml");
    expect(loaded.ok && loaded.value.manifest).toMatchObject({
      name: "shop",
      tier: "global",
      regions: { primary: "eu-west-1", secondaries: ["us-east-1", "ap-south-1"] },
      domain: { name: "shop.example.com" },
      services: { web: { runs: "kubernetes" } },
      data: { main: { engine: "aurora-postgresql" } },
    });
    expect(loaded.ok && loaded.value.manifest.edge).toBeUndefined();
  });

  test("takes answers that were pasted all at once, and any number of wrong ones", async () => {
    const warned = jest.fn();
    process.on("warning", warned);
    const { io, stdin } = fakeIo(folder, { tty: true });
    stdin.write(`shop\n${"globl\n".repeat(20)}scale\n${"\n".repeat(8)}`);
    expect(await init.run({ ...FLAGS, yes: false }, io)).toBe(0);
    const loaded = loadManifest(file(), "scalekit.yaml");
    expect(loaded.ok && loaded.value.manifest).toMatchObject({ name: "shop", tier: "scale" });
    await new Promise(setImmediate);
    expect(warned).not.toHaveBeenCalled();
    process.off("warning", warned);
  });

  test("what is given as a flag is not asked", async () => {
    const { io, written, stdin } = fakeIo(folder, { tty: true });
    const feed = setInterval(() => stdin.write("\n"), 20);
    await init
      .run({ ...FLAGS, yes: false, name: "shop", tier: "scale", region: "eu-west-1" }, io)
      .finally(() => clearInterval(feed));
    expect(written.stderr).not.toContain("Name of the project");
    expect(written.stderr).toContain("Domain under which");
  });

  test("the end of input writes nothing and ends with status 2", async () => {
    const { io, stdin } = fakeIo(folder, { tty: true });
    stdin.write("shop\n");
    setTimeout(() => stdin.end(), 30);
    await expect(init.run({ ...FLAGS, yes: false }, io)).rejects.toMatchObject({
      exitStatus: 2,
      problem: { code: "SK1151" },
    });
    expect(() => file()).toThrow();
  });
});

test("whatever is chosen, the manifest passes, or the one combination that cannot be is refused", () => {
  const answers = fc.record({
    name: fc.stringMatching(/^[a-z][a-z0-9]{0,20}$/),
    tier: fc.constantFrom(...TIERS),
    region: fc.constantFrom(...KNOWN_REGIONS),
    secondaries: fc.uniqueArray(fc.constantFrom(...KNOWN_REGIONS), { maxLength: 4 }),
    runs: fc.constantFrom("instances" as const, "kubernetes" as const),
    data: fc.constantFrom(...(["aurora-postgresql", "aurora-mysql", "postgres", "mysql", "none"] as const)),
    cdn: fc.constantFrom(...(["cloudfront", "cloudflare", "none"] as const)),
  });
  fc.assert(
    fc.property(answers, (given) => {
      const secondaries = given.secondaries.filter((region) => region !== given.region);
      const complete = completeAnswers({ ...given, secondaries }, { folder: "x" });
      const loaded = loadManifest(writeManifest(complete), "scalekit.yaml");
      // RDS never spans regions (DECISIONS 2).
      const impossible =
        given.tier === "global" && secondaries.length > 0 && (given.data === "postgres" || given.data === "mysql");
      if (impossible) expect(!loaded.ok && loaded.problems.map(({ code }) => code)).toContain("SK1111");
      else expect(loaded.ok ? "" : formatProblems(loaded.problems)).toBe("");
    }),
  );
});

test("any folder gives a name that passes", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (name) =>
      expect(nameFrom(name)).toMatch(/^[a-z]([a-z0-9-]{0,22}[a-z0-9])?$/),
    ),
  );
});
