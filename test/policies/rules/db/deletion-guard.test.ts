import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore } from "../../../../policies/change-sample";
import { deletionGuard } from "../../../../policies/rules/db/deletion-guard";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

describeRule(deletionGuard, {
  rows: [
    ["protection off", withInputs("orders", { deletionProtection: false }), "fail", /deletion protection is off/],
    ["protection as a state of another tool writes it", withInputs("orders", { deletionProtection: "true" }), "pass"],
    ["protection not known yet", withInputs("orders", { deletionProtection: UNKNOWN }), "unknown"],
    [
      "a member of the cluster is not asked",
      withMore({ type: TYPES.dbClusterInstance, name: "orders-0", inputs: {} }),
      "pass",
    ],
    [
      "a read replica is not asked",
      withMore({ type: TYPES.dbInstance, name: "replica", inputs: { replicateSourceDb: "x" } }),
      "pass",
    ],
    ["an instance of its own", withMore({ type: TYPES.dbInstance, name: "ledger", inputs: {} }), "fail"],
    ["a table", withMore({ type: TYPES.table, name: "carts", inputs: {} }), "fail"],
  ],
});
