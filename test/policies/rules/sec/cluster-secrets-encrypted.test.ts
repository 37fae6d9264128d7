import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs } from "../../../../policies/change-sample";
import { clusterSecretsEncrypted } from "../../../../policies/rules/sec/cluster-secrets-encrypted";
import { describeRule } from "../../support";

const cluster = (inputs: object) => withInputs("services", { ...inputs });
const key = { keyArn: "arn:aws:kms:eu-west-1:111122223333:key/services" };
const without = { encryptionConfig: undefined };

describeRule(clusterSecretsEncrypted, {
  rows: [
    ["none, of a version that encrypts by itself", cluster(without), "fail", /under a key of AWS's/],
    ["none, of an older version", cluster({ ...without, version: "1.27" }), "fail", /unencrypted, as Kubernetes 1.27/],
    ["none, of the newest version", cluster({ ...without, version: undefined }), "fail", /under a key of AWS's/],
    ["something else than secrets", cluster({ encryptionConfig: { provider: key, resources: [] } }), "fail"],
    ["no key", cluster({ encryptionConfig: { resources: ["secrets"] } }), "fail"],
    [
      "a key that is not known",
      cluster({ encryptionConfig: { provider: { keyArn: UNKNOWN }, resources: ["secrets"] } }),
      "pass",
    ],
    ["a setting that is not known", cluster({ encryptionConfig: UNKNOWN }), "unknown", /encryptionConfig/],
  ],
});
