import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs } from "../../../../policies/change-sample";
import { zonalShiftReady } from "../../../../policies/rules/res/zonal-shift-ready";
import { describeRule } from "../../support";

describeRule(zonalShiftReady, {
  rows: [
    ["switched off", withInputs("entry", { enableZonalShift: false }), "fail", /zonal shift is off/],
    ["a network balancer", withInputs("entry", { loadBalancerType: "network" }), "pass"],
    [
      "a gateway balancer",
      withInputs("entry", { loadBalancerType: "gateway", enableZonalShift: undefined }),
      "does not apply",
    ],
    ["not known yet", withInputs("entry", { enableZonalShift: UNKNOWN }), "unknown"],
  ],
});
