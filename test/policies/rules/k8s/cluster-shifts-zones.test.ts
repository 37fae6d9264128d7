import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, without } from "../../../../policies/change-sample";
import { clusterShiftsZones } from "../../../../policies/rules/k8s/cluster-shifts-zones";
import { describeRule } from "../../support";

describeRule(clusterShiftsZones, {
  rows: [
    ["switched off", withInputs("services", { zonalShiftConfig: { enabled: false } }), "fail", /zonal shift is off/],
    ["not known", withInputs("services", { zonalShiftConfig: UNKNOWN }), "unknown", /zonalShiftConfig/],
    ["no cluster", without("services"), "does not apply"],
  ],
});
