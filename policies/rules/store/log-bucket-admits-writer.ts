import { changed, without } from "../../change-sample";
import { strayOf } from "../../facts/strays";
import { fail, pass, perTier, rule } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import { unseen } from "../../world/unseen";

const compliant: Sample = {
  resources: [
    { type: TYPES.bucket, name: "logs" },
    {
      type: TYPES.logDeliveryDestination,
      name: "destination",
      inputs: { deliveryDestinationConfiguration: { destinationResourceArn: ref("logs") } },
    },
    { type: TYPES.bucketPolicy, name: "writers", inputs: { bucket: ref("logs"), policy: "{}" } },
  ],
};

export const logBucketAdmitsWriter = rule({
  id: "store/log-bucket-admits-writer",
  title: "A bucket that logs are delivered to has a policy that lets the deliverer write",
  scope: "stack",
  severity: perTier("warning", "warning", "error", "error"),
  why: "CloudWatch's delivery has no rights of its own in anybody's bucket. Without the policy it writes nothing and stops nothing: that there are no logs shows when they are needed.",
  source:
    "Amazon CloudWatch Logs user guide, logs sent to Amazon S3, https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-V2-S3.html",
  fix: "let delivery.logs.amazonaws.com put objects into the bucket, by its policy",
  types: [TYPES.bucket, TYPES.bucketPolicy, TYPES.logDeliveryDestination],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, without("writers")) },
  subjects: (world) =>
    world.all(TYPES.bucket).filter((bucket) => world.referrers(bucket, [TYPES.logDeliveryDestination]).length > 0),
  judge(bucket, world) {
    if (world.has(bucket, "policy") || world.referrers(bucket, [TYPES.bucketPolicy], "bucket").length > 0)
      return pass();
    const stray = strayOf(bucket, TYPES.bucketPolicy, "bucket", world);
    if (stray) throw unseen(stray, "bucket");
    return fail("gets logs delivered and has no policy that lets anybody write them", {
      related: world.referrers(bucket, [TYPES.logDeliveryDestination]),
    });
  },
});
