import { changed, withInputs } from "../../change-sample";
import { fail, pass, perTier, rule } from "../../rule";
import type { Sample } from "../../sample";
import { TYPES } from "../../types";

const compliant: Sample = {
  resources: [
    {
      type: TYPES.eksCluster,
      name: "services",
      inputs: {
        version: "1.34",
        encryptionConfig: {
          provider: { keyArn: "arn:aws:kms:eu-west-1:111122223333:key/services" },
          resources: ["secrets"],
        },
      },
    },
  ],
};

/** From this minor version of Kubernetes 1 EKS encrypts all that the API keeps, under a key of AWS's [the source below]. */
const ENCRYPTS_ITSELF = 28;

export const clusterSecretsEncrypted = rule({
  id: "sec/cluster-secrets-encrypted",
  title: "A cluster's secrets are encrypted under a key of its owner's",
  scope: "resource",
  severity: perTier("none", "info", "warning", "warning"),
  why: "Passwords and certificates lie in the cluster's own store. Under a key of AWS's nobody can cut access off or follow it by the key; up to Kubernetes 1.27 without this setting they lie there as they are.",
  source:
    "Amazon EKS user guide, default envelope encryption, https://docs.aws.amazon.com/eks/latest/userguide/envelope-encryption.html; Security Hub control EKS.3",
  fix: "name a key for secrets in encryptionConfig; it can be added to a cluster that runs, and never taken away",
  types: [TYPES.eksCluster],
  elsewhere: [
    { tool: "checkov", id: "CKV_AWS_58" },
    { tool: "security-hub", id: "EKS.3" },
    { tool: "trivy", id: "AWS-0039" },
    { tool: "prowler", id: "eks_cluster_kms_cmk_encryption_in_secrets_enabled" },
  ],
  example: { compliant, failing: changed(compliant, withInputs("services", { encryptionConfig: undefined })) },
  subjects: (world) => world.all(TYPES.eksCluster),
  judge(cluster, world) {
    const input = "encryptionConfig";
    if (
      world.texts(cluster, `${input}.resources`).includes("secrets") &&
      world.has(cluster, `${input}.provider.keyArn`)
    )
      return pass();
    const minor = Number(/^1\.(\d+)/.exec(world.text(cluster, "version") ?? "")?.[1] ?? ENCRYPTS_ITSELF);
    return fail(
      minor < ENCRYPTS_ITSELF
        ? `keeps secrets unencrypted, as Kubernetes 1.${minor} does without a key`
        : "keeps secrets under a key of AWS's, where it could name one of its own",
      { input },
    );
  },
});
