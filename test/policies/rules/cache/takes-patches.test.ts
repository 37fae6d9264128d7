import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs } from "../../../../policies/change-sample";
import { takesPatches } from "../../../../policies/rules/cache/takes-patches";
import { describeRule } from "../../support";

const upgrades = (autoMinorVersionUpgrade: unknown) => withInputs("sessions", { autoMinorVersionUpgrade });

describeRule(takesPatches, {
  rows: [
    ["the default", upgrades(undefined), "pass"],
    ["as text in a state", upgrades("false"), "fail", /no patches by itself/],
    ["not known", upgrades(UNKNOWN), "unknown"],
  ],
});
