import { axesOf, pointsOf } from "../../../cli/simulate/axes";
import { outOf, run } from "./run";

jest.setTimeout(120_000);

interface Row {
  readonly tier: string;
  readonly settings: readonly { readonly path: string; readonly value: unknown }[];
  readonly carried: boolean | null;
  readonly missing: string | null;
  readonly ceilingRps: number;
  readonly units: { readonly most: number };
  readonly cost: { readonly expected: number };
}
const MAXIMUM = "services.web.scaling.maximum";
const rowsOf = (stdout: string): readonly Row[] => outOf(stdout).sweep;

describe("axes", () => {
  test("are all tiers where nothing is said, else each path with its values", () => {
    expect(axesOf([])).toEqual([{ path: "tier", values: ["starter", "growth", "scale", "global"] }]);
    expect(axesOf(["tier=scale,global", "data.orders.proxy=true,false", "failover.ttl=60s", "a.b=1.5,1.5"])).toEqual([
      { path: "tier", values: ["scale", "global"] },
      { path: "data.orders.proxy", values: [true, false] },
      { path: "failover.ttl", values: ["60s"] },
      { path: "a.b", values: [1.5] },
    ]);
  });

  test("make every combination, the last fastest", () => {
    const told = pointsOf(axesOf(["tier=scale,global", "a.b=1,2"])).map((point) => point.map(({ value }) => value));
    expect(told).toEqual([
      ["scale", 1],
      ["scale", 2],
      ["global", 1],
      ["global", 2],
    ]);
  });

  test.each([
    ["maximum", /PATH=VALUE,VALUE/],
    ["services.web.scaling.maximum=", /no path with values/],
    ["services.web.scaling.maximum=6,,12", /no path with values/],
    ["=6", /no path with values/],
    ["__proto__=6", /no path with values/],
    ["tier=golbal", /did you mean global/],
    [`a.b=${Array.from({ length: 49 }, (_, at) => at)}`, /49 combinations/],
  ])("refuse %s", (text, words) => {
    let problem: unknown;
    try {
      axesOf([text]);
    } catch (error) {
      problem = error;
    }
    expect(problem).toMatchObject({ problem: { code: "SK9007" }, exitStatus: 2 });
    expect(JSON.stringify(problem)).toMatch(words);
  });

  test("refuse one path twice", () => expect(() => axesOf(["a.b=1", "a.b=2"])).toThrow("names a.b twice"));
});

describe("a comparison", () => {
  test("of values of the manifest is one row each, at the manifest's tier, and more units carry more for more", async () => {
    const { stdout, status } = await run({ sweep: [`${MAXIMUM}=18,24,48`], tier: "scale", format: "json" });
    const rows = rowsOf(stdout);
    expect(status).toBe(0);
    expect(rows.map(({ tier, settings }) => [tier, settings])).toEqual(
      [18, 24, 48].map((value) => ["scale", [{ path: MAXIMUM, value }]]),
    );
    const ceilings = rows.map(({ ceilingRps }) => ceilingRps);
    expect([...ceilings].sort((a, b) => a - b)).toEqual(ceilings);
    expect(ceilings[0]).toBeLessThan(ceilings[2] as number);
  });

  test("of tiers and values is every combination, and the whole document is as without it", async () => {
    const flags = { shape: "spike", format: "json" };
    const { stdout } = await run({ ...flags, sweep: ["tier=growth,scale", `${MAXIMUM}=12,40`] });
    expect(rowsOf(stdout).map(({ tier, settings }) => [tier, settings[0]?.value])).toEqual([
      ["growth", 12],
      ["growth", 40],
      ["scale", 12],
      ["scale", 40],
    ]);
    const { sweep: _, ...rest } = outOf(stdout);
    expect(rest).toEqual(outOf((await run(flags)).stdout));
  });

  test("says a value that does not fit in its row, and in words which carries it for least", async () => {
    const { stdout } = await run({ sweep: [`${MAXIMUM}=lots,48,60`], tier: "scale" });
    expect(stdout).toMatch(/^ {4}maximum {2}carried {2}ceiling rps/m);
    expect(stdout).toMatch(/^ {2}· {4}lots {2}– /m);
    const words = stdout.replaceAll(/\s+/g, " ");
    expect(words).toMatch(/services\.web\.scaling\.maximum lots: .*(number|integer)/);
    expect(words).toMatch(/the cheapest that carries it is services\.web\.scaling\.maximum (48|60), for about \$/);
    for (const line of stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
  });

  test("is a table of whole paths in Markdown", async () => {
    const { stdout } = await run({ sweep: [`${MAXIMUM}=24,48`, "tier=scale,global"], format: "markdown" });
    expect(stdout).toContain("| tier | services.web.scaling.maximum | carried | ceiling rps |");
    expect(stdout).toMatch(/\| scale \| 24 \| (yes|no) \|/);
  });

  test.each([
    ["services.web.scaling.maxmum=6,12", /did you mean|maximum/],
    ["services.web.scaling.maximum=lots", /number|integer/],
    ["name.first=1", /unknown property/],
    ["services.web.paths.first=1", /a mapping is not a list/],
  ])("refuses %s", async (text, words) => {
    const error = await run({ sweep: [text] }).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({ problem: { code: "SK9007" }, exitStatus: 2 });
    expect(JSON.stringify(error)).toMatch(words);
  });
});
