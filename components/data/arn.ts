import * as pulumi from "@pulumi/pulumi";

/** Where an ARN lives. */
export interface Place {
  readonly partition: pulumi.Output<string>;
  readonly region: pulumi.Output<string>;
  readonly account: pulumi.Output<string>;
}

/**
 * Partition, region and account, read off the ARN of a resource in the same region (the stores' key). Programs ask the
 * provider nothing, so that a plan stays pure; an ARN is `arn:partition:service:region:account:resource`
 * [docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html].
 */
export function placeOf(arn: pulumi.Input<string>): Place {
  const field = (index: number) => pulumi.output(arn).apply((text) => text.split(":")[index] ?? "");
  return { partition: field(1), region: field(3), account: field(4) };
}

/**
 * The partition that a region is in, by its name, which a plan knows before any ARN
 * [docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html: aws, aws-cn, aws-us-gov].
 */
export function partitionOf(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}

/**
 * The ARN that a secret's replica has in another region: the same but for the region
 * [docs.aws.amazon.com/secretsmanager/latest/userguide/create-manage-multi-region-secrets.html].
 */
export function inRegion(arn: pulumi.Input<string>, region: pulumi.Input<string>): pulumi.Output<string> {
  return pulumi.all([arn, region]).apply(([text, there]) =>
    text
      .split(":")
      .map((field, index) => (index === 3 ? there : field))
      .join(":"),
  );
}

/**
 * A secret by name in the region of its key, without the six random characters at the end of its ARN, which Secrets
 * Manager takes as well [docs.aws.amazon.com/secretsmanager/latest/userguide/troubleshoot.html#ARN_secretnamehyphen].
 */
export function secretByName(name: string, place: Place): pulumi.Output<string> {
  return pulumi.interpolate`arn:${place.partition}:secretsmanager:${place.region}:${place.account}:secret:${name}`;
}
