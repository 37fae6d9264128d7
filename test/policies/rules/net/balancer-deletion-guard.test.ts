import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs } from "../../../../policies/change-sample";
import { balancerDeletionGuard } from "../../../../policies/rules/net/balancer-deletion-guard";
import { describeRule } from "../../support";

const guard = (enableDeletionProtection: unknown) => withInputs("entry", { enableDeletionProtection });

describeRule(balancerDeletionGuard, {
  rows: [
    ["off", guard(false), "fail", /deletion protection is off/],
    ["on, as a state writes it", guard("true"), "pass"],
    ["not known", guard(UNKNOWN), "unknown", /enableDeletionProtection of entry/],
    ["a network balancer", withInputs("entry", { loadBalancerType: "network" }), "pass"],
  ],
});
