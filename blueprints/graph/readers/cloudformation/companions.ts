import { isRecord, type Json, listAt, own, recordAt } from "../reading";
import type { Inputs } from "./properties";
import { unknownFrom } from "./unknowns";

/** A resource that the template has as a part of another, and Pulumi as one of its own. */
export interface Companion {
  readonly suffix: string;
  readonly type: string;
  readonly inputs: Inputs;
}

type Parts = (id: string, properties: Json) => Companion[];

const part = (suffix: string, type: string, inputs: Inputs): Companion => ({ suffix, type, inputs });

/** Parts by the type of the resource that they are written in. */
const COMPANION_PARTS: Readonly<Record<string, Parts>> = {
  "AWS::S3::Bucket": bucketParts,
  "AWS::SNS::Topic": (id, properties) =>
    listAt(properties, "Subscription")
      .filter(isRecord)
      .map((one, index) =>
        part(`Subscription${index}`, "aws:sns/topicSubscription:TopicSubscription", {
          topic: unknownFrom(id),
          protocol: one.Protocol,
          endpoint: one.Endpoint,
        }),
      ),
  "AWS::Events::Rule": (id, properties) =>
    listAt(properties, "Targets")
      .filter(isRecord)
      .map((target, index) =>
        part(`Target${index}`, "aws:cloudwatch/eventTarget:EventTarget", {
          rule: unknownFrom(id),
          arn: target.Arn,
          ...(target.Id !== undefined && { targetId: target.Id }),
          ...(isRecord(target.DeadLetterConfig) && { deadLetterConfig: { arn: target.DeadLetterConfig.Arn } }),
          ...(isRecord(target.RetryPolicy) && {
            retryPolicy: {
              maximumRetryAttempts: target.RetryPolicy.MaximumRetryAttempts,
              maximumEventAgeInSeconds: target.RetryPolicy.MaximumEventAgeInSeconds,
            },
          }),
        }),
      ),
  "AWS::ElasticLoadBalancing::LoadBalancer": cookies,
  "AWS::ElasticLoadBalancingV2::TargetGroup": (id, properties) =>
    listAt(properties, "Targets")
      .filter(isRecord)
      .map((target, index) =>
        part(`Target${index}`, "aws:lb/targetGroupAttachment:TargetGroupAttachment", {
          targetGroupArn: unknownFrom(id),
          targetId: target.Id,
          ...(target.Port !== undefined && { port: target.Port }),
        }),
      ),
  "AWS::Backup::BackupVault": (id, properties) => {
    const lock = properties.LockConfiguration;
    if (!isRecord(lock)) return [];
    const {
      MinRetentionDays: minRetentionDays,
      MaxRetentionDays: maxRetentionDays,
      ChangeableForDays: changeableForDays,
    } = lock;
    return [
      part(
        "Lock",
        "aws:backup/vaultLockConfiguration:VaultLockConfiguration",
        written({ backupVaultName: unknownFrom(id), minRetentionDays, maxRetentionDays, changeableForDays }),
      ),
    ];
  },
  "AWS::Lambda::Alias": (id, properties) => {
    const executions = own(properties.ProvisionedConcurrencyConfig, "ProvisionedConcurrentExecutions");
    if (executions === undefined) return [];
    return [
      part("ProvisionedConcurrency", "aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig", {
        functionName: properties.FunctionName,
        qualifier: unknownFrom(id),
        provisionedConcurrentExecutions: executions,
      }),
    ];
  },
};

export const COMPANIONS: ReadonlyMap<string, Parts> = new Map(Object.entries(COMPANION_PARTS));

const written = (inputs: Inputs): Inputs =>
  Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== undefined));

function bucketParts(id: string, properties: Json): Companion[] {
  const bucket = unknownFrom(id);
  const parts: Companion[] = [];
  const versioning = properties.VersioningConfiguration;
  if (versioning !== undefined)
    parts.push(
      part("Versioning", "aws:s3/bucketVersioning:BucketVersioning", {
        bucket,
        versioningConfiguration: { status: own(versioning, "Status") ?? versioning },
      }),
    );
  const access = properties.PublicAccessBlockConfiguration;
  if (isRecord(access))
    parts.push(
      part(
        "PublicAccess",
        "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
        written({
          bucket,
          blockPublicAcls: access.BlockPublicAcls,
          blockPublicPolicy: access.BlockPublicPolicy,
          ignorePublicAcls: access.IgnorePublicAcls,
          restrictPublicBuckets: access.RestrictPublicBuckets,
        }),
      ),
    );
  const rules = listAt(properties.LifecycleConfiguration, "Rules").filter(isRecord);
  if (rules.length > 0)
    parts.push(
      part("Lifecycle", "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", {
        bucket,
        rules: rules.map(lifecycleRule),
      }),
    );
  const replication = recordAt(properties, "ReplicationConfiguration");
  const replicas = listAt(replication, "Rules").filter(isRecord);
  if (replicas.length > 0)
    parts.push(
      part("Replication", "aws:s3/bucketReplicationConfig:BucketReplicationConfig", {
        bucket,
        role: replication.Role,
        rules: replicas.map((rule) =>
          written({
            id: rule.Id,
            status: rule.Status,
            priority: rule.Priority,
            destination: written({
              bucket: recordAt(rule, "Destination").Bucket,
              account: recordAt(rule, "Destination").Account,
            }),
          }),
        ),
      }),
    );
  return parts;
}

function lifecycleRule(rule: Json): Inputs {
  const noncurrent =
    recordAt(rule, "NoncurrentVersionExpiration").NoncurrentDays ?? rule.NoncurrentVersionExpirationInDays;
  const abort = recordAt(rule, "AbortIncompleteMultipartUpload").DaysAfterInitiation;
  return written({
    id: rule.Id,
    status: rule.Status,
    ...(rule.Prefix !== undefined && { prefix: rule.Prefix }),
    ...(rule.ExpirationInDays !== undefined && { expiration: { days: rule.ExpirationInDays } }),
    ...(noncurrent !== undefined && { noncurrentVersionExpiration: { noncurrentDays: noncurrent } }),
    ...(abort !== undefined && { abortIncompleteMultipartUpload: { daysAfterInitiation: abort } }),
  });
}

/** Stickiness of a classic balancer: policies that one of its listeners has. */
function cookies(id: string, properties: Json): Companion[] {
  const used = new Set(listAt(properties, "Listeners").flatMap((listener) => listAt(listener, "PolicyNames")));
  const kinds = [
    ["LBCookieStickinessPolicy", "aws:elb/loadBalancerCookieStickinessPolicy:LoadBalancerCookieStickinessPolicy"],
    ["AppCookieStickinessPolicy", "aws:elb/appCookieStickinessPolicy:AppCookieStickinessPolicy"],
  ] as const;
  return kinds.flatMap(([property, type]) =>
    listAt(properties, property)
      .filter((policy) => used.has(own(policy, "PolicyName")))
      .map((policy, index) =>
        part(
          `${property}${index}`,
          type,
          written({
            loadBalancer: unknownFrom(id),
            name: own(policy, "PolicyName"),
            cookieName: own(policy, "CookieName"),
            cookieExpirationPeriod: own(policy, "CookieExpirationPeriod"),
          }),
        ),
      ),
  );
}
