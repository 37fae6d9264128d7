/** Spelling of CloudFormation where it is not Pulumi's with a capital: by type and path, or by path alone. */
const CLOUDFORMATION: Readonly<Record<string, string>> = {
  "aws:elb/loadBalancer:LoadBalancer crossZoneLoadBalancing": "CrossZone",
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

/** Path of a property in a template, or undefined where a template writes it in another way altogether. */
export function cloudFormationPath(type: string, path: string): string | undefined {
  // Attributes in a list of their own: { Key: stickiness.enabled, Value: "false" }.
  if (type === "aws:lb/targetGroup:TargetGroup" || type === "aws:lb/loadBalancer:LoadBalancer") return undefined;
  // A list of mappings: { Type: audit }.
  if (path === "enabledClusterLogTypes") return undefined;
  return (
    CLOUDFORMATION[`${type} ${path}`] ??
    CLOUDFORMATION[path] ??
    path
      .split(".")
      .map((step) => step.charAt(0).toUpperCase() + step.slice(1))
      .join(".")
  );
}

/** `backupRetentionPeriod` as `backup_retention_period`. */
export const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
