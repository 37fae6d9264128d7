import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, without } from "../../change-sample";
import { isPublic, kindOf } from "../../facts/balancers";
import { fail, pass, perTier, rule, type Verdict } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import type { World } from "../../world/world";

const compliant: Sample = {
  resources: [
    { type: TYPES.distribution, name: "cdn", inputs: { enabled: true } },
    {
      type: TYPES.logDeliverySource,
      name: "source",
      region: "us-east-1",
      inputs: { resourceArn: ref("cdn"), logType: "ACCESS_LOGS" },
    },
    {
      type: TYPES.logDeliveryDestination,
      name: "destination",
      region: "us-east-1",
      inputs: { deliveryDestinationConfiguration: { destinationResourceArn: "arn:aws:s3:::logs" } },
    },
    {
      type: TYPES.logDelivery,
      name: "delivery",
      region: "us-east-1",
      inputs: { deliverySourceName: ref("source"), deliveryDestinationArn: ref("destination") },
    },
    { type: TYPES.loadBalancer, name: "entry", inputs: { accessLogs: { bucket: "logs", enabled: true } } },
  ],
};

export const accessLogs = rule({
  id: "obs/access-logs",
  title: "What answers the internet writes down who asked for what",
  scope: "stack",
  severity: perTier("info", "warning", "warning", "warning"),
  why: "After an attack or a bad release the only record of who asked, what they got and how long it took is the log of what stands in front; it cannot be written afterwards.",
  source:
    "CloudFront Developer Guide, standard logging, https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/AccessLogs.html; Security Hub controls CloudFront.5 and ELB.5, https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-5",
  fix: "deliver the access logs of distributions and public balancers to a bucket where they expire",
  types: [
    TYPES.distribution,
    TYPES.loadBalancer,
    TYPES.classicLoadBalancer,
    TYPES.logDeliverySource,
    TYPES.logDelivery,
    TYPES.logDeliveryDestination,
    TYPES.bucket,
    TYPES.bucketPolicy,
  ],
  elsewhere: [
    { tool: "checkov", id: "CKV_AWS_86", note: "sees no delivery by CloudWatch" },
    { tool: "checkov", id: "CKV_AWS_91", note: "asks it of internal balancers too" },
    { tool: "checkov", id: "CKV_AWS_92", note: "asks it of internal balancers too" },
    { tool: "cdk-nag", id: "AwsSolutions-CFR3", note: "sees no delivery by CloudWatch" },
    { tool: "cdk-nag", id: "AwsSolutions-ELB2", note: "asks it of internal balancers too" },
    { tool: "security-hub", id: "CloudFront.5" },
    { tool: "security-hub", id: "ELB.5" },
    { tool: "trivy", id: "AWS-0010" },
  ],
  example: { compliant, failing: changed(compliant, without("delivery")) },
  subjects: (world) => world.all(TYPES.distribution, TYPES.loadBalancer, TYPES.classicLoadBalancer),
  judge: (entry, world) =>
    entry.type === TYPES.distribution ? judgeDistribution(entry, world) : judgeBalancer(entry, world),
});

function judgeBalancer(balancer: GraphResource, world: World): Verdict | undefined {
  if (!isPublic(balancer, world)) return undefined;
  const classic = balancer.type === TYPES.classicLoadBalancer;
  if (!classic && kindOf(balancer, world) === "gateway") return undefined;
  const input = "accessLogs";
  // A block alone switches them on for a classic balancer, not for the others [registry of the AWS provider].
  const enabled = world.flag(balancer, `${input}.enabled`) ?? classic;
  if (!enabled || !world.has(balancer, `${input}.bucket`)) return fail("writes no access logs", { input });
  // Elastic Load Balancing has no rights of its own in anybody's bucket [the ELB user guide, enable access logs].
  const [bucket] = world.linked(balancer, input, TYPES.bucket);
  if (!bucket || world.has(bucket, "policy") || world.referrers(bucket, [TYPES.bucketPolicy], "bucket").length > 0)
    return pass();
  return fail(`writes its access logs to ${bucket.name}, whose policy lets nobody in`, {
    key: "bucket",
    related: [bucket],
  });
}

/** By the older way into a bucket, by CloudWatch's delivery, or as they happen into a stream. */
function judgeDistribution(distribution: GraphResource, world: World): Verdict | undefined {
  if (world.flag(distribution, "enabled") === false) return undefined;
  const deliveries = world
    .referrers(distribution, [TYPES.logDeliverySource], "resourceArn")
    .flatMap((source) => world.referrers(source, [TYPES.logDelivery], "deliverySourceName"));
  const problems = deliveries.map((delivery) => problemOf(delivery, world));
  if (problems.includes(undefined)) return pass();
  // The mark of a block that is not known would count as one that is there.
  world.value(distribution, "loggingConfig");
  if (world.has(distribution, "loggingConfig.bucket")) return pass();
  if (world.has(distribution, "defaultCacheBehavior.realtimeLogConfigArn")) return pass();
  const [problem] = problems;
  return problem === undefined
    ? fail("writes no access logs", { input: "loggingConfig" })
    : fail(problem, { key: "delivery", related: deliveries });
}

/** What keeps a delivery from arriving; nothing where its destination is not in the graph. */
function problemOf(delivery: GraphResource, world: World): string | undefined {
  const [destination] = world.linked(delivery, "deliveryDestinationArn", TYPES.logDeliveryDestination);
  if (!destination) return undefined;
  if (!world.has(destination, "deliveryDestinationConfiguration.destinationResourceArn"))
    return `has its access logs delivered to ${destination.name}, which leads nowhere`;
  if (destination.region === delivery.region) return undefined;
  return `has its access logs delivered from ${delivery.region} to a destination in ${destination.region}`;
}
