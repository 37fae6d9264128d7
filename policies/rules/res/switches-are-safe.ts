import { changed, without } from "../../change-sample";
import { fail, pass, perTier, rule, type Verdict } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";

const region = (name: string) => [
  { type: TYPES.routingControl, name, inputs: { name } },
  {
    type: TYPES.healthCheck,
    name: `check-${name}`,
    inputs: { type: "RECOVERY_CONTROL", routingControlArn: ref(name) },
  },
  { type: TYPES.record, name: `record-${name}`, inputs: { healthCheckId: ref(`check-${name}`) } },
];
const compliant: Sample = {
  resources: [
    ...region("eu"),
    ...region("us"),
    {
      type: TYPES.safetyRule,
      name: "one-stays-on",
      inputs: {
        assertedControls: [ref("eu"), ref("us")],
        ruleConfig: { type: "ATLEAST", threshold: 1, inverted: false },
      },
    },
  ],
};

export const switchesAreSafe = rule({
  id: "res/switches-are-safe",
  title: "A routing switch moves a record, and a rule keeps the last one on",
  scope: "environment",
  severity: perTier("none", "none", "info", "warning"),
  why: "A switch that no record hangs on moves nothing when it is thrown. Without a safety rule one hand too fast turns all regions off.",
  source:
    "Application Recovery Controller developer guide, safety rules, https://docs.aws.amazon.com/r53recovery/latest/dg/routing-control.safety-rules.html",
  fix: "give each switch a health check of type RECOVERY_CONTROL on its region's record, and an assertion rule ATLEAST 1",
  types: [TYPES.routingControl, TYPES.safetyRule, TYPES.healthCheck, TYPES.record],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, without("one-stays-on")) },
  subjects: (world) => world.all(TYPES.routingControl),
  judge(control, world) {
    const checks = world.referrers(control, [TYPES.healthCheck], "routingControlArn");
    const records = checks.flatMap((check) => world.referrers(check, [TYPES.record], "healthCheckId"));
    const tied: Verdict =
      records.length > 0
        ? pass("record")
        : fail(
            checks.length > 0
              ? "moves nothing: no record has its health check"
              : "moves nothing: it has no health check",
            {
              key: "record",
            },
          );
    const rules = world.referrers(control, [TYPES.safetyRule], "assertedControls");
    const kept = rules.some(
      (safety) =>
        world.text(safety, "ruleConfig.type") === "ATLEAST" && (world.number(safety, "ruleConfig.threshold") ?? 0) >= 1,
    );
    return [
      tied,
      kept ? pass("rule") : fail("can be turned off with all the others: no safety rule keeps one on", { key: "rule" }),
    ];
  },
});
