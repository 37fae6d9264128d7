import { UNKNOWN } from "../../../../blueprints/graph/values";
import { declaring, withInputs, withMore, without } from "../../../../policies/change-sample";
import { healthCheckIsAnswered } from "../../../../policies/rules/edge/health-check-is-answered";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const rule = (...conditions: unknown[]) => withInputs("checks", { conditions });
const path = (...values: unknown[]) => ({ pathPattern: { values } });
const zone = withMore({ type: TYPES.zone, name: "zone", inputs: { name: "example.com" } });
const whole = declaring({ regions: ["eu-west-1"] });

describeRule(healthCheckIsAnswered, {
  rows: [
    ["a balancer inside", withInputs("balancer", { internal: true }), "fail", /no public address/],
    ["no rule, and refused by default", without("checks"), "fail", /no rule of https lets through/],
    [
      "forwarded by default",
      [without("checks"), withInputs("https", { defaultActions: [{ type: "forward" }] })],
      "pass",
    ],
    [
      "sent on by default",
      [without("checks"), withInputs("https", { defaultActions: [{ type: "redirect" }] })],
      "pass",
    ],
    ["another path", rule(path("/other")), "fail"],
    ["a pattern", rule(path("/health?")), "pass"],
    ["another host", rule(path("/*"), { hostHeader: { values: ["us.example.com"] } }), "fail"],
    ["its host, in capitals", rule(path("/*"), { hostHeader: { values: ["*.Example.com"] } }), "pass"],
    [
      "a header that no checker sends",
      rule(path("/*"), { httpHeader: { httpHeaderName: "X", values: ["y"] } }),
      "fail",
    ],
    ["a path that is not known", rule(path(UNKNOWN)), "unknown"],
    ["no listener in sight", without("https", "checks"), "unknown", /listeners of balancer/],
    ["a port that is not known", withInputs("https", { port: UNKNOWN }), "unknown"],
    ["a check that is off", withInputs("check", { disabled: true }), "does not apply"],
    ["a check of an address", withInputs("check", { fqdn: undefined, ipAddress: "192.0.2.1" }), "does not apply"],
    ["a check of an alarm", withInputs("check", { type: "CLOUDWATCH_METRIC" }), "does not apply"],
    ["TCP, to which any listener answers", [without("checks"), withInputs("check", { type: "TCP" })], "pass"],
    ["no record, in no zone that was read", [without("own"), whole], "does not apply"],
    ["no record, in a zone of a part of a system", [without("own"), zone], "does not apply"],
    ["no record, in a zone of a whole system", [without("own"), zone, whole], "fail", /no record of zone answers/],
    [
      "no record, below a name that others answer for",
      [
        without("own"),
        zone,
        whole,
        withMore({
          type: TYPES.record,
          name: "ns",
          inputs: { zoneId: ref("zone"), name: "eu.example.com", type: "NS" },
        }),
      ],
      "does not apply",
    ],
    [
      "a record whose name is not known",
      [
        without("own"),
        zone,
        whole,
        withMore({ type: TYPES.record, name: "stray", inputs: { name: UNKNOWN, type: "A" } }),
      ],
      "unknown",
      /name of stray/,
    ],
  ],
});
