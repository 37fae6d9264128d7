import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gather } from "../../../../cli/audit/sources";
import { evaluate } from "../../../../policies/evaluate";
import { RULES } from "../../../../policies/rules";
import { World } from "../../../../policies/world/world";
import { expectGolden } from "../../../support/golden";
import { LATER, totalsOf } from "./later";
import { precisionPage } from "./page";
import { JUDGED, type Named, precisionOf, recallOf, rulesOf, type System, sum, tallyOfSystem } from "./precision";

const PAGE = join(__dirname, "..", "..", "..", "..", "docs", "audit", "precision.md");
const FOLDER = process.env.SCALEKIT_SYSTEMS ?? "";

const pairs = (named: Named = {}): readonly string[] =>
  Object.entries(named).flatMap(([rule, names]) => names.map((name) => `${rule} ${name}`));

describe("what was judged of real systems", () => {
  it("is on the page", () => {
    expectGolden(PAGE, precisionPage(JUDGED, LATER));
  });

  it("is of at least 40 systems, in every form", () => {
    expect(JUDGED.systems.length).toBeGreaterThanOrEqual(40);
    expect(new Set(JUDGED.systems.map(({ id }) => id)).size).toBe(JUDGED.systems.length);
    expect([...new Set(JUDGED.systems.map(({ form }) => form))].sort()).toEqual([
      "cdk output",
      "cloudformation",
      "kubernetes",
      "pulumi",
      "terraform plan",
      "terraform state",
    ]);
  });

  it("is of at least 60 inputs more, whose numbers agree: what was right then and what was missed is what is right today", () => {
    expect(totalsOf(LATER).inputs).toBeGreaterThanOrEqual(60);
    for (const { repository, inputs, refused, before, now } of LATER.systems) {
      expect([repository, refused <= inputs]).toEqual([repository, true]);
      expect([repository, before.found - before.falseAlarms + before.missed]).toEqual([
        repository,
        now.found - now.falseAlarms,
      ]);
    }
  });

  it("names rules that exist, false alarms that were found, and misses that were not", () => {
    const known = new Set<string>(RULES.map(({ id }) => id));
    for (const system of JUDGED.systems) {
      expect(rulesOf(system).filter((rule) => !known.has(rule))).toEqual([]);
      const found = new Set(pairs(system.found));
      expect(pairs(system.falseAlarms).filter((pair) => !found.has(pair))).toEqual([]);
      expect(pairs(system.missed).filter((pair) => found.has(pair))).toEqual([]);
    }
  });

  it("counts shares of what was found and of what is wrong", () => {
    const tally = { found: 10, falseAlarms: 2, missed: 8, unknown: 3 };
    expect([precisionOf(tally), recallOf(tally)]).toEqual([0.8, 0.5]);
    expect(precisionOf({ found: 0, falseAlarms: 0 })).toBeUndefined();
    expect(recallOf({ found: 1, falseAlarms: 1, missed: 0 })).toBeUndefined();
    expect(sum([tally, tally])).toEqual({ found: 20, falseAlarms: 4, missed: 16, unknown: 6 });
    expect(
      tallyOfSystem({ ...(JUDGED.systems[0] as System), found: { a: ["x"] }, missed: { b: ["y"] }, unknown: {} }),
    ).toEqual({
      found: 1,
      falseAlarms: 0,
      missed: 1,
      unknown: 0,
    });
  });
});

const JUDGED_RULES: ReadonlySet<string> = new Set(JUDGED.systems.flatMap(rulesOf));

/** The entry of a system by the rules of today. What is new is nobody's judgement yet. */
function again(system: System): System & { readonly unjudged: readonly string[] } {
  const gathered = gather([join(FOLDER, system.id)], { cwd: FOLDER, region: "us-east-1" });
  if ("problems" in gathered) throw new Error(gathered.problems[0]?.message);
  const found = new Map<string, Set<string>>();
  const unknown = new Map<string, number>();
  for (const { rule, subject, verdict } of evaluate(new World(gathered, "growth"), RULES)) {
    if (!JUDGED_RULES.has(rule.id)) continue;
    if (verdict.verdict === "unknown") unknown.set(rule.id, (unknown.get(rule.id) ?? 0) + 1);
    if (verdict.verdict === "fail") found.set(rule.id, (found.get(rule.id) ?? new Set()).add(subject.name));
  }
  const now = Object.fromEntries([...found].sort().map(([rule, names]) => [rule, [...names].sort()]));
  const isFound = (rule: string, name: string): boolean => found.get(rule)?.has(name) === true;
  const before = new Set([...pairs(system.found), ...pairs(system.missed)]);
  const { missed: _, falseAlarms: __, unknown: ___, ...rest } = system;
  const right = new Set(pairs(system.falseAlarms));
  const lost = pairs(system.found).filter((pair) => !right.has(pair) && !pairs(now).includes(pair));
  const missed = only(system.missed, (rule, name) => !isFound(rule, name));
  const falseAlarms = only(system.falseAlarms, isFound);
  return {
    ...rest,
    found: now,
    ...(falseAlarms && { falseAlarms }),
    ...(missed && { missed }),
    ...(unknown.size > 0 && { unknown: Object.fromEntries([...unknown].sort()) }),
    unjudged: [...pairs(now).filter((pair) => !before.has(pair)), ...lost.map((pair) => `no longer: ${pair}`)],
  };
}

function only(named: Named | undefined, wanted: (rule: string, name: string) => boolean): Named | undefined {
  const kept = Object.entries(named ?? {})
    .map(([rule, names]) => [rule, names.filter((name) => wanted(rule, name))] as const)
    .filter(([, names]) => names.length > 0);
  return kept.length > 0 ? Object.fromEntries(kept) : undefined;
}

const describeWithSystems = existsSync(FOLDER) ? describe : describe.skip;

describeWithSystems("the systems themselves (skipped unless SCALEKIT_SYSTEMS names their folder)", () => {
  it("get the verdicts that were judged", () => {
    const systems = JUDGED.systems.map(again);
    const unjudged = systems.flatMap(({ id, unjudged: pending }) => pending.map((pair) => `${id}: ${pair}`));
    if (process.env.UPDATE_GOLDEN) {
      const written = systems.map(({ unjudged: _, ...system }) => system);
      writeFileSync(join(__dirname, "systems.json"), `${JSON.stringify({ ...JUDGED, systems: written }, null, 1)}\n`);
    }
    expect(unjudged).toEqual([]);
    expect(systems.map(({ id, found }) => [id, found])).toEqual(JUDGED.systems.map(({ id, found }) => [id, found]));
  });
});
