import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, without } from "../../../../policies/change-sample";
import { nodesAreRepaired } from "../../../../policies/rules/k8s/nodes-are-repaired";
import { describeRule } from "../../support";

describeRule(nodesAreRepaired, {
  rows: [
    ["switched off", withInputs("nodes", { nodeRepairConfig: { enabled: false } }), "fail", /auto repair is off/],
    ["not known", withInputs("nodes", { nodeRepairConfig: { enabled: UNKNOWN } }), "unknown", /nodeRepairConfig/],
    ["no managed nodes", without("nodes"), "does not apply"],
  ],
});
