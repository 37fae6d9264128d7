import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs } from "../../../../policies/change-sample";
import { cdnSendsHeaders } from "../../../../policies/rules/sec/cdn-sends-headers";
import { describeRule } from "../../support";

describeRule(cdnSendsHeaders, {
  rows: [
    [
      "one behaviour without",
      withInputs("cdn", { orderedCacheBehaviors: [{ pathPattern: "/x" }] }),
      "fail",
      /orderedCacheBehaviors\[0\]/,
    ],
    [
      "a function that may set them",
      withInputs("cdn", { defaultCacheBehavior: { functionAssociations: [{ eventType: "viewer-response" }] } }),
      "pass",
    ],
    ["behaviours that are not known", withInputs("cdn", { orderedCacheBehaviors: UNKNOWN }), "unknown"],
    ["no behaviour written", withInputs("cdn", { defaultCacheBehavior: undefined }), "does not apply"],
  ],
});
