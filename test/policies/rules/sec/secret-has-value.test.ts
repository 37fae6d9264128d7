import { withInputs, withMore, without } from "../../../../policies/change-sample";
import { secretHasValue } from "../../../../policies/rules/sec/secret-has-value";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const none = without("password-version", "other-version");

describeRule(secretHasValue, {
  rows: [
    [
      "no version, read by a proxy",
      [none, withMore({ type: TYPES.dbProxy, name: "proxy", inputs: { auths: [{ secretArn: ref("password") }] } })],
      "fail",
    ],
    ["no version, read by nobody that is seen", none, "does not apply"],
    [
      "a value that is written only",
      [without("other-version"), withInputs("password-version", { secretString: undefined, secretStringWo: "x" })],
      "pass",
    ],
  ],
});
