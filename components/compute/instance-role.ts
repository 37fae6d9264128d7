import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type Place, placeOf } from "../data/arn";
import type { Make } from "../data/make";
import type { Statement } from "../security/key-policy";
import type { GroupSettings } from "./group-args";

/**
 * What an instance may do: be reached by Session Manager, read its own settings and exactly its stores' parameters and
 * secrets, and say that it is ready. AWS's managed policy for Session Manager isn't used: it lets an instance read every
 * parameter of the account [AmazonSSMManagedInstanceCore: ssm:GetParameter on *].
 */
export function makeInstanceProfile(
  make: Make,
  name: string,
  owner: aws.ec2.SecurityGroup,
  settings: GroupSettings,
): aws.iam.InstanceProfile {
  const { tags, transform } = settings;
  const role = make(
    aws.iam.Role,
    `${name}-instance`,
    { assumeRolePolicy: EC2_TRUST, description: `Instances of ${name}`, tags },
    { transform: transform.role },
  );
  const policy = make(
    aws.iam.RolePolicy,
    `${name}-instance`,
    { role: role.id, policy: rights(name, placeOf(owner.arn), settings) },
    { transform: transform.rolePolicy, from: { policy: "bindings" } },
  );
  return make(
    aws.iam.InstanceProfile,
    `${name}-instance`,
    { role: role.name, tags },
    // Instances start with the profile; they read their settings at once.
    { transform: transform.instanceProfile, opts: { dependsOn: [policy] } },
  );
}

const EC2_TRUST = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }],
});

function rights(name: string, place: Place, settings: GroupSettings): pulumi.Output<string> {
  return pulumi
    .all([place.partition, place.region, place.account, pulumi.output(settings.keyArn)])
    .apply(([partition, region, account, keyArn]) => {
      const arn = (service: string, resource: string) => `arn:${partition}:${service}:${region}:${account}:${resource}`;
      const statements = [
        ...sessions(arn),
        ...parameters(arn, settings),
        ...secrets(arn, settings),
        ...(keyArn === undefined ? [] : [decrypt(keyArn, region)]),
        ...readiness(arn, name, settings),
      ];
      return JSON.stringify({ Version: "2012-10-17", Statement: statements });
    });
}

type Arn = (service: string, resource: string) => string;

/** The least that Session Manager needs [docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-create-iam-instance-profile.html]; its channels know no resources. */
const sessions = (arn: Arn): Statement[] => [
  { Sid: "Register", Effect: "Allow", Action: "ssm:UpdateInstanceInformation", Resource: arn("ec2", "instance/*") },
  {
    Sid: "Sessions",
    Effect: "Allow",
    Action: [
      "ssmmessages:CreateControlChannel",
      "ssmmessages:CreateDataChannel",
      "ssmmessages:OpenControlChannel",
      "ssmmessages:OpenDataChannel",
    ],
    Resource: "*",
  },
];

function parameters(arn: Arn, { bindings, parameterPrefix }: GroupSettings): Statement[] {
  const bound = bindings.flatMap((binding) => Object.values(binding.parameters));
  const own = parameterPrefix === undefined ? [] : [`${parameterPrefix}/*`];
  const readable = [...new Set([...bound, ...own])].map((path) => arn("ssm", `parameter${path}`));
  return [
    ...(readable.length > 0
      ? [{ Sid: "ReadParameters", Effect: "Allow", Action: "ssm:GetParameter", Resource: readable } as const]
      : []),
    ...(parameterPrefix === undefined
      ? []
      : [
          {
            Sid: "ListOwnParameters",
            Effect: "Allow",
            Action: "ssm:GetParametersByPath",
            Resource: arn("ssm", `parameter${parameterPrefix}`),
          } as const,
        ]),
  ];
}

/** A secret's ARN ends in six random characters [docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_examples.html]. */
function secrets(arn: Arn, { bindings }: GroupSettings): Statement[] {
  const names = [...new Set(bindings.flatMap((binding) => Object.values(binding.secrets)))];
  if (names.length === 0) return [];
  const resources = names.map((secret) => arn("secretsmanager", `secret:${secret}-??????`));
  return [{ Sid: "ReadSecrets", Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: resources }];
}

const decrypt = (keyArn: string, region: string): Statement => ({
  Sid: "DecryptThroughServices",
  Effect: "Allow",
  Action: "kms:Decrypt",
  Resource: keyArn,
  Condition: {
    StringEquals: { "kms:ViaService": [`secretsmanager.${region}.amazonaws.com`, `ssm.${region}.amazonaws.com`] },
  },
});

/** The group's own name ends in random characters; naming it here would make a circle, since the group needs this role. */
const readiness = (arn: Arn, name: string, { warmPool }: GroupSettings): Statement[] =>
  warmPool === 0
    ? []
    : [
        // Has no resource-level permissions.
        { Sid: "OwnState", Effect: "Allow", Action: "autoscaling:DescribeAutoScalingInstances", Resource: "*" },
        {
          Sid: "Ready",
          Effect: "Allow",
          Action: "autoscaling:CompleteLifecycleAction",
          Resource: arn("autoscaling", `autoScalingGroup:*:autoScalingGroupName/${name}-group-*`),
        },
      ];
