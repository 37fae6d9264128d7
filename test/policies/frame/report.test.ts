import type { GraphResource } from "../../../blueprints/graph/graph";
import { UNKNOWN } from "../../../blueprints/graph/values";
import type { Exemption, PolicySettings } from "../../../blueprints/manifest/manifest";
import { changed, withInputs } from "../../../policies/change-sample";
import { evaluate } from "../../../policies/evaluate";
import { reportOf } from "../../../policies/report";
import { fail, pass, perTier, rule } from "../../../policies/rule";
import { graphOf, type Sample } from "../../../policies/sample";
import { World } from "../../../policies/world/world";

const sample: Sample = {
  resources: [
    { type: "aws:sqs/queue:Queue", name: "jobs", stack: "production-eu-west-1", inputs: { delaySeconds: 10 } },
    { type: "aws:sqs/queue:Queue", name: "mails", stack: "production-eu-west-1", inputs: { delaySeconds: 0 } },
  ],
};
const noDelay = rule({
  id: "msg/no-delay",
  aliases: ["msg/delay"],
  title: "A queue does not wait",
  scope: "resource",
  severity: perTier("none", "warning", "error", "error"),
  why: "for the test",
  source: "https://example.com",
  fix: "set the delay to 0",
  types: ["aws:sqs/queue:Queue"],
  elsewhere: [],
  example: { compliant: sample, failing: sample },
  subjects: (world) => world.all("aws:sqs/queue:Queue"),
  judge: (queue, world) =>
    world.number(queue, "delaySeconds") === 0 ? pass() : fail("waits", { input: "delaySeconds" }),
});

const SETTINGS: PolicySettings = {
  packs: ["recommended"],
  levels: {},
  unknown: "advisory",
  custom: [],
  exemptions: [],
};
const place = { file: "scalekit.yaml", line: 7, column: 3 };

function report(settings: Partial<PolicySettings> = {}, from: Sample = sample, today = "2026-11-26") {
  const resources = graphOf(from).resources.map(
    (resource): GraphResource => ({ ...resource, sources: { "": { ...place, line: 1 }, delaySeconds: place } }),
  );
  const judgements = evaluate(new World({ resources }, "scale"), [noDelay]);
  return reportOf(judgements, [noDelay], resources, {
    tier: "scale",
    environment: "production",
    settings: { ...SETTINGS, ...settings },
    today,
    exemptionSource: (index) => ({ ...place, line: 20 + index }),
  });
}

const [finding] = report().findings;
const exemption: Exemption = {
  rule: "msg/no-delay",
  resource: "production-eu-west-1/sqs.Queue/jobs",
  fingerprint: finding?.fingerprint ?? "",
  owner: "team-jobs",
  reason: "jobs may wait",
  expires: "2026-12-31",
};

test("a failure names rule, resource, place, weight and what to do", () => {
  expect(finding).toMatchObject({
    rule: "msg/no-delay",
    status: "fail",
    severity: "error",
    level: "mandatory",
    blocks: true,
    resource: { address: "production-eu-west-1/sqs.Queue/jobs" },
    message: "waits",
    fix: "set the delay to 0",
    source: place,
  });
  expect(report().summary).toEqual({ fail: 1, unknown: 0, exempt: 0, pass: 1 });
});

test("a fingerprint stays while values, places and words change, and is another's for another resource", () => {
  const other = report(
    {},
    changed(sample, withInputs("jobs", { delaySeconds: 99 }), withInputs("mails", { delaySeconds: 5 })),
  );
  expect(other.findings.map(({ fingerprint }) => fingerprint === finding?.fingerprint)).toEqual([true, false]);
});

test("what a rule cannot see is unknown; whether that stops a change is the manifest's to say", () => {
  const unseen = changed(sample, withInputs("jobs", { delaySeconds: UNKNOWN }));
  expect(report({}, unseen).findings).toMatchObject([
    { status: "unknown", blocks: false, message: "cannot see delaySeconds of jobs" },
  ]);
  expect(report({ unknown: "mandatory" }, unseen).findings).toMatchObject([{ blocks: true }]);
  expect(report({ unknown: "off" }, unseen).findings).toEqual([]);
});

