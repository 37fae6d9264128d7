import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore, without } from "../../../../policies/change-sample";
import { cdnReadsItsBucket } from "../../../../policies/rules/edge/cdn-reads-its-bucket";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const origin = (over: Readonly<Record<string, unknown>>) =>
  withInputs("cdn", {
    origins: [{ domainName: "shop-files.s3.eu-west-1.amazonaws.com", originAccessControlId: "E2QW", ...over }],
  });

describeRule(cdnReadsItsBucket, {
  rows: [
    ["another bucket's policy", withInputs("readers", { bucket: "other" }), "fail", /reads files from files/],
    ["the bucket's own policy", [without("readers"), withInputs("files", { policy: "{}" })], "pass"],
    [
      "the older identity",
      [
        without("readers"),
        origin({
          originAccessControlId: undefined,
          s3OriginConfig: { originAccessIdentity: "origin-access-identity/x" },
        }),
      ],
      "fail",
    ],
    ["an open bucket", [without("readers"), origin({ originAccessControlId: undefined })], "does not apply"],
    ["a bucket that was not read", origin({ domainName: "other.s3.eu-west-1.amazonaws.com" }), "does not apply"],
    ["a name that is not known", [without("readers"), origin({ domainName: ref("files") })], "fail"],
    [
      "a policy of some bucket",
      [without("readers"), withMore({ type: TYPES.bucketPolicy, name: "some", inputs: { bucket: UNKNOWN } })],
      "unknown",
      /bucket of some/,
    ],
    ["origins that are not known", withInputs("cdn", { origins: UNKNOWN }), "unknown"],
  ],
});
