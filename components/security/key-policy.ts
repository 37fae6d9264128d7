export interface KeyPolicyPlace {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
}

/** One statement of an IAM or key policy. */
export interface Statement {
  readonly Sid?: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: "*" | Readonly<Record<string, string | readonly string[]>>;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/**
 * Services that may use the key for whoever is allowed to use them. All of them are in the table of `kms:ViaService`
 * [docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#viaService_table].
 */
export const KEY_SERVICES = ["rds", "elasticache", "secretsmanager", "ssm", "ec2"] as const;

const USE = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"];

/**
 * Administration without use: whoever manages the key still reads nothing with it. Not `kms:Create*`: that holds
 * CreateGrant, by which an administrator could hand out the use.
 */
const ADMINISTER = [
  "kms:CreateAlias",
  "kms:Describe*",
  "kms:Enable*",
  "kms:List*",
  "kms:Put*",
  "kms:Update*",
  "kms:Revoke*",
  "kms:Disable*",
  "kms:Get*",
  "kms:Delete*",
  "kms:TagResource",
  "kms:UntagResource",
  "kms:ScheduleKeyDeletion",
  "kms:CancelKeyDeletion",
  "kms:RotateKeyOnDemand",
];

/**
 * Who may do what with a region's key:
 *
 * - the account's IAM policies may allow administration, never direct use;
 * - they may allow use through the services that hold data, and grants only to AWS resources;
 * - CloudWatch Logs may use it for log groups of this account and region (by encryption context)
 *   [docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html];
 * - CloudWatch may use it for this account's topics of this region, so that alarms reach an encrypted one (by encryption
 *   context) [docs.aws.amazon.com/sns/latest/dg/sns-key-management.html];
 * - the service-linked roles of Auto Scaling and Spot may start instances with encrypted disks
 *   [docs.aws.amazon.com/autoscaling/ec2/userguide/key-policy-requirements-EBS-encryption.html].
 */
export function keyPolicy(
  place: KeyPolicyPlace,
  services: readonly string[] = KEY_SERVICES,
  more: readonly Statement[] = [],
): string {
  const { partition, region, account } = place;
  const accountRoot = { AWS: `arn:${partition}:iam::${account}:root` };
  const viaServices = services.map((service) => `${service}.${region}.amazonaws.com`);
  const statements: Statement[] = [
    { Sid: "Administer", Effect: "Allow", Principal: accountRoot, Action: ADMINISTER, Resource: "*" },
    {
      Sid: "UseThroughServices",
      Effect: "Allow",
      Principal: accountRoot,
      Action: USE,
      Resource: "*",
      Condition: { StringEquals: { "kms:ViaService": viaServices } },
    },
    {
      Sid: "GrantToServices",
      Effect: "Allow",
      Principal: accountRoot,
      Action: "kms:CreateGrant",
      Resource: "*",
      Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
    },
    logs(place),
    alarms(place),
    ...scaling(place),
    ...more,
  ];
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

const logs = ({ partition, region, account }: KeyPolicyPlace): Statement => ({
  Sid: "EncryptLogGroups",
  Effect: "Allow",
  Principal: { Service: `logs.${region}.amazonaws.com` },
  Action: ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
  Resource: "*",
  Condition: {
    ArnLike: { "kms:EncryptionContext:aws:logs:arn": `arn:${partition}:logs:${region}:${account}:log-group:*` },
  },
});

const alarms = ({ partition, region, account }: KeyPolicyPlace): Statement => ({
  Sid: "PublishAlarms",
  Effect: "Allow",
  Principal: { Service: "cloudwatch.amazonaws.com" },
  Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
  Resource: "*",
  Condition: {
    ArnLike: { "kms:EncryptionContext:aws:sns:topicArn": `arn:${partition}:sns:${region}:${account}:*` },
  },
});

/**
 * Service-linked roles have no policies of ours that could allow it, and in a new account they don't exist yet, so that
 * KMS would refuse a policy that names them as principals. Hence any principal of this account, with the role's ARN as a
 * condition.
 */
function scaling({ partition, account }: KeyPolicyPlace): Statement[] {
  const linked = (service: string, role: string) =>
    `arn:${partition}:iam::${account}:role/aws-service-role/${service}.amazonaws.com/${role}`;
  const roles = {
    StringEquals: { "kms:CallerAccount": account },
    ArnEquals: {
      "aws:PrincipalArn": [
        linked("autoscaling", "AWSServiceRoleForAutoScaling"),
        linked("spot", "AWSServiceRoleForEC2Spot"),
      ],
    },
  };
  const common = { Effect: "Allow", Principal: { AWS: "*" }, Resource: "*" } as const;
  return [
    { Sid: "StartInstances", ...common, Action: USE, Condition: roles },
    {
      Sid: "GrantDisks",
      ...common,
      Action: "kms:CreateGrant",
      Condition: { ...roles, Bool: { "kms:GrantIsForAWSResource": "true" } },
    },
  ];
}
