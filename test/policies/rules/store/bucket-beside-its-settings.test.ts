import { without, withResource } from "../../../../policies/change-sample";
import { bucketBesideItsSettings } from "../../../../policies/rules/store/bucket-beside-its-settings";
import { describeRule } from "../../support";

describeRule(bucketBesideItsSettings, {
  rows: [
    [
      "settings elsewhere",
      withResource("versions", { region: "us-east-1" }),
      "fail",
      /versions, which belongs to it, in us-east-1/,
    ],
    ["a load balancer elsewhere", withResource("entry", { region: "us-east-1" }), "fail", /entry/],
    [
      "all in another region",
      ["files", "versions", "entry"].map((name) => withResource(name, { region: "sa-east-1" })),
      "pass",
    ],
    ["another stack of the same region", withResource("versions", { stack: "edge" }), "pass"],
    ["nothing that belongs to it", without("versions", "entry"), "does not apply"],
  ],
});
