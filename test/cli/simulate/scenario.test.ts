import { outOf, run } from "./run";

jest.setTimeout(120_000);

const OWN = `scenarios:
  payment-provider:
    title: the payment provider answers nothing
    errors: 30%
    steps:
      notice: { kind: detect, takes: 2m }
      switch: { kind: redirect, takes: 8m, after: [notice] }
  mail:
    title: no mail is sent, and a zone is worked on
    errors: 5%
    fails: [zone@eu-west-1]
    steps: { wait: { takes: 30m } }
`;
const FILES = { "scalekit.scenarios.yaml": OWN };

interface Station {
  readonly region: string;
  readonly came: number;
  readonly drops: { readonly scenario: number };
}
const stationsOf = (stdout: string, service: string): readonly Station[] =>
  outOf(stdout).services.find((each: { service: string }) => each.service === service).stations;
const refused = (stations: readonly Station[]): number => stations.reduce((sum, { drops }) => sum + drops.scenario, 0);

describe("a scenario of one's own", () => {
  test("fails its share of every service's requests until its steps are over", async () => {
    const flags = { scenario: "payment-provider", at: "12h", format: "json", traffic: "flat.csv" };
    const flat = { ...FILES, "flat.csv": "time,rps\n0,900\n86340,900\n" };
    const { stdout, status } = await run(flags, undefined, flat);
    const document = outOf(stdout);
    expect(status).toBe(0);
    // 30 % of 900 rps for ten minutes, of each service that is tried with all of the traffic, but for whole requests.
    for (const { service } of document.services)
      expect(Math.abs(refused(stationsOf(stdout, service)) - 0.3 * 900 * 600)).toBeLessThanOrEqual(3);
    expect(document.scenario).toMatchObject({
      id: "payment-provider",
      atSeconds: 43_200,
      events: [
        { atSeconds: 43_200, what: "the payment provider answers nothing" },
        { atSeconds: 43_800, what: "over: payment-provider" },
      ],
    });
  });

  test("stays no longer than --for says", async () => {
    const flags = { scenario: "payment-provider", at: "12h", for: "1m", format: "json" };
    const short = await run(flags, undefined, FILES);
    const whole = await run({ ...flags, for: undefined }, undefined, FILES);
    expect(refused(stationsOf(short.stdout, "web"))).toBeLessThan(refused(stationsOf(whole.stdout, "web")) / 5);
  });

  test("strikes with scalekit's own where its file says so", async () => {
    const { stdout } = await run({ scenario: "mail", at: "12h", format: "json" }, undefined, FILES);
    const { scenario } = outOf(stdout);
    expect(scenario.place).toBe("eu-west-1");
    const words = scenario.events.map(({ what }: { what: string }) => what);
    expect(words).toContain("a zone of eu-west-1 is gone");
    expect(words).toContain("no mail is sent, and a zone is worked on");
    const share = ({ region }: Station): boolean => region === "eu-west-1";
    const [here, there] = [true, false].map((is) => stationsOf(stdout, "web").filter((each) => share(each) === is));
    expect(refused(here ?? []) / (here?.length ?? 1)).toBeGreaterThan(refused(there ?? []) / (there?.length ?? 1));
  });

  test("can come from a file that is named, and be joined with others", async () => {
    const flags = { scenario: "payment-provider+writer", scenarios: "ours.yaml", at: "12h", format: "json" };
    const { stdout } = await run(flags, undefined, { "ours.yaml": OWN });
    expect(outOf(stdout).scenario).toMatchObject({ id: "payment-provider+writer", place: "orders" });
  });

  test("is refused with line and column where its file is wrong, and by its name where it is not there", async () => {
    const wrong = { "scalekit.scenarios.yaml": "scenarios:\n  pay: { titel: x }\n" };
    await expect(run({ scenario: "pay" }, undefined, wrong)).rejects.toMatchObject({
      problem: { at: { line: 2 } },
      exitStatus: 2,
    });
    await expect(run({ scenario: "payment" }, undefined, FILES)).rejects.toMatchObject({
      problem: { code: "SK9005", fix: "did you mean payment-provider?" },
    });
  });

  test("nothing of the file matters where nothing fails", async () => {
    const wrong = { "scalekit.scenarios.yaml": "scenarios: 12" };
    expect(await run({ format: "json" }, undefined, wrong)).toEqual(await run({ format: "json" }));
  });
});

describe("scenarios of prove that take no unit away", () => {
  test("fail the requests of what they strike", async () => {
    const { stdout } = await run({ scenario: "deployment", place: "web", at: "12h", format: "json" });
    expect(refused(stationsOf(stdout, "web"))).toBeGreaterThan(0);
    expect(refused(stationsOf(stdout, "api"))).toBe(0);
  });

  test("without end go on until the end, or as long as --for says", async () => {
    const flags = { scenario: "cdn", at: "12h", format: "json" };
    const [whole] = stationsOf((await run(flags)).stdout, "web");
    const [hour] = stationsOf((await run({ ...flags, for: "1h" })).stdout, "web");
    expect(whole?.drops.scenario).toBeGreaterThan((hour?.drops.scenario ?? 0) * 2);
    expect(hour?.drops.scenario).toBeGreaterThan(0);
  });
});
