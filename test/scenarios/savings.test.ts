import { cost } from "../../cli/commands/cost";
import type { Savings } from "../../cli/cost/savings";
import { TestRepository } from "../cli/check/repository";
import { fakeIo } from "../cli/support";
import { EVERY, type Example, exampleText } from "../support/examples";
import { Applied } from "./applied";

jest.setTimeout(600_000);

let repository: TestRepository;
beforeEach(() => {
  repository = new TestRepository();
});
afterEach(() => repository.close());

/** What the command says, as a program reads it. */
async function savingsOf(text: string, flags: Record<string, unknown>): Promise<Savings> {
  repository.write("scalekit.yaml", text);
  const { io, written } = fakeIo(repository.path);
  await cost.run(
    { manifest: "scalekit.yaml", format: "json", details: false, savings: true, quiet: true, ...flags },
    io,
  );
  return JSON.parse(written.stdout).savings;
}

const CASES: readonly (readonly [Example, (typeof EVERY)[number][1], string])[] = [
  ...EVERY.map(([example, tier]) => [example, tier, "production"] as const),
  ["shop", "growth", "staging"],
];

test.each(CASES)(
  "each saving of the %s at tier %s in %s can be written, and saves and keeps what it says",
  async (example, tier, environment) => {
    const text = exampleText(example);
    const { offered, together } = await savingsOf(text, { tier, ...(example === "shop" && { env: environment }) });
    const applied = new Applied(text, environment, tier);
    const before = await applied.with();
    expect(offered.length).toBeGreaterThan(0);
    for (const { change, usd } of offered) {
      const after = await applied.with(change);
      expect([change.path, before.usd - after.usd]).toEqual([change.path, expect.closeTo(usd, 6)]);
      expect([change.path, after.missed.filter((id) => !before.missed.includes(id))]).toEqual([change.path, []]);
    }
    const all = await applied.with(
      ...together.paths.flatMap((path) => offered.find(({ change }) => change.path === path)?.change ?? []),
    );
    expect(before.usd - all.usd).toBeCloseTo(together.usd, 6);
    expect(all.missed.filter((id) => !before.missed.includes(id))).toEqual([]);
  },
);
