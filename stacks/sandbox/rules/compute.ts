import type { CloudRecord } from "../cloud/record";
import { at, isRecord, text } from "../value";
import { alive, type Operation, type Rule, type Rules } from "./rule";

/** EC2 Auto Scaling User Guide, "Limitations for warm pools": no Spot Instances. */
const noSpotInWarmPool: Rule = (operation) => {
  const { properties } = operation;
  if (!isRecord(properties.warmPool)) return undefined;
  const share = at(properties, "mixedInstancesPolicy.instancesDistribution.onDemandPercentageAboveBaseCapacity");
  const template = templateOf(operation);
  const spot =
    (typeof share === "number" && share < 100) ||
    text(template?.properties ?? {}, "instanceMarketOptions.marketType") === "spot";
  return spot
    ? "ValidationError: You can't add a warm pool to an Auto Scaling group that launches Spot Instances"
    : undefined;
};

function templateOf({ properties, cloud }: Operation): CloudRecord | undefined {
  const id =
    text(properties, "launchTemplate.id") ||
    text(properties, "mixedInstancesPolicy.launchTemplate.launchTemplateSpecification.launchTemplateId");
  return alive(cloud.ofType("aws:ec2/launchTemplate:LaunchTemplate")).find((record) => record.id === id);
}

const sizesInOrder: Rule = ({ properties }) => {
  const [least, most, desired] = [properties.minSize, properties.maxSize, properties.desiredCapacity];
  if (typeof least === "number" && typeof most === "number" && least > most)
    return `ValidationError: minSize ${least} is greater than maxSize ${most}`;
  const outside =
    typeof desired === "number" &&
    ((typeof least === "number" && desired < least) || (typeof most === "number" && desired > most));
  return outside ? `ValidationError: desiredCapacity ${desired} must be between minSize and maxSize` : undefined;
};

const oneTemplate: Rule = ({ properties }) => {
  const given = ["launchTemplate", "mixedInstancesPolicy", "launchConfiguration"].filter(
    (name) => properties[name] !== undefined,
  );
  return given.length === 1
    ? undefined
    : `ValidationError: exactly one of launchTemplate, mixedInstancesPolicy and launchConfiguration is needed, not ${given.join(" and ") || "none"}`;
};

/** EC2 Auto Scaling: a name in AZs or subnets is needed to place instances. */
const hasPlace: Rule = ({ properties }) =>
  properties.vpcZoneIdentifiers === undefined && properties.availabilityZones === undefined
    ? "ValidationError: At least one Availability Zone or VPC Subnet is required"
    : undefined;

/** S3 DeleteBucket: objects go first, unless the provider may delete them. */
const emptyBucket: Rule = (operation) => {
  if (operation.properties.forceDestroy === true) return undefined;
  const objects = ["aws:s3/bucketObject:BucketObject", "aws:s3/bucketObjectv2:BucketObjectv2"].flatMap((type) =>
    alive(operation.cloud.ofType(type)),
  );
  const left = objects.find((object) => text(object.properties, "bucket") === operation.self);
  return left && `BucketNotEmpty: The bucket you tried to delete is not empty (${left.id})`;
};

/** S3 User Guide, bucket naming rules. */
const bucketName: Rule = ({ properties }) => {
  const name = text(properties, "bucket");
  return name === "" || /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name)
    ? undefined
    : `InvalidBucketName: ${name} is not a valid bucket name`;
};

export const computeRules: Rules = {
  write: {
    "aws:autoscaling/group:Group": [oneTemplate, sizesInOrder, hasPlace, noSpotInWarmPool],
    "aws:s3/bucket:Bucket": [bucketName],
  },
  delete: { "aws:s3/bucket:Bucket": [emptyBucket] },
};
