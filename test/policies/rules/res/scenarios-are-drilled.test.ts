import { UNKNOWN } from "../../../../blueprints/graph/values";
import { declaring, withInputs, withMore, without } from "../../../../policies/change-sample";
import { scenariosAreDrilled } from "../../../../policies/rules/res/scenarios-are-drilled";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const experiment = (region: string) => withMore({ type: TYPES.faultExperiment, name: `lose-${region}`, region });

describeRule(scenariosAreDrilled, {
  rows: [
    ["nothing at all", without("leave-a-region"), "fail", /for eu-west-1, us-east-1/],
    ["an experiment in one of two", [without("leave-a-region"), experiment("eu-west-1")], "fail", /for us-east-1/],
    ["an experiment in each", [without("leave-a-region"), experiment("eu-west-1"), experiment("us-east-1")], "pass"],
    ["regions that are not known", withInputs("leave-a-region", { regions: UNKNOWN }), "unknown"],
    ["a region that was not read", declaring({ regions: ["eu-west-1", "us-east-1", "us-west-2"] }), "unknown"],
    ["one region", without("web-us-east-1"), "does not apply"],
  ],
});
