import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs } from "../../../../policies/change-sample";
import { keyRotates } from "../../../../policies/rules/sec/key-rotates";
import { describeRule } from "../../support";

const key = (inputs: object) => withInputs("key", { ...inputs });
const off = { enableKeyRotation: false };

describeRule(keyRotates, {
  rows: [
    ["off", key(off), "fail", /rotation is off/],
    ["not known", key({ enableKeyRotation: UNKNOWN }), "unknown", /enableKeyRotation/],
    ["a symmetric key by name", key({ ...off, customerMasterKeySpec: "SYMMETRIC_DEFAULT" }), "fail"],
    ["a key for signatures", key({ ...off, customerMasterKeySpec: "ECC_NIST_P256" }), "does not apply"],
    ["a key for signatures, of CloudFormation", key({ ...off, keySpec: "RSA_2048" }), "does not apply"],
    ["a key of an own store", key({ ...off, customKeyStoreId: "cks-1" }), "does not apply"],
    ["a kind that is not known", key({ customerMasterKeySpec: UNKNOWN }), "unknown"],
  ],
});
