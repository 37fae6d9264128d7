import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs } from "../../../../policies/change-sample";
import { evictionIsChosen } from "../../../../policies/rules/cache/eviction-is-chosen";
import { describeRule } from "../../support";

const group = (parameterGroupName: unknown) => withInputs("sessions", { parameterGroupName });

describeRule(evictionIsChosen, {
  rows: [
    ["a default group by its name", group("default.valkey8"), "fail", /default parameters/],
    ["a group that was not read", group("own"), "unknown"],
    [
      "a group that says nothing of it",
      withInputs("parameters", { parameters: [] }),
      "fail",
      /leaves maxmemory-policy/,
    ],
    ["parameters that are not known", withInputs("parameters", { parameters: UNKNOWN }), "unknown"],
    [
      "a secondary, which has its primary's",
      [group(undefined), withInputs("sessions", { globalReplicationGroupId: "g" })],
      "does not apply",
    ],
  ],
});
