import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs } from "../../../../policies/change-sample";
import { cdnUsesItsOrigins } from "../../../../policies/rules/edge/cdn-uses-its-origins";
import { describeRule } from "../../support";

const pair = { originId: "both", members: [{ originId: "app" }, { originId: "files" }] };

describeRule(cdnUsesItsOrigins, {
  rows: [
    [
      "by a group of origins",
      withInputs("cdn", {
        originGroups: [pair],
        orderedCacheBehaviors: [],
        defaultCacheBehavior: { targetOriginId: "both" },
      }),
      "pass",
    ],
    [
      "by a group that nothing asks",
      withInputs("cdn", { originGroups: [pair], orderedCacheBehaviors: [] }),
      "fail",
      /files/,
    ],
    ["a behaviour that is not known", withInputs("cdn", { orderedCacheBehaviors: UNKNOWN }), "unknown"],
    [
      "a function that may choose",
      withInputs("cdn", {
        orderedCacheBehaviors: [],
        defaultCacheBehavior: { targetOriginId: "app", functionAssociations: [{ eventType: "viewer-request" }] },
      }),
      "does not apply",
    ],
  ],
});
