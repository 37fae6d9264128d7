import fc from "fast-check";
import { scoreOf } from "../../../policies/audit/score";
import type { Judgement } from "../../../policies/evaluate";
import { RULES } from "../../../policies/rules";
import { graphOf } from "../../../policies/sample";

const [resource] = graphOf({ resources: [{ type: "aws:s3/bucket:Bucket", name: "bucket" }] }).resources;
if (!resource) throw new Error("no resource");
const rules = RULES.slice(0, 6);
const demanded = new Set<string>(rules.map(({ id }) => id));

/** Judgements on any resources by any of six rules. */
const judgements = fc.array(
  fc
    .record({
      rule: fc.constantFrom(...rules),
      name: fc.constantFrom("a", "b", "c", "d", "e"),
      verdict: fc.constantFrom<Judgement["verdict"]>(
        { verdict: "pass" },
        { verdict: "fail", message: "is wrong" },
        { verdict: "unknown", missing: "something" },
      ),
    })
    .map(({ rule, name, verdict }): Judgement => ({ rule, subject: { ...resource, name, id: name }, verdict })),
  { maxLength: 40 },
);

test("points that gaps give add up to what is missing, over areas and over objectives too", () => {
  fc.assert(
    fc.property(judgements, (all) => {
      const { value, gaps, areas, objectives, rules: counted } = scoreOf(all, [], demanded);
      if (value === undefined) return expect([gaps, areas, counted]).toEqual([[], [], 0]);
      const sum = (list: readonly { readonly points?: number; readonly lost?: number }[]): number =>
        list.reduce((total, { points, lost }) => total + (points ?? lost ?? 0), 0);
      const lost = sum(gaps);
      expect(sum(areas)).toBeCloseTo(lost, 6);
      expect(sum(objectives)).toBeCloseTo(lost, 6);
      expect(Math.abs(100 - lost - value)).toBeLessThan(1.000001);
      expect(value === 100).toBe(gaps.length === 0);
      for (const { resources, judged } of gaps) expect(resources.length).toBeLessThanOrEqual(judged);
    }),
    { numRuns: 500 },
  );
});

test("to repair anything never lowers the score, and what cannot be seen counts neither way", () => {
  fc.assert(
    fc.property(judgements, fc.nat(), (all, at) => {
      const before = scoreOf(all, [], demanded).value ?? 100;
      const repaired = all.map(
        (one, index): Judgement =>
          index === at % Math.max(1, all.length) && one.verdict.verdict === "fail"
            ? { ...one, verdict: { verdict: "pass" } }
            : one,
      );
      expect(scoreOf(repaired, [], demanded).value ?? 100).toBeGreaterThanOrEqual(before);
      // A resource of which a rule cannot see everything is out, unless what it sees fails.
      const hidden = new Set(
        all
          .filter(({ rule, subject }) => {
            const said = all.filter((one) => one.rule === rule && one.subject.id === subject.id);
            const verdicts = said.map(({ verdict }) => verdict.verdict);
            return verdicts.includes("unknown") && !verdicts.includes("fail");
          })
          .map(({ rule, subject }) => `${rule.id} ${subject.id}`),
      );
      const seen = all.filter(({ rule, subject }) => !hidden.has(`${rule.id} ${subject.id}`));
      expect(scoreOf(seen, [], demanded).value).toBe(scoreOf(all, [], demanded).value);
    }),
    { numRuns: 500 },
  );
});

test("rules that the tier does not demand cost nothing", () => {
  const [rule] = rules;
  if (!rule) throw new Error("no rule");
  const all: Judgement[] = [{ rule, subject: resource, verdict: { verdict: "fail", message: "is wrong" } }];
  expect(scoreOf(all, [], new Set())).toMatchObject({ rules: 0, gaps: [] });
  expect(scoreOf(all, [], demanded)).toMatchObject({ value: 0, rules: 1 });
});
