import { isRecord } from "../values";

/**
 * Types that the AWS provider for Pulumi had twice: under the old name of a service, and for the parts of a bucket with V2 at
 * the end, until its version 7 [@pulumi/aws, migration guide from 6.x to 7.x; aliases in provider/resources.go].
 */
const MODULES: Readonly<Record<string, string>> = {
  alb: "lb",
  applicationloadbalancing: "lb",
  elasticloadbalancingv2: "lb",
  elasticloadbalancing: "elb",
};

const BUCKET = /^aws:s3\/(bucket\w*)V2:(Bucket\w*)V2$/;

/** The type that it is called by today. */
export function currentType(type: string): string {
  const [, lower, upper] = BUCKET.exec(type) ?? [];
  if (lower !== undefined && upper !== undefined) return `aws:s3/${lower}:${upper}`;
  const [, module = "", rest = ""] = /^aws:(\w+)(\/.*)$/.exec(type) ?? [];
  const now = Object.hasOwn(MODULES, module) ? MODULES[module] : undefined;
  return now === undefined ? type : `aws:${now}${rest}`;
}

/** Inputs that a bucket of the second version has as lists of one, by today's name. */
const LISTS: Readonly<Record<string, string>> = {
  loggings: "logging",
  replicationConfigurations: "replicationConfiguration",
  serverSideEncryptionConfigurations: "serverSideEncryptionConfiguration",
  versionings: "versioning",
  websites: "website",
};

/** Inputs under the names of the current type. */
export function currentInputs(
  type: string,
  inputs: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  if (type !== "aws:s3/bucketV2:BucketV2") return inputs;
  return Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => {
      const now = Object.hasOwn(LISTS, name) ? LISTS[name] : undefined;
      return now === undefined || !Array.isArray(value)
        ? [name, value]
        : [now, isRecord(value[0]) ? value[0] : undefined];
    }),
  );
}
