import { UNKNOWN } from "../../../../blueprints/graph/values";
import { declaring, withInputs, without } from "../../../../policies/change-sample";
import { standbyEqualsPrimary } from "../../../../policies/rules/res/standby-equals-primary";
import { describeRule } from "../../support";

describeRule(standbyEqualsPrimary, {
  rows: [
    ["one region too small", withInputs("web-us-east-1", { minSize: 3 }), "fail", /without eu-west-1 .* 300 of 400/],
    [
      "time enough to start more",
      [withInputs("web-us-east-1", { minSize: 1 }), declaring({ rtoSeconds: 300 })],
      "pass",
    ],
    [
      "time enough, but no room for as many",
      [withInputs("web-us-east-1", { minSize: 1, maxSize: 2 }), declaring({ rtoSeconds: 300 })],
      "fail",
    ],
    ["a size that is not known", withInputs("web-us-east-1", { minSize: UNKNOWN }), "unknown"],
    ["one region only", without("web-us-east-1"), "does not apply"],
    [
      "a region that was not read",
      declaring({ regions: ["eu-west-1", "us-east-1", "us-west-2"] }),
      "unknown",
      /us-west-2/,
    ],
  ],
});
