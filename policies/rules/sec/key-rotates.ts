import { changed, withInputs } from "../../change-sample";
import { fail, pass, perTier, rule } from "../../rule";
import type { Sample } from "../../sample";
import { TYPES } from "../../types";

const compliant: Sample = {
  resources: [{ type: TYPES.kmsKey, name: "key", inputs: { enableKeyRotation: true } }],
};

export const keyRotates = rule({
  id: "sec/key-rotates",
  title: "A key's material is made anew each year",
  scope: "resource",
  severity: perTier("info", "warning", "warning", "warning"),
  why: "Material that leaks once opens everything that was ever encrypted under it. Rotation bounds that to a year, and nobody who uses the key notices it.",
  source:
    "AWS KMS Developer Guide, rotating keys, https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html; Security Hub control KMS.4",
  fix: "set enableKeyRotation",
  types: [TYPES.kmsKey],
  elsewhere: [
    { tool: "checkov", id: "CKV_AWS_7" },
    { tool: "cdk-nag", id: "AwsSolutions-KMS5" },
    { tool: "security-hub", id: "KMS.4" },
    { tool: "trivy", id: "AWS-0065" },
  ],
  example: { compliant, failing: changed(compliant, withInputs("key", { enableKeyRotation: undefined })) },
  subjects: (world) => world.all(TYPES.kmsKey),
  judge(key, world) {
    // Only symmetric keys for encryption, in KMS's own store, rotate by themselves [the source above].
    // CloudFormation calls it `keySpec`.
    const spec = world.text(key, "customerMasterKeySpec") ?? world.text(key, "keySpec") ?? "SYMMETRIC_DEFAULT";
    if (spec !== "SYMMETRIC_DEFAULT" || world.has(key, "customKeyStoreId")) return undefined;
    // Default false [registry of the AWS provider].
    if (world.flag(key, "enableKeyRotation") === true) return pass();
    return fail("keeps its material for ever: rotation is off", { input: "enableKeyRotation" });
  },
});
