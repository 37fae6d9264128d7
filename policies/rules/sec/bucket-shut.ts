import { changed, withInputs } from "../../change-sample";
import { strayOf } from "../../facts/strays";
import { fail, pass, perTier, rule } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import { unseen } from "../../world/unseen";

const LOCKS = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"] as const;
const shut = Object.fromEntries(LOCKS.map((lock) => [lock, true]));

const compliant: Sample = {
  resources: [
    { type: TYPES.bucket, name: "files" },
    { type: TYPES.bucketPublicAccess, name: "files-shut", inputs: { bucket: ref("files"), ...shut } },
  ],
};

export const bucketShut = rule({
  id: "sec/bucket-shut",
  title: "Each bucket blocks public access in all four ways",
  scope: "stack",
  severity: perTier("warning", "error", "error", "error"),
  why: "One wrong policy or ACL, of the bucket or of a single object, opens what is in it to everybody.",
  source:
    "Amazon S3 User Guide, Blocking public access, https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html",
  fix: "add a public access block with all four settings true, for the bucket or the account",
  types: [TYPES.bucket, TYPES.bucketPublicAccess, TYPES.accountPublicAccess],
  elsewhere: [
    { tool: "checkov", id: "CKV2_AWS_6", note: "doesn't see the account's block" },
    { tool: "security-hub", id: "S3.8" },
    { tool: "cdk-nag", id: "AwsSolutions-S2", note: "content with a bucket that says nothing" },
  ],
  example: { compliant, failing: changed(compliant, withInputs("files-shut", { blockPublicPolicy: false })) },
  subjects: (world) => world.all(TYPES.bucket),
  judge(bucket, world) {
    const blocks = [
      ...world.referrers(bucket, [TYPES.bucketPublicAccess], "bucket"),
      ...world.all(TYPES.accountPublicAccess),
    ];
    const open = LOCKS.filter((lock) => !blocks.some((block) => world.flag(block, lock) === true));
    if (open.length === 0) return pass();
    const stray = strayOf(bucket, TYPES.bucketPublicAccess, "bucket", world);
    if (stray) throw unseen(stray, "bucket");
    // S3 sets all four for new buckets since April 2023, and nothing keeps them so.
    return blocks.length === 0
      ? fail("has no public access block: nothing keeps S3's default for new buckets")
      : fail(`leaves ${open.join(", ")} off`, { related: blocks });
  },
});
