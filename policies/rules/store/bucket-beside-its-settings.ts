import { changed, withResource } from "../../change-sample";
import { fail, pass, perTier, rule } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";

/** What S3 takes only in the bucket's own region. */
const SETTINGS: readonly string[] = [
  TYPES.bucketPolicy,
  TYPES.bucketPublicAccess,
  TYPES.bucketVersioning,
  TYPES.bucketLifecycle,
  TYPES.bucketReplication,
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
];

const compliant: Sample = {
  resources: [
    { type: TYPES.bucket, name: "files" },
    { type: TYPES.bucketVersioning, name: "versions", inputs: { bucket: ref("files") } },
    { type: TYPES.loadBalancer, name: "entry", inputs: { accessLogs: { bucket: ref("files"), enabled: true } } },
  ],
};

export const bucketBesideItsSettings = rule({
  id: "store/bucket-beside-its-settings",
  title: "A bucket is in the region of its settings and of the load balancer that logs to it",
  scope: "environment",
  severity: perTier("error", "error", "error", "error"),
  why: "S3 answers a call of another region with a redirect that the settings do not follow: policy, access block and encryption fail, and the bucket stands open to its defaults in a region that nobody chose. A load balancer writes its logs in its own region only.",
  source:
    "Amazon S3 User Guide, buckets overview (a bucket's region can't be changed), https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingBucket.html; Elastic Load Balancing, enable access logs (the bucket must be in the load balancer's region), https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html",
  fix: "make the bucket in the region of what belongs to it",
  types: [TYPES.bucket, ...SETTINGS, TYPES.loadBalancer],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, withResource("files", { region: "sa-east-1" })) },
  subjects: (world) => world.all(TYPES.bucket),
  judge(bucket, world) {
    const { region } = bucket;
    const bound = [
      ...world.referrers(bucket, SETTINGS, "bucket"),
      ...world.referrers(bucket, [TYPES.loadBalancer], "accessLogs"),
    ].filter((one) => one.region !== undefined);
    if (region === undefined || bound.length === 0) return undefined;
    const away = bound.filter((one) => one.region !== region);
    const [first] = away;
    if (!first) return pass();
    return fail(`is in ${region}, and ${first.name}, which belongs to it, in ${first.region}`, { related: away });
  },
});