describe("exemptions", () => {
  test("excuse the one failure that they name", () => {
    const { findings, summary } = report({ exemptions: [exemption] });
    expect(findings).toMatchObject([{ status: "exempt", blocks: false, exemption }]);
    expect(summary).toMatchObject({ fail: 0, exempt: 1 });
  });

  test("hold through their last day, then the failure is back and the exemption is a finding", () => {
    expect(report({ exemptions: [exemption] }, sample, "2026-12-31").findings).toMatchObject([{ status: "exempt" }]);
    expect(report({ exemptions: [exemption] }, sample, "2027-01-01").findings).toMatchObject([
      { rule: "msg/no-delay", status: "fail", blocks: true },
      { rule: "policy/exemption-expired", status: "fail", blocks: false, source: { line: 20 } },
    ]);
  });

  test.each([
    ["another fingerprint", { fingerprint: "0000000000000000" }],
    ["another rule", { rule: "msg/other" }],
    ["another resource", { resource: "production-eu-west-1/sqs.Queue/mails" }],
  ])("with %s excuse nothing and are reported as unused", (_, change) => {
    const { findings } = report({ exemptions: [{ ...exemption, ...change }] });
    expect(findings.map(({ rule, status }) => [rule, status])).toEqual([
      ["msg/no-delay", "fail"],
      ["policy/exemption-unused", "fail"],
    ]);
  });

  test("whose pattern fits several resources are reported as too broad", () => {
    const { findings } = report({ exemptions: [{ ...exemption, resource: "production-*" }] });
    expect(findings.map(({ rule }) => rule).sort()).toEqual(["msg/no-delay", "policy/exemption-too-broad"]);
  });

  test("keep their hold when the rule is renamed", () => {
    expect(report({ exemptions: [{ ...exemption, rule: "msg/delay" }] }).summary).toMatchObject({ exempt: 1 });
  });

  test("of another environment are left to its own check", () => {
    const { findings } = report({ exemptions: [{ ...exemption, resource: "staging-eu-west-1/sqs.Queue/jobs" }] });
    expect(findings.map(({ rule }) => rule)).toEqual(["msg/no-delay"]);
  });
});

describe("an exemption of something about the environment as a whole", () => {
  const asWhole = rule({
    ...noDelay,
    id: "msg/some-queue",
    aliases: [],
    subjects: (world) => [world.environment],
    judge: () => fail("has no queue"),
  });
  const judged = (environment: string | undefined, exemptions: readonly Exemption[]) => {
    const { resources } = graphOf(sample);
    const judgements = evaluate(new World({ resources }, "scale"), [asWhole]);
    const options = { tier: "scale", settings: { ...SETTINGS, exemptions }, today: "2026-11-26" } as const;
    const { findings } = reportOf(judgements, [asWhole], resources, {
      ...options,
      ...(environment !== undefined && { environment }),
    });
    return findings.map(({ rule: id, status, fingerprint }) => ({ id, status, fingerprint }));
  };
  const [found] = judged("staging", []);
  const ofStaging = {
    ...exemption,
    rule: "msg/some-queue",
    resource: "staging/environment",
    fingerprint: found?.fingerprint ?? "",
  };

  test("excuses it there, and is no other environment's matter", () => {
    expect(judged("staging", [ofStaging])).toMatchObject([{ status: "exempt" }]);
    expect(judged("production", [ofStaging])).toMatchObject([{ id: "msg/some-queue", status: "fail" }]);
  });

  test("excuses it where a state is audited, whose environment has no name", () => {
    expect(judged(undefined, [ofStaging])).toMatchObject([{ status: "exempt" }]);
  });
});

test("a rule that is off says nothing, and a rule without subjects is counted", () => {
  expect(report({ levels: { "msg/*": "off" } }).findings).toEqual([]);
  expect(report({}, { resources: [{ type: "aws:sns/topic:Topic", name: "t" }] }).notApplicable).toEqual([
    "msg/no-delay",
  ]);
});
