import type { Equal } from "../../policies/rule";
import { RULES, ruleById } from "../../policies/rules";
import { NAG_RULES } from "./cdk-nag";
import { compared } from "./compare";
import { weSay } from "./ours";
import { pageOf } from "./page";
import type { Fixture, Said } from "./peer";
import type { Reasons } from "./reasons";
import { planOf } from "./terraform";

const fixture: Fixture = {
  path: "peer/template.yaml",
  text: `Resources:
  Kept: {Type: AWS::Logs::LogGroup, Properties: {RetentionInDays: 30}}
  Forever: {Type: AWS::Logs::LogGroup}
  Computed: {Type: AWS::Logs::LogGroup, Properties: {RetentionInDays: !GetAtt Other.Days}}
  Other: {Type: Custom::Other}
`,
};
const equal: Equal = { tool: "checkov", id: "CKV_1" };
const said = (resource: string, verdict: Said["verdict"]): Said => ({
  id: equal.id,
  fixture: fixture.path,
  resource,
  verdict,
});

function comparedWith(all: readonly Said[], reasons: Partial<Reasons> = {}) {
  const rule = ruleById("obs/logs-expire");
  const ours = rule && weSay(fixture, [rule]);
  if (!rule || !ours) throw new Error("the fixture was not read");
  return compared(rule, equal, all, new Map([[fixture.path, ours]]), { scales: [], reasons: [], ...reasons });
}

describe("verdicts beside a peer's", () => {
  it("counts what is the same, unknown to us, and no matter of ours", () => {
    const all = [said("Kept", "pass"), said("Forever", "fail"), said("Computed", "fail"), said("Other", "pass")];
    expect(comparedWith(all)).toMatchObject({ fixtures: 1, same: 2, unknown: 1, silent: 1, differences: [] });
  });

  it("leaves a difference without a reason where no reason matches all that it names", () => {
    const reason = { rule: "obs/logs-expire", theirs: ["CKV_1"], ours: "fail", why: "Because." } as const;
    const explained = (more: object) =>
      comparedWith([said("Forever", "pass")], { reasons: [{ ...reason, ...more }] }).differences[0]?.reason?.why;
    expect(explained({})).toBe("Because.");
    expect(explained({ says: "for ever", only: ["template.yaml Forever"] })).toBe("Because.");
    expect(explained({ says: "something else" })).toBeUndefined();
    expect(explained({ only: ["Kept"] })).toBeUndefined();
    expect(explained({ ours: "silent" })).toBeUndefined();
    expect(explained({ theirs: ["CKV_2"] })).toBeUndefined();
  });

  it("looks at that part of our messages alone which theirs asks", () => {
    const part = (text: string) =>
      comparedWith([said("Forever", "pass")], {
        scales: [{ rule: "obs/logs-expire", theirs: ["CKV_1"], part: text }],
      });
    expect(part("no such words")).toMatchObject({ same: 1, differences: [] });
    expect(part("for ever").differences).toHaveLength(1);
  });

  it("shows a difference with its reason on the page", () => {
    const page = pageOf(
      [
        comparedWith([said("Forever", "pass")], {
          reasons: [{ rule: "obs/logs-expire", theirs: ["CKV_1"], ours: "fail", why: "Because." }],
        }),
      ],
      "Peer 1.0",
    );
    expect(page).toContain("| checkov CKV_1 | 1 | 0 | 1 | 0 | 0 |");
    expect(page).toContain("- 1: ours fails, theirs passes. Because. `peer/template.yaml Forever`.");
  });
});

const expression = (inner: string): string => `\${${inner}}`;

test("Terraform's language becomes a plan: what is computed is unknown, what is a default is known", () => {
  const block = {
    bucket: [expression("aws_s3_bucket.files.id")],
    versioning_configuration: [{ status: [expression("var.status")] }],
  };
  const plan = planOf([
    {
      variable: [{ status: { default: ["Enabled"] } }],
      resource: [
        { aws_s3_bucket: { files: { bucket: [`files-${expression("var.unset")}`], __start_line__: 1 } } },
        { aws_s3_bucket_versioning: { files: block } },
      ],
    },
  ]);
  expect(plan.planned_values).toEqual({
    root_module: {
      resources: [
        expect.objectContaining({ address: "aws_s3_bucket.files", values: {} }),
        expect.objectContaining({ values: { versioning_configuration: [{ status: "Enabled" }] } }),
      ],
    },
  });
  const rule = ruleById("store/bucket-versioned");
  const verdicts = rule && weSay({ path: "main", text: JSON.stringify(plan) }, [rule]);
  expect(verdicts?.verdictsOn("store/bucket-versioned", "aws_s3_bucket.files")).toMatchObject([
    { key: "versions" },
    { key: "uploads" },
  ]);
});

test("each rule of cdk-nag that is an equal is among those that are run", () => {
  const equals = RULES.flatMap(({ elsewhere }) => elsewhere.filter(({ tool }) => tool === "cdk-nag"));
  expect(equals.map(({ id }) => id).filter((id) => !Object.hasOwn(NAG_RULES, id))).toEqual([]);
});
