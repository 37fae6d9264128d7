import { cloudFormationType } from "../../../blueprints/graph/readers/cloudformation/types";

/** Spelling of CloudFormation where it is not Pulumi's with a capital: by type and path, or by path alone. */
const CLOUDFORMATION: Readonly<Record<string, string>> = {
  "aws:elb/loadBalancer:LoadBalancer crossZoneLoadBalancing": "CrossZone",
  "aws:rds/instance:Instance performanceInsightsEnabled": "EnablePerformanceInsights",
  "aws:rds/clusterInstance:ClusterInstance performanceInsightsEnabled": "EnablePerformanceInsights",
  iamDatabaseAuthenticationEnabled: "EnableIAMDatabaseAuthentication",
  instanceClass: "DBInstanceClass",
  "aws:rds/cluster:Cluster serverlessv2ScalingConfiguration.maxCapacity":
    "ServerlessV2ScalingConfiguration.MaxCapacity",
  "aws:rds/cluster:Cluster enabledCloudwatchLogsExports": "EnableCloudwatchLogsExports",
  "aws:ec2/launchTemplate:LaunchTemplate monitoring.enabled": "LaunchTemplateData.Monitoring.Enabled",
  "aws:route53/healthCheck:HealthCheck failureThreshold": "HealthCheckConfig.FailureThreshold",
  "aws:cloudfront/distribution:Distribution enabled": "DistributionConfig.Enabled",
  "aws:cloudfront/distribution:Distribution isIpv6Enabled": "DistributionConfig.IPV6Enabled",
  "aws:sqs/queue:Queue visibilityTimeoutSeconds": "VisibilityTimeout",
  ttl: "TTL",
  "viewerCertificate.minimumProtocolVersion": "DistributionConfig.ViewerCertificate.MinimumProtocolVersion",
  "aliases.evaluateTargetHealth": "AliasTarget.EvaluateTargetHealth",
  multiAz: "MultiAZ",
  multiAzEnabled: "MultiAZEnabled",
  "pointInTimeRecovery.enabled": "PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled",
  "deploymentCircuitBreaker.enable": "DeploymentConfiguration.DeploymentCircuitBreaker.Enable",
  "deploymentCircuitBreaker.rollback": "DeploymentConfiguration.DeploymentCircuitBreaker.Rollback",
  "aws:ec2/launchTemplate:LaunchTemplate metadataOptions.httpTokens": "LaunchTemplateData.MetadataOptions.HttpTokens",
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock blockPublicAcls":
    "PublicAccessBlockConfiguration.BlockPublicAcls",
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock blockPublicPolicy":
    "PublicAccessBlockConfiguration.BlockPublicPolicy",
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock ignorePublicAcls":
    "PublicAccessBlockConfiguration.IgnorePublicAcls",
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock restrictPublicBuckets":
    "PublicAccessBlockConfiguration.RestrictPublicBuckets",
};

/** Types that a template gives some settings to by a list of {Key, Value}. */
const ATTRIBUTES: Readonly<Record<string, readonly [type: string, property: string]>> = {
  "aws:lb/targetGroup:TargetGroup": ["AWS::ElasticLoadBalancingV2::TargetGroup", "TargetGroupAttributes"],
  "aws:lb/loadBalancer:LoadBalancer": ["AWS::ElasticLoadBalancingV2::LoadBalancer", "LoadBalancerAttributes"],
};

/** Where and how a template says an input's value. */
export interface Said {
  readonly path: string;
  readonly value: unknown;
}

/** Undefined where a template says it in another way altogether. */
export function inTemplate(type: string, path: string, value: unknown): Said | undefined {
  if (Object.hasOwn(ATTRIBUTES, type)) return attribute(type, path, value);
  if (path === "enabledClusterLogTypes" && Array.isArray(value))
    return { path: "Logging.ClusterLogging.EnabledTypes", value: value.map((each: unknown) => ({ Type: each })) };
  // A place in a list has no name of its own there.
  if (path.includes("[")) return undefined;
  // The provider's own, or not known to be there.
  if (["forceDestroy", "enableAcceleratedRecovery"].includes(path) || path.startsWith("instanceRefresh."))
    return undefined;
  return { path: CLOUDFORMATION[`${type} ${path}`] ?? CLOUDFORMATION[path] ?? capitals(path), value };
}

function attribute(type: string, path: string, value: unknown): Said | undefined {
  const [cloudFormation = "", property = ""] = ATTRIBUTES[type] ?? [];
  const keys = cloudFormationType(cloudFormation)?.places.get(property);
  const [key] = Object.entries(typeof keys === "object" ? keys : {}).find(([, input]) => input === path) ?? [];
  return key === undefined ? undefined : { path: property, value: [{ Key: key, Value: String(value) }] };
}

const capitals = (path: string): string =>
  path
    .split(".")
    .map((step) => step.charAt(0).toUpperCase() + step.slice(1))
    .join(".");

/** `backupRetentionPeriod` as `backup_retention_period`. */
export const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
