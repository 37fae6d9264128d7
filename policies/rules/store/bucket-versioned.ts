import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withInputs } from "../../change-sample";
import { strayOf } from "../../facts/strays";
import { fail, pass, perTier, rule, type Verdict } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import { unseen } from "../../world/unseen";
import type { World } from "../../world/world";

const compliant: Sample = {
  resources: [
    { type: TYPES.bucket, name: "files", inputs: { bucket: "shop-files" } },
    {
      type: TYPES.bucketVersioning,
      name: "versions",
      inputs: { bucket: ref("files"), versioningConfiguration: { status: "Enabled" } },
    },
    {
      type: TYPES.bucketLifecycle,
      name: "lifecycle",
      inputs: {
        bucket: ref("files"),
        rules: [
          {
            status: "Enabled",
            noncurrentVersionExpiration: { noncurrentDays: 30 },
            abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
          },
        ],
      },
    },
  ],
};

export const bucketVersioned = rule({
  id: "store/bucket-versioned",
  title: "A bucket keeps old versions, for a time",
  scope: "stack",
  severity: perTier("warning", "error", "error", "error"),
  why: "Without versions one wrong write or delete is final, and the bucket can't be replicated. Versions that never go, and uploads that were never finished, are paid for ever.",
  source:
    "AWS Security Hub controls S3.14 and S3.10, https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-14",
  fix: "switch versioning on, and expire old versions and unfinished uploads",
  types: [TYPES.bucket, TYPES.bucketVersioning, TYPES.bucketLifecycle],
  elsewhere: [
    { tool: "checkov", id: "CKV_AWS_21", note: "versioning only" },
    { tool: "security-hub", id: "S3.14" },
    { tool: "security-hub", id: "S3.10" },
    { tool: "trivy", id: "AWS-0090", note: "versioning only" },
  ],
  example: {
    compliant,
    failing: changed(compliant, withInputs("versions", { versioningConfiguration: { status: "Suspended" } })),
  },
  subjects: (world) => world.all(TYPES.bucket),
  judge(bucket, world) {
    const rules = lifecycleOf(bucket, world);
    if (!versioned(bucket, world)) {
      // A bucket whose objects all expire (logs) holds nothing that a version would bring back.
      if (rules.some(({ expires }) => expires)) return undefined;
      const stray = strayOf(bucket, TYPES.bucketVersioning, "bucket", world);
      if (stray) throw unseen(stray, "bucket");
      return fail("keeps no versions", { input: "versioning" });
    }
    const verdicts: Verdict[] = [];
    if (!rules.some(({ old }) => old)) verdicts.push(fail("keeps old versions for ever", { key: "versions" }));
    if (!rules.some(({ unfinished }) => unfinished))
      verdicts.push(fail("keeps unfinished uploads for ever", { key: "uploads" }));
    return verdicts.length > 0 ? verdicts : pass();
  },
});

function versioned(bucket: GraphResource, world: World): boolean {
  const companions = world.referrers(bucket, [TYPES.bucketVersioning], "bucket");
  if (companions.some((one) => world.text(one, "versioningConfiguration.status") === "Enabled")) return true;
  return world.flag(bucket, "versioning.enabled") === true;
}

/** What rules that are on do, from the companion resource or the bucket itself. */
function lifecycleOf(bucket: GraphResource, world: World) {
  const places: (readonly [GraphResource, string])[] = [
    [bucket, "lifecycleRules"],
    ...world.referrers(bucket, [TYPES.bucketLifecycle], "bucket").map((one) => [one, "rules"] as const),
  ];
  return places.flatMap(([resource, path]) =>
    world.list(resource, path).flatMap((_, index) => {
      const at = `${path}[${index}]`;
      const on = world.text(resource, `${at}.status`) === "Enabled" || world.flag(resource, `${at}.enabled`) === true;
      if (!on) return [];
      const old =
        world.has(resource, `${at}.noncurrentVersionExpiration.noncurrentDays`) ||
        world.has(resource, `${at}.noncurrentVersionExpiration.days`);
      const unfinished =
        world.has(resource, `${at}.abortIncompleteMultipartUpload`) ||
        world.has(resource, `${at}.abortIncompleteMultipartUploadDays`);
      return [{ old, unfinished, expires: world.has(resource, `${at}.expiration.days`) }];
    }),
  );
}
