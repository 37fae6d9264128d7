import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore, without } from "../../../../policies/change-sample";
import { bucketShut } from "../../../../policies/rules/sec/bucket-shut";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const account = (inputs: Record<string, boolean>) =>
  withMore({ type: TYPES.accountPublicAccess, name: "account", inputs });
const ALL = { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true };

describeRule(bucketShut, {
  rows: [
    ["no block", without("files-shut"), "fail", /no public access block/],
    [
      "a setting that is not written",
      withInputs("files-shut", { ignorePublicAcls: undefined }),
      "fail",
      /ignorePublicAcls/,
    ],
    [
      "a block of a bucket that is not known",
      [withInputs("files", { bucket: UNKNOWN }), withInputs("files-shut", { bucket: UNKNOWN })],
      "unknown",
    ],
    ["a setting that is not known", withInputs("files-shut", { ignorePublicAcls: UNKNOWN }), "unknown"],
    ["the account's block", [without("files-shut"), account(ALL)], "pass"],
    ["a block of each, together whole", [withInputs("files-shut", { blockPublicAcls: false }), account(ALL)], "pass"],
    [
      "half a block of the account",
      [without("files-shut"), account({ blockPublicAcls: true })],
      "fail",
      /blockPublicPolicy/,
    ],
  ],
});
