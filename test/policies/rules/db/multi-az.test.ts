import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs } from "../../../../policies/change-sample";
import { multiAz } from "../../../../policies/rules/db/multi-az";
import { describeRule } from "../../support";

describeRule(multiAz, {
  rows: [
    ["off as text", withInputs("ledger", { multiAz: "false" }), "fail", /multiAz is off/],
    ["not known yet", withInputs("ledger", { multiAz: UNKNOWN }), "unknown"],
    ["a read replica", withInputs("ledger", { multiAz: false, replicateSourceDb: "x" }), "does not apply"],
    ["an Aurora member", withInputs("ledger", { engine: "aurora-mysql" }), "does not apply"],
  ],
});
