import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, without } from "../../../../policies/change-sample";
import { bucketVersioned } from "../../../../policies/rules/store/bucket-versioned";
import { describeRule } from "../../support";

describeRule(bucketVersioned, {
  rows: [
    ["inline versions", [without("versions"), withInputs("files", { versioning: { enabled: true } })], "pass"],
    [
      "inline lifecycle",
      [
        without("lifecycle"),
        withInputs("files", {
          lifecycleRules: [
            { enabled: true, noncurrentVersionExpiration: { days: 30 }, abortIncompleteMultipartUploadDays: 7 },
          ],
        }),
      ],
      "pass",
    ],
    ["no lifecycle", without("lifecycle"), "fail", /old versions/],
    [
      "logs that expire",
      [without("versions"), withInputs("lifecycle", { rules: [{ status: "Enabled", expiration: { days: 90 } }] })],
      "does not apply",
    ],
    [
      "versions of a bucket that is not known",
      [withInputs("files", { bucket: UNKNOWN }), withInputs("versions", { bucket: UNKNOWN })],
      "unknown",
    ],
    ["versions of another bucket", withInputs("versions", { bucket: "others" }), "fail", /keeps no versions/],
    ["not known yet", withInputs("versions", { versioningConfiguration: UNKNOWN }), "unknown"],
  ],
});
