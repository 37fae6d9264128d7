import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs } from "../../../../policies/change-sample";
import { balancerDropsBadHeaders } from "../../../../policies/rules/sec/balancer-drops-bad-headers";
import { describeRule } from "../../support";

const entry = (inputs: object) => withInputs("entry", { ...inputs });

describeRule(balancerDropsBadHeaders, {
  rows: [
    ["off", entry({ dropInvalidHeaderFields: false }), "fail", /not well formed/],
    ["on, as CloudFormation writes it", entry({ dropInvalidHeaderFields: "true" }), "pass"],
    ["not known", entry({ dropInvalidHeaderFields: UNKNOWN }), "unknown", /dropInvalidHeaderFields/],
    [
      "a network balancer",
      entry({ dropInvalidHeaderFields: undefined, loadBalancerType: "network" }),
      "does not apply",
    ],
  ],
});
