import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore, without } from "../../../../policies/change-sample";
import { logBucketAdmitsWriter } from "../../../../policies/rules/store/log-bucket-admits-writer";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

describeRule(logBucketAdmitsWriter, {
  rows: [
    [
      "another bucket's policy",
      withInputs("writers", { bucket: "other" }),
      "fail",
      /no policy that lets anybody write/,
    ],
    ["the bucket's own policy", [without("writers"), withInputs("logs", { policy: "{}" })], "pass"],
    [
      "a policy of some bucket",
      [without("writers"), withMore({ type: TYPES.bucketPolicy, name: "some", inputs: { bucket: UNKNOWN } })],
      "unknown",
      /bucket of some/,
    ],
    ["nothing delivered", without("destination"), "does not apply"],
  ],
});
