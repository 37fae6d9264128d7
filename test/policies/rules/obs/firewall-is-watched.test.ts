import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, without } from "../../../../policies/change-sample";
import { firewallIsWatched } from "../../../../policies/rules/obs/firewall-is-watched";
import { describeRule } from "../../support";

const off = { cloudwatchMetricsEnabled: false };

describeRule(firewallIsWatched, {
  rows: [
    ["a rule without metrics", withInputs("firewall", { rules: [{ visibilityConfig: off }] }), "fail", /rules\[0\]/],
    ["no log", without("log"), "fail", /writes no log/],
    ["rules that are not known", withInputs("firewall", { rules: UNKNOWN }), "unknown"],
  ],
});
