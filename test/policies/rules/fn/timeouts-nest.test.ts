import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, without } from "../../../../policies/change-sample";
import { timeoutsNest } from "../../../../policies/rules/fn/timeouts-nest";

import { describeRule } from "../../support";

describeRule(timeoutsNest, {
  rows: [
    ["as long as the API waits", withInputs("api", { timeout: 30 }), "pass"],
    ["a second more", withInputs("api", { timeout: 31 }), "fail", /31 s where front waits 30 s/],
    ["a shorter integration", withInputs("front", { timeoutMilliseconds: 10000 }), "fail"],
    ["the default of three seconds", withInputs("api", { timeout: undefined }), "pass"],
    ["no API in front", without("front"), "does not apply"],
    ["not known", withInputs("api", { timeout: UNKNOWN }), "unknown"],
  ],
});
