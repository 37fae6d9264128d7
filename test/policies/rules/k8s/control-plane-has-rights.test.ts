import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore, without } from "../../../../policies/change-sample";
import { controlPlaneHasRights } from "../../../../policies/rules/k8s/control-plane-has-rights";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const own = withMore({
  type: TYPES.rolePolicy,
  name: "own",
  inputs: {
    role: ref("control-plane"),
    policy: JSON.stringify({ Statement: [{ Effect: "Allow", Action: "ec2:*", Resource: "*" }] }),
  },
});
const keyFor = (who: string) =>
  withInputs("key", { policy: JSON.stringify({ Statement: [{ Principal: { AWS: who }, Action: "kms:*" }] }) });

describeRule(controlPlaneHasRights, {
  rows: [
    ["a policy of one's own", [own, withInputs("manages", { role: "another" })], "unknown", /policy of own/],
    ["a policy that is not known", withInputs("manages", { policyArn: UNKNOWN }), "unknown", /policy of manages/],
    ["no right to the key", without("decrypts"), "fail", /which its role control-plane may not use/],
    ["a policy that waits for the key", withInputs("decrypts", { policy: ref("key") }), "pass"],
    [
      "no right to the key, and the account's may",
      [without("decrypts"), keyFor("arn:aws:iam::111122223333:root")],
      "fail",
    ],
    [
      "a key that names a role",
      [without("decrypts"), keyFor("arn:aws:iam::111122223333:role/control-plane")],
      "unknown",
      /policy of key/,
    ],
    ["no key", [without("decrypts"), withInputs("services", { encryptionConfig: undefined })], "pass"],
    [
      "Auto Mode's other policies",
      withInputs("manages", { policyArn: "arn:aws:iam::aws:policy/AmazonEKSComputePolicy" }),
      "fail",
      /lacks AmazonEKSClusterPolicy/,
    ],
    [
      "a role that was not read",
      withInputs("services", { roleArn: "arn:aws:iam::111122223333:role/x" }),
      "does not apply",
    ],
  ],
});
