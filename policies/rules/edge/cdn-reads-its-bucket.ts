import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, without } from "../../change-sample";
import { clean } from "../../facts/dns";
import { strayOf } from "../../facts/strays";
import { fail, pass, perTier, rule, type Verdict } from "../../rule";
import type { Sample } from "../../sample";
import { TYPES } from "../../types";
import { unseen } from "../../world/unseen";
import type { World } from "../../world/world";

const compliant: Sample = {
  resources: [
    { type: TYPES.bucket, name: "files", inputs: { bucket: "shop-files" } },
    { type: TYPES.bucketPolicy, name: "readers", inputs: { bucket: "shop-files", policy: "{}" } },
    {
      type: TYPES.distribution,
      name: "cdn",
      inputs: {
        origins: [
          {
            originId: "files",
            domainName: "shop-files.s3.eu-west-1.amazonaws.com",
            originAccessControlId: "E2QWRUHAPOMQZL",
          },
        ],
      },
    },
  ],
};

export const cdnReadsItsBucket = rule({
  id: "edge/cdn-reads-its-bucket",
  title: "A bucket that a distribution reads by its own identity has a policy that lets it",
  scope: "environment",
  severity: perTier("error", "error", "error", "error"),
  why: "With origin access control CloudFront signs what it asks, and a bucket without a policy for it answers 403: pages come without scripts, styles and pictures, in the second region on the day that the first fails.",
  source:
    "Amazon CloudFront Developer Guide, restrict access to an Amazon S3 origin, https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html",
  fix: "let cloudfront.amazonaws.com read the bucket's objects for this distribution, by the bucket's policy",
  types: [TYPES.distribution, TYPES.bucket, TYPES.bucketPolicy],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, without("readers")) },
  subjects: (world) => world.all(TYPES.distribution),
  judge(distribution, world): readonly Verdict[] | undefined {
    const buckets = world
      .list(distribution, "origins")
      .flatMap((_, index) => bucketOf(distribution, `origins[${index}]`, world) ?? []);
    if (buckets.length === 0) return undefined;
    return [...new Set(buckets)].map((bucket): Verdict => {
      const key = bucket.name;
      if (world.has(bucket, "policy") || world.referrers(bucket, [TYPES.bucketPolicy], "bucket").length > 0)
        return pass(key);
      const stray = strayOf(bucket, TYPES.bucketPolicy, "bucket", world);
      if (stray) throw unseen(stray, "bucket");
      return fail(`reads files from ${key}, whose policy lets nobody in`, { key, input: "origins", related: [bucket] });
    });
  },
});

/** The bucket of the graph behind an origin that CloudFront signs for, by either of its two ways. */
function bucketOf(distribution: GraphResource, origin: string, world: World): GraphResource | undefined {
  const signs = ["originAccessControlId", "s3OriginConfig.originAccessIdentity"].some((input) =>
    world.has(distribution, `${origin}.${input}`),
  );
  if (!signs) return undefined;
  const host = world.peek(distribution, `${origin}.domainName`);
  const buckets = world.all(TYPES.bucket);
  if (typeof host === "string") return buckets.find((bucket) => answersTo(bucket, clean(host), world));
  // While the name isn't known, its origin is, and it is told apart only where there is one.
  const linked = world.linked(distribution, "origins", TYPES.bucket);
  return linked.length === 1 ? linked[0] : undefined;
}

function answersTo(bucket: GraphResource, host: string, world: World): boolean {
  const own = [bucket.outputs?.bucketRegionalDomainName, bucket.outputs?.bucketDomainName];
  if (own.some((name) => typeof name === "string" && clean(name) === host)) return true;
  const name = world.peek(bucket, "bucket");
  return typeof name === "string" && host.startsWith(`${name}.s3.`);
}
