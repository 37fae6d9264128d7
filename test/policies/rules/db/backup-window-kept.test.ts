import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore } from "../../../../policies/change-sample";
import { backupWindowKept } from "../../../../policies/rules/db/backup-window-kept";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

describeRule(backupWindowKept, {
  rows: [
    ["one day short", withInputs("orders", { backupRetentionPeriod: 13 }), "fail", /13 days .* needs 14/],
    [
      "the default of a cluster",
      withInputs("orders", { backupRetentionPeriod: undefined }),
      "fail",
      /for 1 day by default/,
    ],
    ["no final snapshot", withInputs("orders", { skipFinalSnapshot: true }), "fail", /leaves no snapshot/],
    [
      "an instance's default, which hangs on what made it",
      withMore({ type: TYPES.dbInstance, name: "ledger" }),
      "fail",
      /for 1 day at most by default where tier global needs 14/,
    ],
    [
      "no backups",
      withMore({ type: TYPES.dbInstance, name: "ledger", inputs: { backupRetentionPeriod: 0 } }),
      "fail",
      /for 0 days/,
    ],
    [
      "a read replica",
      withMore({ type: TYPES.dbInstance, name: "replica", inputs: { replicateSourceDb: "x" } }),
      "pass",
    ],
    ["not known yet", withInputs("orders", { backupRetentionPeriod: UNKNOWN }), "unknown"],
  ],
});
