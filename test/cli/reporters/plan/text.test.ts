import { join } from "node:path";
import { makePlan } from "../../../../blueprints/plan/make";
import { TIERS } from "../../../../blueprints/tiers/tier";
import { planText } from "../../../../cli/reporters/plan/text";
import { example } from "../../../blueprints/plan/loaded";
import { instances, resolved } from "../../../blueprints/plan/support";
import { expectGolden } from "../../../support/golden";
import { graphOf } from "./graph";

const shop = (tier: (typeof TIERS)[number]) =>
  makePlan(example("shop", tier, "production"), { account: "111122223333" });
const ESCAPE = "\u001b";
const plain = (text: string) => text.replaceAll(new RegExp(`${ESCAPE}\\[\\d+m`, "g"), "");
const longest = (text: string) =>
  Math.max(
    ...plain(text)
      .split("\n")
      .map((line) => line.length),
  );

describe("the plan as text", () => {
  // `UPDATE_GOLDEN=1 npx jest test/cli/reporters/plan` writes them anew; read the difference before it is committed.
  test.each(TIERS)("of the shop at tier %s is what it was", (tier) => {
    const golden = join(__dirname, "golden", `shop-${tier}.txt`);
    const text = planText(shop(tier));
    expectGolden(golden, text);
  });

  test.each([40, 50, 80, 120])("keeps within %i columns, with resources and reasons too", (width) => {
    const plan = shop("global");
    expect(longest(planText(plan, graphOf(plan), { width }))).toBeLessThanOrEqual(width);
    expect(longest(planText(plan, graphOf(plan), { width, why: true, color: true }))).toBeLessThanOrEqual(width);
  });

  test("says with color what it says without", () => {
    const plan = shop("growth");
    expect(planText(plan)).not.toContain("\u001b");
    expect(plain(planText(plan, graphOf(plan), { color: true }))).toBe(planText(plan, graphOf(plan)));
  });

  test("counts each part's and each stack's resources", () => {
    const plan = shop("starter");
    const lines = planText(plan, graphOf(plan)).split("\n");
    expect(lines[1]).toBe("account 111122223333, 5 stacks, 52 resources");
    expect(lines.find((line) => line.startsWith("production-eu-west-1"))).toMatch(/ 18$/);
    expect(lines.find((line) => line.includes("aurora orders"))).toMatch(/ 2$/);
  });

  test("with --why shows where each value came from: a line, a tier's reason, a formula, or scalekit itself", () => {
    const text = planText(shop("growth"), undefined, { why: true });
    expect(text).toMatch(/engine = aurora-postgresql\n.*scalekit\.yaml:\d+:\d+/);
    expect(text).toMatch(/natPerZone = false\n.*tier growth \(network\.natPerZone\): One NAT gateway/);
    expect(text).toMatch(/originName = origin\.shop\.example\.com\n.*origin\.<domain>; scalekit\.yaml/);
    expect(text).toMatch(/deletionProtection = true\n.*by scalekit: data is never deleted by accident/);
  });

  test("lets no value steer the terminal", () => {
    const services = { web: { ...instances, environment: { TITLE: "\u001b]0;owned\u0007" } } };
    expect(planText(makePlan(resolved({ services })), undefined, { why: true })).not.toContain("\u001b");
  });
});
