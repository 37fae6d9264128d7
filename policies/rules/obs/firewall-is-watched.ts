import { changed, withInputs } from "../../change-sample";
import { fail, pass, perTier, rule } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";

const LOGGING = "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration";
const visible = { cloudwatchMetricsEnabled: true };
const compliant: Sample = {
  resources: [
    {
      type: TYPES.webAcl,
      name: "firewall",
      inputs: { rules: [{ name: "known", visibilityConfig: visible }], visibilityConfig: visible },
    },
    {
      type: LOGGING,
      name: "log",
      inputs: { resourceArn: ref("firewall"), logDestinationConfigs: ["arn:aws:s3:::logs"] },
    },
  ],
};

export const firewallIsWatched = rule({
  id: "obs/firewall-is-watched",
  title: "A web ACL and each of its rules count what they block, and it writes a log",
  scope: "stack",
  severity: perTier("info", "warning", "warning", "warning"),
  why: "Without metrics and log nobody sees that a rule blocks users, or that an attack passes it.",
  source:
    "AWS WAF Developer Guide, Monitoring with CloudWatch, https://docs.aws.amazon.com/waf/latest/developerguide/monitoring-cloudwatch.html",
  fix: "set visibilityConfig.cloudwatchMetricsEnabled to true, and add a logging configuration",
  types: [TYPES.webAcl, LOGGING],
  elsewhere: [{ tool: "security-hub", id: "WAF.12" }],
  example: { compliant, failing: changed(compliant, withInputs("firewall", { visibilityConfig: {} })) },
  subjects: (world) => world.all(TYPES.webAcl),
  judge(acl, world) {
    const rules = world.list(acl, "rules").map((_, index) => `rules[${index}].visibilityConfig`);
    const blind = ["visibilityConfig", ...rules].find(
      (path) => world.flag(acl, `${path}.cloudwatchMetricsEnabled`) !== true,
    );
    if (world.referrers(acl, [LOGGING]).length === 0) return fail("writes no log: nobody can tell whom it blocked");
    return blind === undefined ? pass() : fail(`has no metrics in ${blind}`, { input: blind });
  },
});
