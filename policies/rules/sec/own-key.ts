import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withInputs } from "../../change-sample";
import { fail, pass, perTier, rule } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import type { World } from "../../world/world";

const compliant: Sample = {
  resources: [
    { type: TYPES.kmsKey, name: "key" },
    { type: TYPES.secret, name: "password", inputs: { kmsKeyId: ref("key") } },
    { type: TYPES.logGroup, name: "queries", inputs: { kmsKeyId: ref("key") } },
  ],
};

/** The input that names the key; where it is not written, data lies under a key of AWS's. */
const KEYS: Readonly<Record<string, string>> = {
  [TYPES.dbCluster]: "kmsKeyId",
  [TYPES.dbInstance]: "kmsKeyId",
  [TYPES.replicationGroup]: "kmsKeyId",
  [TYPES.secret]: "kmsKeyId",
  [TYPES.topic]: "kmsMasterKeyId",
  [TYPES.logGroup]: "kmsKeyId",
  [TYPES.fileSystem]: "kmsKeyId",
  // What Performance Insights keeps of statements.
  [TYPES.dbClusterInstance]: "performanceInsightsKmsKeyId",
};

export const ownKey = rule({
  id: "sec/own-key",
  title: "Where a stack has a key of its own, its stores, secrets and logs lie under it",
  scope: "stack",
  severity: perTier("none", "warning", "warning", "warning"),
  why: "Under a key of AWS's, access cannot be cut off or followed by the key: a copied snapshot or a leaked role opens it as before.",
  source:
    "AWS KMS Developer Guide, AWS KMS keys, https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html: customer managed keys are in full control of their owner, AWS managed keys are not",
  fix: "name the stack's key",
  types: [TYPES.kmsKey, TYPES.kmsReplicaKey, ...Object.keys(KEYS)],
  elsewhere: [
    { tool: "checkov", id: "CKV_AWS_158", note: "asks it of every log group, whether there is a key or not" },
    { tool: "checkov", id: "CKV_AWS_149", note: "asks it of every secret" },
  ],
  example: { compliant, failing: changed(compliant, withInputs("password", { kmsKeyId: undefined })) },
  subjects: (world) => world.all(...Object.keys(KEYS)).filter((subject) => hasKey(subject, world)),
  judge(subject, world) {
    const input = KEYS[subject.type] ?? "kmsKeyId";
    if (subject.type === TYPES.dbClusterInstance && world.flag(subject, "performanceInsightsEnabled") !== true)
      return undefined;
    if (world.has(subject, input)) return pass();
    return fail("names no key, where its stack has one of its own", { input });
  },
});

const hasKey = ({ stack, region }: GraphResource, world: World): boolean =>
  world.all(TYPES.kmsKey, TYPES.kmsReplicaKey).some((key) => key.stack === stack && key.region === region);
