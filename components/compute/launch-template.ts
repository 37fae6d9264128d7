import * as aws from "@pulumi/aws";
import type { Make } from "../data/make";
import type { GroupSettings } from "./group-args";
import { launchHookName } from "./hooks";
import { userData } from "./user-data";

/** What an instance is made of: encrypted disk, metadata by session token only, no public address, metrics each minute. */
export function makeLaunchTemplate(
  make: Make,
  name: string,
  parts: { readonly group: aws.ec2.SecurityGroup; readonly profile: aws.iam.InstanceProfile },
  settings: GroupSettings,
): aws.ec2.LaunchTemplate {
  const { image, instanceTypes, keyArn, transform, warmPool } = settings;
  const tags = { ...settings.tags, Name: name, "scalekit:service": name };
  return make(
    aws.ec2.LaunchTemplate,
    `${name}-template`,
    {
      // With a parameter Auto Scaling reads it at each launch, so a new image comes in without a change here.
      imageId: "ssm" in image ? `resolve:ssm:${image.ssm}` : image.ami,
      // The group's list of types wins over this one; without such a list (warm pool) this is it.
      ...(instanceTypes[0] !== undefined && { instanceType: instanceTypes[0] }),
      iamInstanceProfile: { arn: parts.profile.arn },
      userData: userData(name, { ...settings, ...(warmPool > 0 && { launchHook: launchHookName(name) }) }),
      updateDefaultVersion: true,
      monitoring: { enabled: true },
      metadataOptions: {
        httpEndpoint: "enabled",
        httpTokens: "required",
        // No hop beyond the instance: a container or a proxy on it cannot fetch its credentials.
        httpPutResponseHopLimit: 1,
        instanceMetadataTags: "disabled",
      },
      networkInterfaces: [
        {
          deviceIndex: 0,
          associatePublicIpAddress: "false",
          deleteOnTermination: "true",
          securityGroups: [parts.group.id],
        },
      ],
      blockDeviceMappings: [
        {
          deviceName: settings.rootDevice,
          ebs: {
            volumeType: "gp3",
            volumeSize: settings.diskGiB,
            encrypted: "true",
            deleteOnTermination: "true",
            ...(keyArn !== undefined && { kmsKeyId: keyArn }),
          },
        },
      ],
      tagSpecifications: ["instance", "volume", "network-interface"].map((resourceType) => ({ resourceType, tags })),
      tags,
    },
    {
      transform: transform.launchTemplate,
      from: { imageId: "image", instanceType: "instanceTypes", userData: "environment" },
    },
  );
}
