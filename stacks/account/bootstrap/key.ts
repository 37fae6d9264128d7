import {
  CreateAliasCommand,
  CreateKeyCommand,
  DescribeKeyCommand,
  EnableKeyRotationCommand,
  type KMSClient,
} from "@aws-sdk/client-kms";
import type { BootstrapPlan, Step } from "../bootstrap";

/** The key that encrypts state and its secrets, found by alias, rotated yearly. */
export async function ensureKey(kms: KMSClient, { keyAlias }: BootstrapPlan): Promise<{ arn: string; step: Step }> {
  const found = await describe(kms, keyAlias);
  if (found !== undefined) return { arn: found, step: { what: "key", name: keyAlias, outcome: "was there" } };
  const made = await kms.send(
    new CreateKeyCommand({
      Description: "scalekit: Pulumi state and its secrets",
      Tags: [{ TagKey: "scalekit", TagValue: "bootstrap" }],
    }),
  );
  const KeyId = made.KeyMetadata?.KeyId ?? "";
  await kms.send(new EnableKeyRotationCommand({ KeyId }));
  await kms.send(new CreateAliasCommand({ AliasName: keyAlias, TargetKeyId: KeyId }));
  return { arn: made.KeyMetadata?.Arn ?? "", step: { what: "key", name: keyAlias, outcome: "made" } };
}

async function describe(kms: KMSClient, alias: string): Promise<string | undefined> {
  try {
    const answer = await kms.send(new DescribeKeyCommand({ KeyId: alias }));
    return answer.KeyMetadata?.Arn;
  } catch (error) {
    if (error instanceof Error && error.name === "NotFoundException") return undefined;
    throw error;
  }
}
