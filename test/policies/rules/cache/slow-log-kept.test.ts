import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs } from "../../../../policies/change-sample";
import { slowLogKept } from "../../../../policies/rules/cache/slow-log-kept";
import { describeRule } from "../../support";

const logs = (logDeliveryConfigurations: unknown) => withInputs("sessions", { logDeliveryConfigurations });

describeRule(slowLogKept, {
  rows: [
    ["another log", logs([{ logType: "engine-log" }]), "fail", /keeps no slow-log/],
    ["both logs", logs([{ logType: "engine-log" }, { logType: "slow-log" }]), "pass"],
    ["not known", logs(UNKNOWN), "unknown"],
    ["a kind that is not known", logs([{ logType: UNKNOWN }]), "unknown"],
  ],
});
