import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore } from "../../../../policies/change-sample";
import { bucketNotEmptied } from "../../../../policies/rules/store/bucket-not-emptied";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const emptied = withInputs("files", { forceDestroy: true });
const expires = (rule: Readonly<Record<string, unknown>>) =>
  withMore({
    type: TYPES.bucketLifecycle,
    name: "expiry",
    inputs: { bucket: ref("files"), rules: [{ status: "Enabled", expiration: { days: 90 }, ...rule }] },
  });
const entry = (enableDeletionProtection: unknown) =>
  withMore({
    type: TYPES.loadBalancer,
    name: "entry",
    inputs: { accessLogs: { bucket: ref("files"), enabled: true }, enableDeletionProtection },
  });

describeRule(bucketNotEmptied, {
  rows: [
    ["nothing written", withInputs("files", { forceDestroy: undefined }), "pass"],
    ["objects that all expire", [emptied, expires({ filter: {} })], "does not apply"],
    ["some that expire", [emptied, expires({ filter: { prefix: "tmp/" } })], "fail"],
    ["a rule that is off", [emptied, expires({ status: "Disabled" })], "fail", /emptied and deleted/],
    [
      "logs of what is protected",
      [emptied, expires({}), entry(true)],
      "fail",
      /entry, whose logs it holds, is protected/,
    ],
    ["logs of what may go", [emptied, expires({}), entry(false)], "does not apply"],
    ["not known", withInputs("files", { forceDestroy: UNKNOWN }), "unknown", /forceDestroy of files/],
  ],
});
